import type { Reading } from '../../../contract/domain/index.ts';
import { type Filing, latestOf, liveOf, type SubmitOp } from './filing.ts';
import type { Moment } from './moment.ts';
import { isSameMeasurement, measuredAt, sameContent } from './same-as.ts';
import type { Step } from './step.ts';
import { readingKey } from '../record/kept-reading.ts';

/** What gate 3 makes of a submission. */
export type Identity =
  | { readonly kind: 'new' }
  | { readonly kind: 'tombstone' }
  | { readonly kind: 'conflict'; readonly with: Filing | undefined }
  | { readonly kind: 'replay' | 'alias' | 'correction' | 'erasure'; readonly of: Filing };

const known = (filing: Filing, op: SubmitOp): Identity => {
  const { reading } = op.act;
  const latest = latestOf(filing);
  const isErased = latest === undefined || latest.erased;
  if (isErased && reading.status === 'entered-in-error') return { kind: 'replay', of: filing };
  const same = sameContent(reading);
  // Every content came by an attempt. What came under an alias may differ from it by less than a second; sent again, it is a replay as well.
  const isReplay = filing.attempts.some((a) => sameContent(a.act.reading) === same);
  if (isReplay) return { kind: 'replay', of: filing };
  if (isErased) return { kind: 'conflict', with: filing };
  if (reading.status === 'corrected') return { kind: 'correction', of: filing };
  if (reading.status === 'entered-in-error') return { kind: 'erasure', of: filing };
  if (reading.status === 'final' && latest.reading.status === 'preliminary') return { kind: 'correction', of: filing };
  return { kind: 'conflict', with: filing };
};

/** Filings of the device and second of a reading, also those that a correction has moved away from there. */
const filedThen = ({ course: { state } }: Step, reading: Reading): readonly Filing[] => {
  const at = measuredAt(reading);
  if (at === undefined) return [];
  return (state.measured.get(at) ?? []).flatMap((key) => state.filings.get(key) ?? []);
};

const isOne = (a: Reading, b: Reading): boolean => measuredAt(a) === measuredAt(b) && isSameMeasurement(a, b);

const twinOf = (step: Step, { act: { reading } }: SubmitOp): Filing | undefined =>
  filedThen(step, reading).find((filing) => {
    const live = liveOf(filing);
    return live !== undefined && isOne(live.reading, reading);
  });

/**
 * What made a measurement new again: of each filing that was the same before, its correction or erasure. What is filed
 * as new comes after them.
 */
export const freedBy = (step: Step, { act: { reading } }: SubmitOp): readonly Moment[] =>
  filedThen(step, reading).flatMap(({ contents }) => {
    const same = contents.findLastIndex((c) => !c.erased && isOne(c.reading, reading));
    return same < 0 ? [] : (contents[same + 1]?.moment ?? []);
  });

/**
 * Gate 3: whether the identifier, or the measurement, is filed already. Source: contract, Admission 3
 * and the paragraph on corrections and erasures.
 */
export const identify = (step: Step, op: SubmitOp): Identity => {
  const { reading } = op.act;
  const key = readingKey(reading);
  const filing = step.course.filing(key);
  if (filing !== undefined) return known(filing, op);
  if (step.decide(step.ambience.foreign(key, step.from, step.to))) return { kind: 'conflict', with: undefined };
  if (reading.status === 'entered-in-error') return { kind: 'tombstone' };
  const twin = twinOf(step, op);
  return twin === undefined ? { kind: 'new' } : { kind: 'alias', of: twin };
};
