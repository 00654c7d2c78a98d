import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { ItemKind } from '../../contract/domain/inbox-item.ts';
import type { Trouble } from '../store/unavailable.ts';

/** What came of one request to write. */
export interface Written {
  readonly subject: AuditEvent['subject'];
  /** `ok`, or the code of the refusal. */
  readonly outcome: string;
  /** From its coming to its commit. */
  readonly seconds: number;
  /** Kinds of the items that it raised. */
  readonly raised: readonly ItemKind[];
}

/** Whoever wants to know what the pipeline does, without a word of whose data they are. */
export interface Watch {
  written(what: Written): void;
  /** Kinds of the items that time raised. */
  fellDue(raised: readonly ItemKind[]): void;
  /** The database has come into trouble; undefined: it takes writes again. */
  store(trouble: Trouble | undefined): void;
}

export const NOBODY: Watch = { written: () => {}, fellDue: () => {}, store: () => {} };
