import type { FoundFact, VolumeFact } from '../facts.ts';
import { effectiveTime } from '../record/kept-reading.ts';

const DAY_NS = 86_400_000_000_000n;
/** What a sensor that is worn measures in a day: one reading every five minutes. Source: Kumar 2016. */
export const A_DAY = 288;

/** So many readings were measured within one day. */
const isOfADay = (found: readonly FoundFact[]): boolean => {
  const instants = found.map(({ filing }) => effectiveTime(filing.reading).at).toSorted((a, b) => (a < b ? -1 : 1));
  return instants.some((at, i) => {
    const last = instants[i + A_DAY - 1];
    return last !== undefined && last - at < DAY_NS;
  });
};

/**
 * Every look at all readings of a patient at which a whole day of a sensor had to be found: filed for certain, the time
 * for it over, and not taken back.
 */
export const volumeFacts = (facts: readonly FoundFact[]): readonly VolumeFact[] => {
  if (facts.length < A_DAY) return [];
  const ofAll = facts.filter(({ read, due, current }) => {
    const isOfOne = read.act.identifier !== undefined;
    return !isOfOne && due && current.length > 0 && current.every(({ erased }) => !erased);
  });
  return [...Map.groupBy(ofAll, ({ read }) => read)].flatMap(([read, found]) => {
    const [first] = found;
    if (first === undefined || found.length < A_DAY || !isOfADay(found)) return [];
    const missing = found.filter((fact) => fact.found.length === 0).map(({ filing }) => filing.key);
    return [{ lane: first.lane, patient: first.patient, read, due: found.length, missing }];
  });
};
