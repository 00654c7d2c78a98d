import type { Device } from '../../contract/domain/index.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, offsetMinutes } from '../clock.ts';
import type { DeviceRecord, Sampling } from '../layers.ts';
import { randomStream } from '../random.ts';
import type { FaultSetting } from './fault.ts';

type Measure = 'glucose' | 'weight';

/** Local midnight of Monday 2026-03-02 in New York: six days before its clocks go forward. */
export const START_MS = Date.parse('2026-03-02T05:00:00Z');
export const ZONE = 'America/New_York';

export interface StreamOptions {
  readonly measure?: Measure;
  readonly patient?: number;
  readonly days?: number;
  readonly perDay?: number;
  /** Number of the first record of the device. */
  readonly firstSequence?: number;
}

/** A person who tests or weighs evenly over the waking day; without `days`, for ever. */
export function* samplings(options: StreamOptions = {}): Generator<Sampling> {
  const { measure = 'glucose', patient = 0, days = Number.POSITIVE_INFINITY, perDay = 4 } = options;
  const glucose = measure === 'glucose';
  const random = randomStream(17, 'samplings', measure, patient);
  for (let day = 0; day < days; day++) {
    for (let i = 0; i < perDay; i++) {
      const hour = 6 + (16 * i) / perDay;
      const atMs = START_MS + day * DAY_MS + hour * HOUR_MS + random.int(60) * MINUTE_MS;
      const value = glucose ? random.between(60, 300) : random.normal(80, 0.5);
      yield {
        atMs,
        presented: value,
        specimen: glucose ? 'capillary' : 'body',
        truth: {
          trueValue: value,
          trueUnit: glucose ? 'mg/dL' : 'kg',
          trueTimeMs: atMs,
          faultIds: [],
          personId: `MRN${patient}`,
        },
      };
    }
  }
}

export const deviceOf = (measure: Measure, patient = 0): Device => ({
  identifier: { system: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680', value: `02-56-00-00-00-00-00-0${patient}` },
  patient: { system: 'urn:oid:2.999.1.1', value: `MRN${patient}` },
  kind: measure === 'glucose' ? 'glucometer' : 'scale',
  manufacturer: 'Vitalproof Simulated Devices',
  model: 'Test',
  serial: `VP-${patient}`,
});

/** What an exact device with a right clock makes of them. */
export function* records(options: StreamOptions = {}): Generator<DeviceRecord> {
  const { measure = 'glucose', patient = 0, firstSequence = 0 } = options;
  const device = deviceOf(measure, patient);
  const glucose = measure === 'glucose';
  const unit = glucose ? 'mg/dL' : 'kg';
  let count = 0;
  for (const { atMs, presented, truth } of samplings(options)) {
    yield {
      shownMs: atMs,
      offsetMinutes: offsetMinutes(atMs, ZONE),
      result: { kind: 'value', quantity: { value: presented.toFixed(glucose ? 0 : 1), unit } },
      unit,
      device,
      sequenceNumber: (firstSequence + count++) % 65_536,
      truth,
    };
  }
}

export interface SettingOptions {
  readonly rate?: number;
  readonly patient?: number;
  readonly days?: number;
  readonly seed?: number;
  readonly zone?: string;
}

/** The setting of one fault for one patient. */
export function settingOf(id: string, options: SettingOptions = {}): FaultSetting {
  const { rate = 1, patient = 0, days = 100_000, seed = 1, zone = ZONE } = options;
  return {
    streamOf: (...keys) => randomStream(seed, patient, 'fault', id, ...keys),
    patientId: `MRN${patient}`,
    zone,
    startMs: START_MS,
    endMs: START_MS + days * DAY_MS,
    rate,
  };
}

/** The first `count` of a stream that may have no end. */
export function take<T>(count: number, items: Iterable<T>): T[] {
  const taken: T[] = [];
  if (count === 0) return taken;
  for (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}

export const touchedWith = <T extends { readonly truth: Sampling['truth'] }>(items: readonly T[], id: string): T[] =>
  items.filter(({ truth }) => truth.faultIds.includes(id));

/** The number a record shows, NaN where it shows none. */
export const shownNumber = ({ result }: DeviceRecord): number =>
  result.kind === 'value' ? Number(result.quantity.value) : Number.NaN;
