import { keyOf } from '../../../contract/domain/index.ts';
import type { DueFact } from '../facts.ts';
import type { DueDemand } from '../items/due-demand.ts';
import { createdFlaws, type Raisable } from '../items/created-flaw.ts';
import { dueFlawsOf } from '../items/due-content.ts';
import { familyOf } from '../items/family-of.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { deadlineMs, latestDeadline, timing, type Start, type Timing } from '../sight/delay.ts';
import { judgedSight } from '../sight/judged-sight.ts';
import { type Held, wholeMs } from '../sight/outages.ts';
import type { PatientCase, World } from './world.ts';

/** Where the deadline begins: when it is to be raised; after an advance of the test clock, from its `ready`. */
const startOf = ({ opens, raised }: DueDemand, { record }: PatientCase, { lagNs, end }: World): Start => {
  const [first, last] = [record.clock.due(opens.low, end), record.clock.due(opens.high, end)];
  const from = first === 'never' ? raised.from : first.from;
  const to = last === 'never' ? raised.to : last.to;
  // What made it past later than that counts from there.
  return { from: Math.max(from, raised.from), to: Math.max(to, raised.to) + lagNs };
};

const timingOf = (
  { start, deadlineMs: deadline }: Held,
  demand: DueDemand,
  item: ObservedItem | undefined,
  look: number,
): Timing =>
  item === undefined
    ? timing(start, { after: look, by: null }, deadline, demand.virtual)
    : timing(start, judgedSight(item), deadline, demand.virtual);

/** Keys of a patient's critical items, by order and reading: what a copy can be one of. */
export class Originals {
  readonly #of = new Map<string, string[]>();

  constructor(items: readonly ObservedItem[]) {
    for (const { latest, key } of items) {
      if (latest.reading === undefined || latest.kind !== 'critical' || familyOf(latest) !== 'limits') continue;
      const at = `${keyOf(latest.order)}\n${keyOf(latest.reading)}`;
      this.#of.set(at, [...(this.#of.get(at) ?? []), key]);
    }
  }

  for({ subject, order }: DueDemand): ReadonlySet<string> {
    if (subject.family !== 'escalation') return new Set();
    return new Set([...subject.readings].flatMap((reading) => this.#of.get(`${order.key}\n${reading}`) ?? []));
  }
}

/** What counts later than it fell due may be dated by either. */
const datableOf = ({ raised, opens, due }: DueDemand): Raisable => ({
  from: raised.from,
  due: opens.low < due.low ? opens.low : due.low,
});

/** What was seen of one demand of a rule that goes by time. */
export const dueFact = (
  demand: DueDemand,
  items: readonly ObservedItem[],
  patient: PatientCase,
  world: World,
  originals: Originals,
): DueFact => {
  const { record, lane } = patient;
  const deadline = deadlineMs(
    demand.subject.family === 'escalation' ? 'critical' : demand.subject.family,
    world.deadlines,
  );
  const fallsDue = startOf(demand, patient, world);
  const inPlace = items.filter((i) => demand.recipients.has(keyOf(i.latest.recipient)));
  const [first] = inPlace.toSorted((a, b) => a.first.by - b.first.by);
  const held = world.outages.held(fallsDue, deadline, first?.first.by ?? null);
  const proven =
    items.length === 0 && world.absence.provesMissing(record.key, latestDeadline(held.start, held.deadlineMs));
  return {
    lane: demand.order.ops[0]?.lane ?? lane,
    patient: record.key,
    demand,
    items,
    flaws: items.flatMap((i) => [
      ...dueFlawsOf(i.latest, demand, originals.for(demand)),
      ...createdFlaws(i, datableOf(demand), record.clock),
    ]),
    absenceProven: proven,
    timing:
      demand.level === 'must' && (first !== undefined || proven)
        ? timingOf(held, demand, first, world.absence.lastLook(record.key))
        : undefined,
    deadlineMs: wholeMs(held, fallsDue),
    outage: held.outage,
    doubledBy: world.outages.between(items.map((item) => item.first.by)),
    recipients: demand.recipients,
    named: demand.named,
    covered: [...demand.named].some((person) => world.coverage.knows(person)),
  };
};
