import type { EpochMs } from '../clock.ts';
import type { Delivery, DeviceRecord, LostSink, Sampling, StreamOf } from '../layers.ts';

/** What passes at each layer where a fault can act. */
export interface LayerItems {
  readonly person: Sampling;
  readonly device: DeviceRecord;
  readonly uplink: Delivery;
}
export type FaultLayer = keyof LayerItems;

/** What a fault may know of the run: streams of its own, and the patient's place in time. */
export interface FaultSetting {
  /** Streams of this fault for this patient; key them by event or day. */
  readonly streamOf: StreamOf;
  /** Record number of the patient, whoever is on the strip or on the scale. */
  readonly patientId: string;
  readonly zone: string;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  /** Factor of the default rate: 1 as in the field, more to see it often. Every chance is at most 1. */
  readonly rate: number;
  /** Is told what the fault keeps from leaving. Absent: nobody asks. */
  readonly lost?: LostSink;
}

/**
 * One way in which the world goes wrong: a lazy transformer of one layer's stream. It keeps the order of
 * time (of `atMs`, of storing, of `sentMs`), holds a bounded number of items, adds its id to the
 * truth of whatever it touches or adds, and leaves the rest as the same objects.
 */
export interface FaultOf<L extends FaultLayer> {
  readonly id: string;
  /** For a list on a terminal. */
  readonly title: string;
  readonly layer: L;
  readonly measures: readonly ('glucose' | 'weight')[];
  /** How often in the field, in words with the figure, and where the figure is from. */
  readonly usual: string;
  apply(items: Iterable<LayerItems[L]>, setting: FaultSetting): Generator<LayerItems[L]>;
}
export type Fault = FaultOf<'person'> | FaultOf<'device'> | FaultOf<'uplink'>;

/** The same truth, touched by one fault more. */
export const touchedBy = <T extends { readonly truth: Sampling['truth'] }>(item: T, id: string): T => ({
  ...item,
  truth: { ...item.truth, faultIds: [...item.truth.faultIds, id] },
});

/** Tells who asks that nothing comes of it. */
export const tellLost = (
  item: { readonly truth: Sampling['truth'] },
  id: string,
  { lost, patientId }: FaultSetting,
): void => lost?.({ patientId, faultId: id, truth: touchedBy(item, id).truth });

/** A chance at the setting's rate, at most 1. */
export const chance = (perEvent: number, { rate }: FaultSetting): number => Math.min(1, perEvent * rate);
