import { keyOf } from '../../../contract/domain/index.ts';
import type { Delivery } from '../../layers.ts';
import { deliveriesOf } from '../../phone/uplink.ts';
import { randomStream } from '../../random.ts';
import type { FaultOf } from '../fault.ts';
import { records, settingOf, START_MS, type SettingOptions, type StreamOptions } from '../streams.test-helper.ts';

export { settingOf, START_MS, take, touchedWith } from '../streams.test-helper.ts';

/** What the phone of a person sends whom nothing befalls. */
export const deliveries = (options: StreamOptions = {}): Generator<Delivery> =>
  deliveriesOf(records(options), {
    patient: { system: 'urn:oid:2.999.1.1', value: `MRN${options.patient ?? 0}` },
    streamOf: (...keys) => randomStream(5, options.patient ?? 0, ...keys),
  });

/** A fault over such deliveries. */
export const through = (fault: FaultOf<'uplink'>, options: StreamOptions & SettingOptions = {}): Delivery[] => [
  ...fault.apply(deliveries(options), settingOf(fault.id, options)),
];

export const keysOf = (items: readonly Delivery[]): string[] => items.map(({ reading }) => keyOf(reading.identifier));

/** Value by identifier as a receiver has it that obeys versions and deletions, whatever the order of arrival. */
export function received(items: Iterable<Delivery>): ReadonlyMap<string, string> {
  const versions = new Map<string, number>();
  const values = new Map<string, string>();
  for (const { act, reading, version } of items) {
    const key = keyOf(reading.identifier);
    if (version <= (versions.get(key) ?? 0)) continue;
    versions.set(key, version);
    if (act === 'retract') values.delete(key);
    else values.set(key, JSON.stringify(reading.result));
  }
  return values;
}

/** Very many deliveries at even times, made of nothing, to see what is rare at its default rate. */
export function* plain(count: number, gapMs = 3_600_000): Generator<Delivery> {
  const [template] = deliveries({ days: 1 });
  if (template === undefined) throw new Error('no delivery');
  for (let batch = 0; batch < count; batch++) {
    const trueTimeMs = START_MS + batch * gapMs;
    const reading = { ...template.reading, identifier: { system: 'urn:example:plain', value: String(batch) } };
    yield { ...template, sentMs: trueTimeMs + 20_000, batch, reading, truth: { ...template.truth, trueTimeMs } };
  }
}

/** Of many patients a month each, so that what is rare is seen at its default rate. */
export const cohort = (
  fault: FaultOf<'uplink'>,
  patients: number,
  options: StreamOptions & SettingOptions = {},
): Delivery[][] => Array.from({ length: patients }, (_, patient) => through(fault, { days: 30, ...options, patient }));

/** A share of `n` that is `p` in truth lies in here but once in a million. */
export const nearly = (p: number, n: number): readonly [low: number, high: number] => {
  const width = 5 * Math.sqrt((p * (1 - p)) / n);
  return [p - width, p + width];
};
