import type { OpOf } from '../record/patient-record.ts';
import { either, type Tri } from '../time/span.ts';

type DeviceOp = OpOf<'device.register'>;

/** Major versions that have the health store: HealthKit by iOS 8.0, Health Connect by Android 9. Source: contract, Eligibility. */
const LEAST = { ios: 8, android: 9 } as const;

/** Whether this phone can serve. */
export const canServe = ({ act }: DeviceOp): boolean => {
  const { kind, platform } = act.device;
  if (kind !== 'phone' || platform === undefined) return false;
  const major = Number(/^\d+/.exec(platform.version)?.[0] ?? Number.NaN);
  return major >= LEAST[platform.os];
};

/** What can be said of an operation's effect at a moment of [from, to]. */
export const hadHappened = (op: { outcome: string; sent: number; settled: number }, from: number, to: number): Tri => {
  if (op.outcome === 'refused' || op.sent > to) return 'no';
  return op.outcome === 'ok' && op.settled <= from ? 'yes' : 'maybe';
};

/** Whether any phone of the patient that was told by then can serve. */
export const isEligible = (devices: readonly DeviceOp[], from: number, to: number): Tri =>
  devices
    .filter(canServe)
    .map((op) => hadHappened(op, from, to))
    .reduce<Tri>(either, 'no');
