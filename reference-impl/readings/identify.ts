import { keyOf } from '../../contract/domain/identifier.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import type { sameContent as SameContent, sameMeasurement as SameMeasurement } from './same-content.ts';

/** What is on file under an identifier. */
export interface Known {
  /** Every content that came under any of its identifiers. */
  readonly contents: readonly Reading[];
  /** What it says now; of what was erased, what it said last. */
  readonly latest: Reading;
  /** Taken back, or taken back before it came: nothing but that is still accepted. */
  readonly isErased: boolean;
}

/** `known`: what is filed under the same identifier. `near`: readings that count, of the same patient, measure and second. */
export interface Filed {
  readonly known: Known | undefined;
  readonly near: readonly Reading[];
}

/** `alias`: a replay of `of`, under another identifier. `tombstone`: the erasure of what never came. */
export type Identity =
  | { readonly kind: 'new' | 'tombstone' | 'correction' | 'erasure' }
  | { readonly kind: 'same'; readonly of: Reading; readonly alias: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface IdentityUse {
  readonly sameContent: typeof SameContent;
  readonly sameMeasurement: typeof SameMeasurement;
}

/** Its place is all that is told of it: not whose it is, nor what it says. */
const CONFLICT: Identity = { kind: 'refused', ...refuse('identifier-conflict', 'Observation.identifier') };

const ofKnown = (reading: Reading, { contents, latest, isErased }: Known, use: IdentityUse): Identity => {
  // Of another patient's or another measure's nothing is told.
  if (keyOf(latest.patient) !== keyOf(reading.patient) || latest.measure !== reading.measure) return CONFLICT;
  const erases = reading.status === 'entered-in-error';
  const isReplay = (isErased && erases) || contents.some((content) => use.sameContent(reading, content));
  if (isReplay) return { kind: 'same', of: latest, alias: false };
  if (isErased) return CONFLICT;
  if (erases) return { kind: 'erasure' };
  const completes = latest.status === 'preliminary' && reading.status === 'final';
  return completes || reading.status === 'corrected' ? { kind: 'correction' } : CONFLICT;
};

/**
 * Admission 3: is this reading known? Content that was filed under its identifier is a replay; a correction
 * replaces what is there, an erasure takes it back, anything else is a conflict. The same measurement of a
 * named device under another identifier is a replay too.
 */
export const identify = (reading: Reading, { known, near }: Filed, use: IdentityUse): Identity => {
  if (known !== undefined) return ofKnown(reading, known, use);
  if (reading.status === 'entered-in-error') return { kind: 'tombstone' };
  const twin = near.find((other) => use.sameMeasurement(reading, other));
  return twin === undefined ? { kind: 'new' } : { kind: 'same', of: twin, alias: true };
};
