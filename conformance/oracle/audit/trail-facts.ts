import { type AuditEvent, type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { PatientRecord } from '../record/patient-record.ts';
import type { ObservedItem } from '../record/sighting.ts';
import type { World } from '../derive/world.ts';
import type { TrailFact } from './audit-fact.ts';

const NS_PER_MS = 1_000_000;

/** What carries a key of the harness's own: a trail that tells of another one in its system has it from somewhere else. */
type Keyed = 'order' | 'reading' | 'message';

const sentOf = (record: PatientRecord): Readonly<Record<Keyed, readonly Identifier[]>> => ({
  order: [...record.orders.values()].flat().map(({ act }) => act.order.identifier),
  reading: record.submissions.map(({ act }) => act.reading.identifier),
  message: record.messages.map(({ act }) => act.message.identifier),
});

/** Whether a thing was never sent, of all that was sent of its kind. What a system names by itself is told by its system. */
const isUnknownAmong = (sent: readonly Identifier[]): ((entity: Identifier) => boolean) => {
  const keys = new Set(sent.map(keyOf));
  const systems = new Set(sent.map(({ system }) => system));
  return (entity) => systems.has(entity.system) && !keys.has(keyOf(entity));
};

const rootOf = ({ key, latest }: ObservedItem): string => (latest.copyOf === undefined ? key : keyOf(latest.copyOf));

/**
 * How many changes of an item can be told of at most: those that its versions and its story show, the copies that were made of
 * it, and what was asked of it or of another of its chain and need not have changed anything.
 */
const mostChanges = (item: ObservedItem, record: PatientRecord): number => {
  const { version, history } = item.latest;
  const root = rootOf(item);
  const chain = new Set(record.items.filter((other) => rootOf(other) === root).map(({ key }) => key));
  const acts = record.itemActs.filter(({ act, outcome }) => outcome !== 'refused' && chain.has(keyOf(act.item)));
  const shown = history.filter(({ status }) => status === 'seen' || status === 'done').length;
  const tried = record.tries.filter(({ act, outcome }) => act.attempt.startsWith('act-on-') && outcome !== 'refused');
  const changes = Math.max(version - 1, history.length - 1, 0) + chain.size - 1;
  return changes + Math.max(acts.length - shown, 0) + tried.length;
};

const second = ({ recorded }: AuditEvent): string => recorded.slice(0, 'YYYY-MM-DDThh:mm:ss'.length);

/**
 * Each act once: a trail may tell of one by two of its layers. What a system does by itself to an item that it has raised
 * (that it was delivered, say) need not be seen on the item, and is told under the name under which that was raised.
 */
const actsAmong = (events: readonly AuditEvent[]): readonly AuditEvent[] => {
  const own = new Set(events.filter(({ action }) => action === 'create').map(({ who }) => who));
  const acts = events.filter(({ action, who }) => action === 'update' && !own.has(who));
  return [...new Map(acts.map((event) => [`${event.who} ${second(event)}`, event])).values()];
};

/** Events about items that more often say that something was done to one than anything can have been. */
const actsOfNobody = (told: readonly AuditEvent[], record: PatientRecord): TrailFact['unfounded'] => {
  const ofItems = told.filter(({ subject }) => subject === 'item');
  const byItem = Map.groupBy(ofItems, ({ entity }) => (entity === undefined ? '' : keyOf(entity)));
  return record.items.flatMap((item) => {
    const events = actsAmong(byItem.get(item.key) ?? []);
    const most = mostChanges(item, record);
    return events.slice(most).map((event) => ({
      event,
      why: `item ${bareKey(item.key)} is told of as changed ${events.length} times, and can have been ${most} times`,
    }));
  });
};

/** Done to the patient, as long before `look` as an item may take to show it. */
const isAllShown = (record: PatientRecord, look: number, { deadlines, lagNs }: Until): boolean => {
  const done = [...record.orders.values(), record.submissions, record.itemActs, record.permissions, record.trackers];
  return done.flat().every(({ settled }) => settled + deadlines.other * NS_PER_MS + lagNs < look);
};

type Until = Pick<World, 'deadlines' | 'lagNs'>;

/**
 * What the trail of a patient tells without ground, by the last time that it was read. `lastLook`: when the items were last
 * looked at; where that was too early, one may have changed unseen.
 */
export const trailFacts = (
  record: PatientRecord,
  lane: string,
  lastLook: number,
  until: Until,
): readonly TrailFact[] => {
  const read = record.audits.findLast((r) => r.outcome === 'ok' && r.output?.audit !== undefined);
  if (read === undefined) return [];
  const sent = sentOf(record);
  const isUnknown = {
    order: isUnknownAmong(sent.order),
    reading: isUnknownAmong(sent.reading),
    message: isUnknownAmong(sent.message),
  };
  const told = (read.output?.audit ?? []).filter(({ outcome, action }) => outcome === 'ok' && action !== 'read');
  const unknown = told.filter(
    ({ subject, entity }) =>
      entity !== undefined &&
      (subject === 'order' || subject === 'reading' || subject === 'message') &&
      isUnknown[subject](entity),
  );
  const own = told.filter(({ patient }) => patient === undefined || keyOf(patient) === record.key);
  return [
    {
      lane,
      patient: record.key,
      read,
      unfounded: [
        ...unknown
          .filter(({ patient }) => patient !== undefined && keyOf(patient) === record.key)
          .map((event) => ({
            event,
            why: `no ${event.subject} ${event.entity?.value ?? ''} of the patient was ever sent`,
          })),
        ...(isAllShown(record, lastLook, until) ? actsOfNobody(own, record) : []),
      ],
      unnamed: unknown.filter(({ patient }) => patient === undefined),
    },
  ];
};
