import type { DeviceRecord, Sampling } from '../layers.ts';
import type { FaultOf } from './fault.ts';
import { records, samplings, settingOf, take, touchedWith, type StreamOptions } from './streams.test-helper.ts';

/** What comes out of a fault of the device for the first `count` records of one patient, at its usual rate unless told. */
export const recordsAfter = (
  fault: FaultOf<'device'>,
  count: number,
  options: StreamOptions & { readonly rate?: number; readonly zone?: string } = {},
): DeviceRecord[] => [...fault.apply(take(count, records(options)), settingOf(fault.id, options))];

export const samplingsAfter = (
  fault: FaultOf<'person'>,
  count: number,
  options: StreamOptions & { readonly rate?: number } = {},
): Sampling[] => [...fault.apply(take(count, samplings(options)), settingOf(fault.id, options))];

/** How many times a run of touched items begins in a stream, where untouched ones lie between the runs. */
export function runsOf(items: readonly { readonly truth: Sampling['truth'] }[], id: string): number {
  const touched = items.map(({ truth }) => truth.faultIds.includes(id));
  return touched.filter((is, i) => is && !touched[i - 1]).length;
}

/** Share of many patients of whom something is touched in their first `count` records. */
export function shareOfPatients(fault: FaultOf<'device'>, patients: number, count: number, perDay = 4): number {
  const met = Array.from({ length: patients }, (_, patient) =>
    touchedWith(recordsAfter(fault, count, { patient, perDay }), fault.id),
  );
  return met.filter((touched) => touched.length > 0).length / patients;
}
