import type { AuditEvent } from '../../../contract/domain/audit-event.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import type { Person } from './access/sessions.ts';
import type { Form } from './form.ts';
import type { Html } from './html.ts';

/** What a page gets to see: who looks, and the pipeline, which it asks as that person and as nobody else. */
export interface PageContext {
  readonly pipeline: ReachedPipeline;
  readonly caller: Caller;
  readonly person: Person;
  readonly query: URLSearchParams;
  /** Logical id of the path; empty where the path has none. */
  readonly id: string;
  /** What was entered; of a GET nothing. */
  readonly form: Form;
  /** Every form of a page has this in it. */
  readonly token: Html;
  /** A key of something new, that nobody else makes. */
  readonly newKey: () => string;
}

/** A page, or where to go for one. */
export type PageReply =
  | { readonly title: string; readonly main: Html; readonly status?: number; readonly script?: string }
  | { readonly goTo: string };

/** One page or one form: for one role, by one path. */
export interface Page {
  readonly method: 'GET' | 'POST';
  /** As of express; `:id` is a logical id. */
  readonly path: string;
  readonly role: Person['role'];
  /** For the audit trail, where a page refuses by itself. */
  readonly subject: AuditEvent['subject'];
  readonly handle: (context: PageContext) => Promise<Outcome<PageReply>>;
}
