import type { DueDemand } from '../items/due-demand.ts';
import { namedOver, recipientsOf } from '../items/recipients.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import { Watched } from '../waiting/watched.ts';
import { waitingOf } from '../waiting/waiting-of.ts';
import { type DueInWay, ofCopy, ofMissing, ofSummary, reachedIn } from './due-in-way.ts';
import { hullOf, joinDue } from './join-due.ts';
import type { MeasureView } from './world.ts';

const finished = (one: DueInWay, everywhere: boolean, { measure, orders }: MeasureView): DueDemand | undefined => {
  const order: OrderRecord | undefined = orders.find((o) => o.key === one.order);
  if (order === undefined) return undefined;
  const { clock } = measure.ambience;
  const { versions } = order;
  const byTime = reachedIn(clock, one.demand.opens);
  const raised = (one.byTime ? hullOf(one.by, byTime) : one.by) ?? byTime;
  const seen = { from: raised.from, to: Math.max(raised.to, one.sight ?? raised.to) };
  const open = measure.explored.overflow;
  return {
    ...one.demand,
    order,
    level: everywhere && one.sure && !open ? 'must' : 'may',
    withdrawal: open ? { ...one.demand.withdrawal, level: 'may' } : one.demand.withdrawal,
    raised,
    virtual: clock.used && one.by === undefined,
    recipients: recipientsOf(versions, one.named, seen, measure.ambience),
    named: namedOver(versions, one.named, seen, measure.ambience),
  };
};

/** Of one way: what is called for again, after the first was withdrawn, is a demand of its own. */
const numbered = (ones: readonly DueInWay[]): readonly (readonly [string, DueInWay])[] => {
  const times = new Map<string, number>();
  return ones.map((one) => {
    const nth = (times.get(one.name) ?? 0) + 1;
    times.set(one.name, nth);
    return [`${one.name} #${nth}`, one];
  });
};

/** What the rules that go by time demand of one patient and measure by the monotonic instant `end`. `cut`: there are more ways than are tried. */
export const dueDemands = (
  view: MeasureView,
  record: PatientRecord,
  end: number,
): { readonly demands: readonly DueDemand[]; readonly cut: boolean } => {
  const waits = view.orders.some((o) =>
    o.versions.some((v) =>
      v.order.rules.some((r) => r.kind === 'missing' || r.kind === 'escalation' || r.kind === 'summary'),
    ),
  );
  if (!waits) return { demands: [], cut: false };
  const watched = new Watched(record);
  const { clock } = view.measure.ambience;
  const found = new Map<string, { one: DueInWay; times: number }>();
  let all = 0;
  let isCut = false;
  for (const course of view.measure.explored.courses) {
    const { ways, cut } = waitingOf(view.measure, course, watched, end);
    isCut ||= cut;
    for (const way of ways) {
      all += 1;
      const ones = [
        ...way.missing.map((m) => ofMissing(m, watched, clock)),
        ...way.copies.map((c) => ofCopy(c, course, watched, clock)),
        ...way.summaries.map((s) => ofSummary(s, course, watched)),
      ];
      for (const [name, one] of numbered(ones)) {
        const known = found.get(name);
        found.set(
          name,
          known === undefined ? { one, times: 1 } : { one: joinDue(known.one, one), times: known.times + 1 },
        );
      }
    }
  }
  const demands = [...found.values()].flatMap(({ one, times }) => finished(one, times >= all, view) ?? []);
  return { demands, cut: isCut };
};
