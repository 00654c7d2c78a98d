import { keyOf } from '../../contract/domain/index.ts';
import { analysePatient, type PatientAnalysis } from './analysis.ts';
import type { AuditFact, TrailFact } from './audit/audit-fact.ts';
import { auditFacts } from './audit/audit-facts.ts';
import { trailFacts } from './audit/trail-facts.ts';
import { alertsFacts } from './derive/alerts-facts.ts';
import { attemptFacts, traceFacts } from './derive/attempt-facts.ts';
import { demandFacts } from './derive/demand-facts.ts';
import { dueDemands } from './derive/due-demands.ts';
import { dueFact, Originals } from './derive/due-facts.ts';
import { foundFacts, readFacts } from './derive/found-facts.ts';
import { lifeFact, type LookIndex } from './derive/item-life-facts.ts';
import { matchItems } from './derive/item-matching.ts';
import { messageFacts } from './derive/message-facts.ts';
import { notDueFacts } from './derive/not-due-facts.ts';
import { orderFacts } from './derive/order-facts.ts';
import { orderShownFacts } from './derive/order-shown-facts.ts';
import { owedBy } from './derive/owed.ts';
import { patientCase } from './derive/patient-case.ts';
import { noticeFacts } from './derive/notice-facts.ts';
import { permissionShownFacts } from './derive/permission-shown-facts.ts';
import { permissionFacts, trackerActFacts } from './derive/permission-facts.ts';
import { trackerFacts } from './derive/tracker-facts.ts';
import { volumeFacts } from './derive/volume-facts.ts';
import type { World } from './derive/world.ts';
import type { Surroundings } from './explore/ambience.ts';
import type * as facts from './facts.ts';
import type { OpOf } from './record/patient-record.ts';

/** Where the profile names no deadline for the tracker of a signed order. Source: contract, Deadlines. */
const TRACKER_MS = 60_000;
const NS_PER_MS = 1_000_000;

/** What one patient is held against, beside his or her own record. */
export interface Around {
  readonly surroundings: Surroundings;
  readonly world: World;
  readonly looks: Pick<LookIndex, 'sweeps'>;
  /** What was read of messages in a lane. */
  readonly readsOf: (lane: string) => readonly OpOf<'message.read'>[];
}

/** All that is to be judged of one patient, but for who saw the items: that takes the looks of everybody. */
export interface PatientFacts {
  /** The lane that the patient is of. */
  readonly lane: string;
  readonly items: number;
  /** There are more states than are followed. */
  readonly isBeyond: boolean;
  readonly orders: readonly facts.OrderFact[];
  readonly ordersShown: readonly facts.OrderShownFact[];
  readonly attempts: readonly facts.AttemptFact[];
  readonly traces: readonly facts.TraceFact[];
  readonly demands: readonly facts.DemandFact[];
  readonly strays: readonly facts.StrayFact[];
  readonly dues: readonly facts.DueFact[];
  readonly notDue: readonly facts.NotDueFact[];
  readonly trackers: readonly facts.TrackerFact[];
  readonly picks: readonly facts.TrackerActFact[];
  readonly found: readonly facts.FoundFact[];
  readonly volumes: readonly facts.VolumeFact[];
  readonly permissions: readonly facts.PermissionFact[];
  readonly permissionsShown: readonly facts.PermissionShownFact[];
  readonly reads: readonly facts.ReadFact[];
  readonly messages: readonly facts.MessageFact[];
  readonly notices: readonly facts.NoticesFact[];
  readonly alerts: readonly facts.AlertsFact[];
  readonly audits: readonly AuditFact[];
  readonly trails: readonly TrailFact[];
  readonly lives: readonly facts.ItemLifeFact[];
}

const straysOf = (matching: ReturnType<typeof matchItems>, traced: ReadonlySet<string>) => [
  ...matching.stray,
  ...[...matching.byReading]
    .filter(([key]) => !traced.has(key))
    .flatMap(([, list]) => list.map((item) => ({ item, why: 'nothing was filed as its reading that calls for one' }))),
];

/** What is to be judged of one patient. */
export const patientFacts = (analysis: PatientAnalysis, around: Around): PatientFacts => {
  const { surroundings, world, looks, readsOf } = around;
  const patient = patientCase(analysis);
  const { record, lane } = patient;
  const dueOfEach = patient.measures.map((view) => dueDemands(view, record, world.end));
  const due = dueOfEach.flatMap(({ demands }) => demands);
  const matching = matchItems(patient, due);
  const traces = traceFacts(patient, (key) => matching.byReading.get(key) ?? []);
  const originals = new Originals(due.length === 0 ? [] : record.items);
  const owed = owedBy(matching);
  const acts = Map.groupBy(record.itemActs, (act) => keyOf(act.act.item));
  const found = foundFacts(patient, world);
  const stray = straysOf(matching, new Set(traces.map((t) => t.reading)));
  const demands = demandFacts(patient, (demand) => matching.of.get(demand) ?? [], world);
  const dues = due.map((demand) => dueFact(demand, matching.ofDue.get(demand) ?? [], patient, world, originals));
  return {
    lane,
    items: record.items.length,
    isBeyond: dueOfEach.some(({ cut }) => cut) || analysis.measures.some((m) => m.explored.overflow),
    orders: orderFacts(patient),
    ordersShown: orderShownFacts(record),
    attempts: attemptFacts(patient),
    traces,
    demands,
    strays: stray.map(({ item, why }) => ({ lane, patient: record.key, item, why })),
    dues,
    notDue: notDueFacts(
      patient,
      matching.stray.map((s) => s.item),
      world,
    ),
    trackers: trackerFacts(
      patient,
      (cut) => analysePatient(cut, surroundings).measures,
      (world.deadlines.tracker ?? TRACKER_MS) * NS_PER_MS,
    ),
    picks: trackerActFacts(patient),
    found,
    volumes: volumeFacts(found),
    permissions: permissionFacts(patient),
    permissionsShown: permissionShownFacts(record, world.deadlines.filed * NS_PER_MS),
    reads: readFacts(patient),
    messages: messageFacts(record, readsOf),
    notices: noticeFacts(record, world.deadlines.filed * NS_PER_MS),
    alerts: alertsFacts(record, demands, dues, world),
    audits: auditFacts(record, patient.attempts),
    trails: trailFacts(record, lane, world.absence.lastLook(record.key), world),
    lives: record.items.map((item) => lifeFact(item, patient, world, looks, owed.get(item), acts.get(item.key) ?? [])),
  };
};
