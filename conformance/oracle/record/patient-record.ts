import type { OpLine } from '../../history/lines.ts';
import { PatientClock } from '../time/patient-clock.ts';
import type { ObservedItem } from './sighting.ts';

/** An operation of one kind, with its input known. */
export type OpOf<Name extends OpLine['act']['op']> = OpLine & {
  readonly act: Extract<OpLine['act'], { op: Name }>;
};

export const isOp = <Name extends OpLine['act']['op']>(op: OpLine, name: Name, ...others: Name[]): op is OpOf<Name> =>
  op.act.op === name || others.some((other) => other === op.act.op);

/** All that a history holds about one patient. Lists are in the order of sending. */
export interface PatientRecord {
  readonly key: string;
  readonly registrations: OpOf<'person.patient'>[];
  /** By order key. */
  readonly orders: Map<string, OpOf<'order.submit' | 'order.change'>[]>;
  readonly orderReads: OpOf<'order.read'>[];
  readonly permissions: OpOf<'permission.set'>[];
  readonly permissionReads: OpOf<'permission.read'>[];
  readonly submissions: OpOf<'reading.submit'>[];
  readonly reads: OpOf<'reading.read'>[];
  readonly messages: OpOf<'message.send'>[];
  readonly messageReads: OpOf<'message.read'>[];
  readonly noticeLists: OpOf<'notice.list'>[];
  readonly audits: OpOf<'audit.read'>[];
  readonly itemActs: OpOf<'item.act'>[];
  readonly devices: OpOf<'device.register'>[];
  readonly trackers: OpOf<'tracker.set'>[];
  readonly trackerLists: OpOf<'tracker.list'>[];
  readonly eligibilities: OpOf<'eligibility.read'>[];
  readonly tries: OpOf<'surface.try'>[];
  readonly alerts: OpOf<'alerts.listen' | 'alerts.read'>[];
  readonly clock: PatientClock;
  /** Items that name this patient, or one of this patient's readings. */
  readonly items: ObservedItem[];
}

export const emptyRecord = (key: string, started: string, tolerance?: bigint): PatientRecord => ({
  key,
  registrations: [],
  orders: new Map(),
  orderReads: [],
  permissions: [],
  permissionReads: [],
  submissions: [],
  reads: [],
  messages: [],
  messageReads: [],
  noticeLists: [],
  audits: [],
  itemActs: [],
  devices: [],
  trackers: [],
  trackerLists: [],
  eligibilities: [],
  tries: [],
  alerts: [],
  clock: new PatientClock(started, tolerance),
  items: [],
});

/** All operations of a patient that the record lists, whatever they are, by the lists that they stand in. */
export const listsOf = ({
  items: _items,
  clock: _clock,
  key: _key,
  orders,
  ...lists
}: PatientRecord): readonly (readonly OpLine[])[] => [...Object.values(lists), ...orders.values()];
