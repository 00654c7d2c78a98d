/** What an item says, or leaves out. */
export type Field =
  | 'patient'
  | 'order'
  | 'reading'
  | 'measure'
  | 'value'
  | 'effective'
  | 'limit'
  | 'limitFrom'
  | 'interpretation'
  | 'kind'
  | 'late'
  | 'created'
  | 'context'
  | 'priority'
  | 'submitted'
  | 'baseline'
  | 'delta'
  | 'routedAs'
  | 'recipient'
  | 'readings'
  | 'count'
  | 'worst'
  | 'last'
  | 'due'
  | 'step'
  | 'copyOf'
  | 'period'
  | 'abnormalCount'
  | 'criticalCount'
  | 'min'
  | 'max'
  | 'mean';

/** What an item leaves out or says wrongly, against a demand that calls for it. */
export interface Flaw {
  readonly field: Field;
  readonly kind: 'missing' | 'wrong';
  readonly expected: string;
  readonly shown: string;
}

export const wrong = (field: Field, expected: string, shown: string): Flaw => ({
  field,
  kind: 'wrong',
  expected,
  shown,
});
export const missing = (field: Field, expected: string): Flaw => ({
  field,
  kind: 'missing',
  expected,
  shown: 'nothing',
});
