import type { Cause } from '../readings/expectation.ts';
import type { Gate } from './explanation.ts';

/** The gate that each circumstance belongs to; a sibling's refusal belongs to none. Source: contract, Admission. */
const GATES: Readonly<Record<Exclude<Cause, 'sibling'>, Gate>> = {
  source: 'source',
  'no-offset': 1,
  'bad-number': 1,
  'several-matches': 1,
  'processing-id': 1,
  version: 1,
  'unknown-unit': 1,
  'unit-mismatch': 1,
  'unknown-code': 1,
  'message-type': 1,
  'cut-off': 1,
  undecodable: 1,
  'foreign-delimiters': 1,
  'control-id-reuse': 1,
  'unknown-patient': 2,
  'other-patient': 2,
  conflict: 3,
  'control-solution': 4,
  future: 5,
  'no-order': 6,
  'other-measure-ordered': 6,
  draft: 6,
  'on-hold': 6,
  ended: 6,
  'not-begun': 6,
  'in-error': 6,
  'after-end': 6,
  'never-permitted': 7,
  'other-type-permitted': 7,
  withdrawn: 7,
  'before-grant': 7,
};

export const gateOf = (cause: Cause): Gate | undefined => (cause === 'sibling' ? undefined : GATES[cause]);

/** In the order in which they are asked. */
export const ALL_GATES: readonly Gate[] = ['source', 1, 2, 3, 4, 5, 6, 7];
