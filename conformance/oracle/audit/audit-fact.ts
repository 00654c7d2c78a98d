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
  /** The SUT must be able to tell whose data it was (not so for what gate 1 or 2 refuses). */
  readonly attributable: boolean;
}
