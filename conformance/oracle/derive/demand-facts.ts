import { keyOf } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import { flawsOf } from '../items/content.ts';
import { deadlineMs, delayOf, intendedDeadline, neverSeen, type Timing } from '../items/delay.ts';
import type { Demand } from '../items/demand.ts';
import { recipientsOf } from '../items/recipients.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { instant, MINUTE } from '../time/instant.ts';
import { after, exactly } from '../time/span.ts';
import type { PatientCase, World } from './world.ts';

const NS_PER_MS = 1_000_000;

const deadlineOf = (demand: Demand, world: World): number =>
  Math.max(...demand.evaluations.map((e) => deadlineMs(e.call?.kind ?? 'critical', world.deadlines)));

const settledBy = (demand: Demand): number => {
  const last = Math.max(...demand.filing.attempts.map((a) => a.op.settled));
  return Number.isFinite(demand.raised.to) ? Math.max(last, demand.raised.to) : last;
};

const absenceProven = (demand: Demand, items: readonly ObservedItem[], patient: string, world: World): boolean => {
  const quiet = 2 * world.deadlines.other * NS_PER_MS;
  if (demand.level === 'must' && items.length === 0 && demand.cause !== undefined)
    return world.absence.provesMissing(patient, intendedDeadline(demand.cause, deadlineOf(demand, world)));
  return world.absence.provesAbsence(patient, settledBy(demand), quiet);
};

const timingOf = (
  demand: Demand,
  items: readonly ObservedItem[],
  recipients: ReadonlySet<string>,
  proven: boolean,
  patient: string,
  world: World,
): Timing | undefined => {
  const { cause } = demand;
  if (cause === undefined || demand.level !== 'must') return undefined;
  const deadline = deadlineOf(demand, world);
  const inPlace = items.filter((i) => recipients.has(keyOf(i.latest.recipient)));
  const [first] = inPlace.toSorted((a, b) => a.first.by - b.first.by);
  if (first !== undefined) return delayOf(cause, first, deadline, world.lagNs);
  return items.length === 0 && proven ? neverSeen(cause, world.absence.lastLook(patient), deadline) : undefined;
};

/** Belated: submitted more than this after it was measured. */
const BELATED = 5n * MINUTE;

const isBelated = (demand: Demand, { record }: PatientCase): boolean => {
  const [first] = demand.filing.attempts;
  if (first === undefined) return false;
  const now = record.clock.over(first.op.sent, first.op.settled);
  return after(now, exactly(instant(demand.filing.reading.effective) + BELATED)) === 'yes';
};

/** What was seen of every demand of a patient. */
export const demandFacts = (
  patientCase: PatientCase,
  itemsOf: (demand: Demand) => readonly ObservedItem[],
  world: World,
): DemandFact[] => {
  const { record, demands } = patientCase;
  return demands.map((demand) => {
    const items = itemsOf(demand);
    const [first] = items;
    const { versions, ops } = demand.order;
    const raised = { from: demand.raised.from, to: Math.max(first?.first.by ?? 0, settledBy(demand)) };
    const recipients = recipientsOf(demand.order, record.clock, raised);
    const proven = absenceProven(demand, items, record.key, world);
    const limits = new Set(versions.map((v) => JSON.stringify([v.order.limits, v.order.unit])));
    return {
      lane: demand.filing.attempts[0]?.op.lane ?? patientCase.lane,
      patient: record.key,
      demand,
      items,
      flaws: first === undefined || demand.level === 'must-not' ? [] : items.flatMap((i) => flawsOf(i.latest, demand)),
      absenceProven: proven,
      recipients,
      timing: timingOf(demand, items, recipients, proven, record.key, world),
      deadlineMs: deadlineOf(demand, world),
      facts: {
        resent: demand.filing.attempts.length > 1,
        changedLimits: limits.size > 1,
        belated: isBelated(demand, patientCase),
        reorderedOrder: ops.filter((op) => op.act.op === 'order.submit' && op.outcome !== 'refused').length > 1,
      },
    };
  });
};
