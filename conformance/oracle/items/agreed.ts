import type { RaisedItem } from '../course/item.ts';
import { accepted, type Filing, type SubmitOp } from '../readings/filing.ts';
import { readingKey } from '../record/kept-reading.ts';
import type { Call } from '../rules/evaluation.ts';
import type { Tri } from '../time/span.ts';
import { nameOf } from './items-in.ts';

/** Of the attempt that raised it and those of its reading since, the first whose answer was received. Source: contract, Deadlines. */
const causeOf = ({ cause }: RaisedItem, filings: (key: string) => Filing | undefined): SubmitOp | undefined => {
  const attempts = filings(readingKey(cause.act.reading))?.attempts ?? [];
  return accepted(attempts.map((a) => a.op).filter((op) => op.sent >= cause.sent));
};

/** Of all items of a demand, the cause that was answered last; undefined while none was. */
export const latestCause = (
  items: readonly RaisedItem[],
  filings: (key: string) => Filing | undefined,
): SubmitOp | undefined => {
  let latest: SubmitOp | undefined;
  for (const item of items) {
    const cause = causeOf(item, filings);
    if (cause !== undefined && (latest === undefined || cause.settled > latest.settled)) latest = cause;
  }
  return latest;
};

/** As every course has it; else it may be late. */
export const lateOf = (items: readonly RaisedItem[]): Tri =>
  items.map((i) => i.late).reduce((a, b) => (a === b ? a : 'maybe'));

/** The directions that every course has are enough; those of some courses may be shown as well. */
export const shownFor = (items: readonly RaisedItem[]): ((call: Call) => Pick<Call, 'interpretation' | 'mayAlso'>) => {
  const all = [...new Set(items.flatMap((i) => i.interpretation))].toSorted();
  const common = all.filter((i) => items.every((item) => item.interpretation.includes(i)));
  return ({ interpretation }) => ({
    interpretation: common.length > 0 ? common : interpretation,
    mayAlso: all,
  });
};

/** What was withdrawn and raised again is as many demands, where the courses agree on how often that was. */
const oneByOne = (perCourse: readonly (readonly RaisedItem[])[]): readonly (readonly (readonly RaisedItem[])[])[] => {
  const times = new Set(perCourse.map((items) => items.length));
  const [most = 0] = times;
  if (times.size > 1) return [perCourse];
  return Array.from({ length: most }, (_, k) => perCourse.map((items) => items.slice(k, k + 1)));
};

/**
 * Items that differ in kind or direction are demands of their own, if one of them is in every course. If none is,
 * they are ways of one demand: some item there has to be, of whichever kind.
 */
export const partsOf = (
  perCourse: readonly (readonly RaisedItem[])[],
): readonly (readonly (readonly RaisedItem[])[])[] => {
  const names = [...new Set(perCourse.flatMap((items) => items.map(nameOf)))];
  const isCommon = (name: string): boolean => perCourse.every((items) => items.some((i) => nameOf(i) === name));
  if (!names.some(isCommon)) return oneByOne(perCourse);
  return names.flatMap((name) => oneByOne(perCourse.map((items) => items.filter((item) => nameOf(item) === name))));
};
