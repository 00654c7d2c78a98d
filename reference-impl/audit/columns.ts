import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Cell } from '../store/database.ts';

/** Every column of an audit row but its hash, in the order in which the hash takes them. */
export const AUDIT_COLUMNS = [
  'seq',
  'key',
  'version',
  'stamp',
  'body',
  'recorded_ms',
  'outcome',
  'refusal',
  'patient_key',
  'entity_key',
] as const;

/** A text as every database keeps it: half a surrogate pair, which UTF-8 cannot write, becomes U+FFFD, and so does NUL. */
const kept = (text: string): string =>
  text.isWellFormed() && !text.includes('\u0000') ? text : text.toWellFormed().replaceAll('\u0000', '\uFFFD');

/** A key as it is stored. */
export const storedKey = (identifier: Identifier): string => kept(keyOf(identifier));

const keyCell = (identifier: Identifier | undefined): string | null =>
  identifier === undefined ? null : storedKey(identifier);

/** The cells of `AUDIT_COLUMNS` for event number `seq`; `stamp` in ms. */
export const auditCells = (seq: number, stamp: number, event: AuditEvent): readonly Cell[] => [
  seq,
  `a${seq}`,
  1,
  stamp,
  JSON.stringify(event),
  // Always `isoOf` of a moment, which the built-in look reads as exactly and sooner.
  Date.parse(event.recorded),
  event.outcome,
  event.refusal === undefined ? null : kept(event.refusal),
  keyCell(event.patient),
  keyCell(event.entity),
];
