import type { Act, ActName } from '../history/lines.ts';
import type { PortName } from './ports.ts';

/** What happens at a phone goes through no port of a receiver. */
type ReceiverAct = Exclude<ActName, `phone.${string}`>;

const PORT_OF: Readonly<Record<ReceiverAct, PortName>> = {
  'person.patient': 'patients',
  'person.clinician': 'people',
  'person.pool': 'people',
  'device.register': 'readings-in',
  'order.submit': 'orders',
  'order.change': 'orders',
  'order.read': 'orders',
  'permission.set': 'permission',
  'permission.read': 'portal',
  'reading.submit': 'readings-in',
  'reading.read': 'readings-back',
  'inbox.look': 'inbox',
  'item.act': 'inbox-acts',
  'message.send': 'messages',
  'message.read': 'messages',
  'notice.list': 'messages',
  'audit.read': 'audit',
  'clock.advance': 'clock',
  'capability.read': 'inbox',
  'returned.check': 'inbox',
  'surface.try': 'inbox',
  'subscription.step': 'inbox',
  'alerts.listen': 'alerts-out',
  'alerts.read': 'alerts-out',
  'coverage.set': 'coverage',
  'tracker.list': 'portal',
  'tracker.set': 'portal',
  'eligibility.read': 'portal',
  'guidance.read': 'orders',
  'source.set': 'people',
};

/** The port of a receiver that an act goes through. A phone is made known where trackers are picked, a meter where readings go. */
export const portOf = (act: Act): PortName =>
  act.op === 'device.register' && act.device.kind === 'phone' ? 'portal' : PORT_OF[act.op as ReceiverAct];
