import { CONTROL_SOLUTION } from '../../contract/codes/measures.ts';
import { keyOf, type Reading } from '../../contract/domain/index.ts';
import type { OrderFile, Version } from './versions.test-helper.ts';
import { instantOf, type Instant, SECOND } from './instant.test-helper.ts';
import { exact, order } from './number.test-helper.ts';

/** What is kept under a reading's identifier: every content it ever had, the latest last. */
export interface Filed {
  readonly versions: Reading[];
  /** What came under other identifiers as the same measurement: sent again, it is a replay. */
  readonly aliases: Reading[];
  /** Under which version each order evaluates the latest content; absent where it does not. */
  readonly under: Map<OrderFile, Version>;
}

/** Everything filed, by identifier; an alias leads to the same entry. */
export type Readings = Map<string, Filed>;

export const latest = (f: Filed): Reading => {
  const reading = f.versions.at(-1);
  if (reading === undefined) throw new Error('nothing is filed without content');
  return reading;
};

/** The name it was first filed under, which items speak of. */
export const nameOf = (f: Filed): string => (f.versions[0] ?? latest(f)).identifier.value;
export const effectiveOf = (f: Filed): Instant => instantOf(latest(f).effective);

export const isControl = (r: Reading): boolean =>
  r.code.system === CONTROL_SOLUTION.system && r.code.code === CONTROL_SOLUTION.code;

/** Counts in rules: not erased, no tombstone, not kept apart. */
export const isLive = (f: Filed): boolean => latest(f).status !== 'entered-in-error' && !isControl(latest(f));

export const liveOf = (readings: Readings, of: Pick<Reading, 'patient' | 'measure'>): Filed[] =>
  [...new Set(readings.values())].filter(
    (f) => isLive(f) && latest(f).measure === of.measure && keyOf(latest(f).patient) === keyOf(of.patient),
  );

const byTime = (a: Filed, b: Filed): number => {
  const apart = effectiveOf(a) - effectiveOf(b);
  return apart < 0n ? -1 : apart > 0n ? 1 : nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0;
};
/** By effective time, ties by identifier. */
export const inTime = (list: readonly Filed[]): Filed[] => [...list].sort(byTime);

const sameValue = (a: Reading['result'], b: Reading['result']): boolean => {
  if (a.kind === 'value')
    return (
      b.kind === 'value' &&
      a.quantity.unit === b.quantity.unit &&
      order(exact(a.quantity.value), exact(b.quantity.value)) === 0
    );
  if (a.kind === 'off-scale') return b.kind === 'off-scale' && a.direction === b.direction;
  return b.kind === 'absent' && a.reason === b.reason;
};

const contextsOf = (r: Reading): string =>
  [r.mealContext ?? '', ...(r.furtherContexts ?? [])]
    .filter((c) => c !== '')
    .sort()
    .join(' ');

const deviceOf = (r: Reading): string => (r.device === undefined ? '' : keyOf(r.device));

/** Patient, code, numeric value, unit, instant, device, context, status. */
export const sameContent = (a: Reading, b: Reading): boolean =>
  keyOf(a.patient) === keyOf(b.patient) &&
  a.measure === b.measure &&
  a.code.system === b.code.system &&
  a.code.code === b.code.code &&
  sameValue(a.result, b.result) &&
  instantOf(a.effective) === instantOf(b.effective) &&
  deviceOf(a) === deviceOf(b) &&
  contextsOf(a) === contextsOf(b) &&
  a.status === b.status;

/** One measurement that came under two identifiers. */
export const sameMeasurement = (a: Reading, b: Reading): boolean =>
  a.device !== undefined &&
  deviceOf(a) === deviceOf(b) &&
  keyOf(a.patient) === keyOf(b.patient) &&
  a.measure === b.measure &&
  instantOf(a.effective) / SECOND === instantOf(b.effective) / SECOND &&
  sameValue(a.result, b.result) &&
  (a.sequenceNumber === undefined || b.sequenceNumber === undefined || a.sequenceNumber === b.sequenceNumber);
