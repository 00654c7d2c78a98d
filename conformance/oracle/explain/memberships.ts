import { type RaisedItem, slotOf } from '../course/item.ts';
import { itemsAbout } from '../course/raise.ts';
import type { MeasureView } from '../derive/world.ts';
import type { DemandFact } from '../facts.ts';
import { instant } from '../time/instant.ts';
import { bareKey } from '../bare-key.ts';
import type { Claim, DueSaid, Membership } from './explanation.ts';
import { dueNamingOf } from './naming.ts';
import type { ReadingAt } from './orders-said.ts';
import { recipientsSaid } from './recipients-said.ts';
import type { Understood } from './understood.ts';

/** Items of other readings that hold this one, or held it: digests, and items on repeated readings. */
export const membershipsOf = (view: MeasureView, keys: ReadonlySet<string>): readonly Membership[] => {
  const found = new Map<string, Membership>();
  const add = (item: RaisedItem): void => {
    if (!keys.has(item.reading))
      found.set(`${slotOf(item)}#${item.nth}`, { item, left: !item.members.some((m) => keys.has(m)) });
  };
  for (const course of view.measure.explored.courses)
    for (const order of view.orders)
      for (const rule of ['limits', 'repeated'] as const)
        for (const key of keys) for (const [, item] of itemsAbout(course, order.key, rule, key)) add(item);
  return [...found.values()];
};

/** The readings that the change of one is measured from, with the lines that filed them. */
export const measuredFrom = (facts: readonly DemandFact[], view: MeasureView): readonly Claim[] => {
  const keys = new Set(
    facts.flatMap(({ demand }) =>
      demand.evaluations.flatMap((e) => (e.call?.baselines ?? []).flatMap((b) => [...b.keys].slice(0, 1))),
    ),
  );
  return [...keys].map((key) => {
    const by = view.filings.find((f) => f.keys.has(key))?.contents.at(-1)?.by;
    return { text: bareKey(key), lines: by === undefined ? [] : [by.seq] };
  });
};

/** Keys of newer readings whose change is measured from this one. */
export const baselineOf = (facts: readonly DemandFact[], keys: ReadonlySet<string>): readonly string[] => [
  ...new Set(
    facts
      .filter(({ demand }) => demand.family === 'change' && !keys.has(demand.filing.key))
      .filter(({ demand }) =>
        demand.evaluations.some(
          (e) => e.call?.baselines.some((b) => [...b.keys].some((key) => keys.has(key))) === true,
        ),
      )
      .map(({ demand }) => demand.filing.key),
  ),
];

const tieOf = (
  { demand }: DueSaid['fact'],
  { reading, filing }: ReadingAt,
  keys: ReadonlySet<string>,
): DueSaid['tie'] | undefined => {
  if (demand.subject.family === 'escalation')
    return [...demand.subject.readings].some((key) => keys.has(key)) ? 'copy' : undefined;
  if (filing === undefined) return undefined;
  if (demand.subject.family === 'missing') {
    const { at } = demand.withdrawal;
    if (at !== undefined && filing.contents.some((c) => c.moment.from === at.from && c.moment.to === at.to))
      return 'closed';
    const { from, to } = demand.raised;
    return filing.contents.some((c) => c.moment.from === from && c.moment.to === to) ? 'raised' : undefined;
  }
  const effective = instant(reading.effective);
  return effective >= demand.subject.start && effective < demand.subject.end ? 'counted' : undefined;
};

/** Items that fell due by themselves and have to do with the reading: copies of its item, gaps that it closed, summaries that it counts in. */
export const duesSaid = (
  all: Understood,
  view: MeasureView,
  at: ReadingAt,
  keys: ReadonlySet<string>,
): readonly DueSaid[] =>
  all.dues
    .filter(({ demand }) => view.orders.includes(demand.order))
    .flatMap((fact) => {
      const tie = tieOf(fact, at, keys);
      return tie === undefined
        ? []
        : [{ fact, tie, recipients: recipientsSaid(all, dueNamingOf(all, fact), fact.demand.recipients) }];
    });
