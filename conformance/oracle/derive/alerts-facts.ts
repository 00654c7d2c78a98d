import { keyOf } from '../../../contract/domain/index.ts';
import { AGAIN_MS, type Alerted, type Alerts } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { AlertsFact, DemandFact, DueFact, ToldDemand } from '../facts.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { familyOf } from '../items/family-of.ts';
import { isOp, type OpOf, type PatientRecord } from '../record/patient-record.ts';
import { latestDeadline } from '../sight/delay.ts';
import type { World } from './world.ts';

const NS_PER_MS = 1_000_000;

type Item = NonNullable<Alerted['item']>;

/** Of the order and about the reading of a demand, whatever rule it names. */
const isAbout = (item: Item, { demand }: DemandFact): boolean =>
  keyOf(item.order) === demand.order.key && item.reading !== undefined && demand.filing.keys.has(keyOf(item.reading));

/** An alert may leave out by which rule its item was raised. */
const isByRule = (item: Item, { demand }: DemandFact): boolean =>
  item.rule === undefined ? item.copyOf === undefined : familyOf(item) === demand.family;

const isCalledFor = ({ demand }: DemandFact): boolean => demand.level !== 'must-not' || demand.joined;

/** Why nothing calls for an alert; undefined: something does. */
const strayReason = (
  item: Item,
  demands: readonly DemandFact[],
  dues: readonly DueFact[],
  inSight: ReadonlySet<string>,
): string | undefined => {
  const family = familyOf(item);
  if (family === 'missing' || family === 'summary' || family === 'escalation') {
    const isDue = dues.some(({ demand }) => demand.subject.family === family);
    return isDue || inSight.has(keyOf(item.identifier))
      ? undefined
      : 'no In Basket has such an item, and no rule of the patient calls for one';
  }
  const about = demands.filter((fact) => isAbout(item, fact));
  if (about.some(isCalledFor)) return undefined;
  const reading = item.reading === undefined ? 'no reading' : `reading ${bareKey(keyOf(item.reading))}`;
  return about[0] === undefined
    ? `the patient has nothing filed as ${reading} under order ${bareKey(keyOf(item.order))}`
    : about[0].demand.why;
};

/** Of no reading by itself: a copy, or what came because nothing else did, or because a period was over. */
const isByTime = ({ latest }: ObservedItem): boolean => {
  const family = familyOf(latest);
  return family === 'escalation' || family === 'missing' || family === 'summary';
};

const lastAttempt = ({ demand }: DemandFact): number =>
  Math.max(...demand.filing.attempts.map(({ op }) => op.settled), 0);

/** Within which what was not taken comes again, ns. */
const againIn = ({ deadlines }: World): number => (deadlines.again ?? AGAIN_MS) * NS_PER_MS;

/**
 * Whether the last attempt of a reading, or the sight of an item, is so long ago that its alert would have come: what an outage held up comes after the
 * time of recovery, and after one more pause of the sender.
 */
const provenAt =
  (read: OpOf<'alerts.read'>, { waiting, cut, busyUntil }: Alerts, world: World) =>
  (last: number, ownMs: number): boolean => {
    if (waiting > 0 || cut === true) return false;
    const allQuietNs = 2 * Math.max(world.deadlines.critical, world.deadlines.other) * NS_PER_MS;
    if (busyUntil !== undefined && read.settled < busyUntil + allQuietNs) return false;
    const quietMs = 2 * Math.max(ownMs, world.deadlines.other);
    const { start, deadlineMs, outage } = world.outages.held({ from: last, to: last }, quietMs);
    return read.sent >= latestDeadline(start, deadlineMs) + (outage === undefined ? 0 : againIn(world));
  };

/** What was told of a patient, by the last time that it was read; none: nobody listened, or nobody read. */
export const alertsFacts = (
  record: PatientRecord,
  demands: readonly DemandFact[],
  dues: readonly DueFact[],
  world: World,
): readonly AlertsFact[] => {
  const since = record.alerts.find((op) => isOp(op, 'alerts.listen') && op.outcome === 'ok')?.settled;
  const read = record.alerts.findLast((op): op is OpOf<'alerts.read'> => isOp(op, 'alerts.read'));
  const alerts = read?.output?.alerts;
  if (since === undefined || read === undefined || alerts === undefined) return [];
  const isProven = provenAt(read, alerts, world);
  const items = new Map(record.items.map((item) => [item.key, item]));
  const inSight = new Set(items.keys());
  const toldOf = (fact: DemandFact): readonly Alerted[] =>
    alerts.told.filter(({ item }) => item !== undefined && isAbout(item, fact) && isByRule(item, fact));
  return [
    {
      lane: read.lane,
      patient: record.key,
      read,
      told: alerts.told,
      demands: demands
        .filter(({ demand }) => demand.filing.attempts.every(({ op }) => op.sent >= since))
        .map((fact): ToldDemand => ({
          fact,
          told: toldOf(fact),
          isProven: isProven(lastAttempt(fact), fact.deadlineMs),
        })),
      timely: record.items
        .filter((item) => isByTime(item) && (item.first.after ?? 0) >= since && item.latest.status !== 'withdrawn')
        .map((item) => ({
          item,
          told: alerts.told.filter((alert) => alert.item !== undefined && keyOf(alert.item.identifier) === item.key),
          isProven: isProven(item.first.by, world.deadlines.critical),
        })),
      strays: alerts.told.flatMap((alert) => {
        const why = alert.item === undefined ? undefined : strayReason(alert.item, demands, dues, inSight);
        return why === undefined ? [] : [{ alert, why }];
      }),
      items,
      againNs: againIn(world),
      outageBetween: (from, to) => (world.outages.firstAfter(from)?.from ?? Infinity) < to,
    },
  ];
};
