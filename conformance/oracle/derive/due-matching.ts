import { keyOf } from '../../../contract/domain/index.ts';
import { familyOf } from '../items/family-of.ts';
import type { DueDemand } from '../items/due-demand.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { tryLocalInstant } from '../time/instant.ts';
import type { Span } from '../time/span.ts';

const NS_PER_MS = 1_000_000n;

const sameMs = (text: string, at: bigint): boolean => {
  const shown = tryLocalInstant(text)?.at;
  return shown !== undefined && shown / NS_PER_MS === at / NS_PER_MS;
};

const liesIn = (text: string, { low, high }: Span): boolean => {
  const shown = tryLocalInstant(text)?.at;
  return shown !== undefined && low / NS_PER_MS <= shown / NS_PER_MS && shown / NS_PER_MS <= high / NS_PER_MS;
};

/** Whether the item says that it is this one; undefined where it says nothing that tells. */
const says = ({ latest }: ObservedItem, { subject, due }: DueDemand): boolean | undefined => {
  switch (subject.family) {
    case 'missing':
      return latest.due === undefined ? undefined : liesIn(latest.due, due);
    case 'escalation':
      if (latest.reading === undefined || !subject.readings.has(keyOf(latest.reading))) return false;
      return latest.step === undefined ? undefined : latest.step === subject.step;
    case 'summary': {
      if (latest.summary === undefined) return undefined;
      const { start, end } = latest.summary.period;
      // Of the right start it is that period's summary, if not rightly so: a version may have changed the period's length.
      return sameMs(start, subject.start) ? sameMs(end, subject.end) || undefined : false;
    }
  }
};

/**
 * Puts items of the rules that go by time to their demands: by what they say of themselves, else in the
 * order in which they came into sight.
 */
export const matchDue = (
  items: readonly ObservedItem[],
  demands: readonly DueDemand[],
): { readonly of: ReadonlyMap<DueDemand, readonly ObservedItem[]>; readonly stray: readonly ObservedItem[] } => {
  const of = new Map<DueDemand, ObservedItem[]>();
  const stray: ObservedItem[] = [];
  for (const item of items.toSorted((a, b) => a.first.by - b.first.by || (a.key < b.key ? -1 : 1))) {
    const own = demands.filter(
      (d) => d.subject.family === familyOf(item.latest) && d.order.key === keyOf(item.latest.order),
    );
    const named = own.filter((d) => says(item, d) !== false);
    const isFree = (d: DueDemand): boolean => !of.has(d) && d.raised.from <= item.first.by;
    const itself = named.filter((d) => says(item, d) === true);
    const demand =
      itself.find(isFree) ?? itself[0] ?? named.find(isFree) ?? named.find((d) => d.raised.from <= item.first.by);
    if (demand === undefined) stray.push(item);
    else of.set(demand, [...(of.get(demand) ?? []), item]);
  }
  return { of, stray };
};
