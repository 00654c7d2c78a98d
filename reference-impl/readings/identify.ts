import { keyOf } from '../../contract/domain/identifier.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import type { sameContent as SameContent, sameMeasurement as SameMeasurement } from './same-content.ts';

/** `known`: what is filed under the same identifier. `near`: readings of the same patient, measure and second. */
export interface Filed {
  readonly known: Reading | undefined;
  readonly near: readonly Reading[];
}

/** `same`: a replay of `of`; `alias`: it came under another identifier. */
export type Identity =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly of: Reading; readonly alias: boolean }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface IdentityUse {
  readonly sameContent: typeof SameContent;
  readonly sameMeasurement: typeof SameMeasurement;
}

/**
 * Admission 3: is this reading known? Equal content under its identifier is a replay, other content a
 * conflict; another patient's identifier is a conflict that tells nothing. The same measurement of a
 * named device under another identifier is a replay too.
 */
export const identify = (reading: Reading, filed: Filed, use: IdentityUse): Identity => {
  const { known } = filed;
  if (known !== undefined) {
    if (keyOf(known.patient) !== keyOf(reading.patient)) return { kind: 'refused', ...refuse('identifier-conflict') };
    // Under another identifier this one was filed as a further name: the twin is what it is compared to.
    const named = { ...reading, identifier: known.identifier };
    if (use.sameContent(named, known)) return { kind: 'same', of: known, alias: false };
    if (keyOf(known.identifier) !== keyOf(reading.identifier) && use.sameMeasurement(reading, known))
      return { kind: 'same', of: known, alias: false };
    const completes = known.status === 'preliminary' && reading.status === 'final';
    return {
      kind: 'refused',
      ...(completes
        ? refuse('rule-not-supported', 'Observation.status', 'preliminary followed by final')
        : refuse('identifier-conflict', 'Observation.identifier')),
    };
  }
  const twin = filed.near.find((near) => use.sameMeasurement(reading, near));
  return twin === undefined ? { kind: 'new' } : { kind: 'same', of: twin, alias: true };
};
