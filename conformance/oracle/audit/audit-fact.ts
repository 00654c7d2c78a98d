import type { AuditEvent } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { OpOf } from '../record/patient-record.ts';

/** One thing that happened to a patient's data, and what the audit trail says of it. */
export interface AuditFact {
  readonly lane: string;
  readonly patient: string;
  readonly read: OpOf<'audit.read'>;
  /** What was done; absent for an item that the SUT raised itself. */
  readonly op: OpLine | undefined;
  /** In words: "reading urn:…|17 accepted". */
  readonly what: string;
  readonly entity: string;
  readonly outcome: 'ok' | 'refused';
  readonly subject: AuditEvent['subject'];
  /** Events of the trail about this thing with this outcome. */
  readonly events: readonly AuditEvent[];
  /** Events that claim the opposite outcome of a thing that never had it. */
  readonly contrary: readonly AuditEvent[];
  /** Of these, the ones that a client of another party did by all that the trail says of it; empty where nothing is known. */
  readonly namesakes: readonly AuditEvent[];
  /** Codes by which a refusal can be told: what was answered, and what the contract has for it. */
  readonly codes: readonly string[];
  /** Of these, the ones that are dated to another time than that of the operation, by wall and by test clock. */
  readonly misdated: readonly AuditEvent[];
  /** The SUT must be able to tell whose data it was (not so for what gate 1 or 2 refuses). */
  readonly attributable: boolean;
}

/** What the trail of a patient tells that nothing in the history accounts for. */
export interface TrailFact {
  readonly lane: string;
  readonly patient: string;
  readonly read: OpOf<'audit.read'>;
  /** Successes that it tells of this patient and that there never were, and why not. */
  readonly unfounded: readonly { readonly event: AuditEvent; readonly why: string }[];
  /** Successes on what is not the patient's, of which it does not say whose they are. */
  readonly unnamed: readonly AuditEvent[];
}
