import { keyOf } from '../../../contract/domain/index.ts';
import type { Delivery } from '../../layers.ts';
import { deliveriesOf } from '../../phone/uplink.ts';
import { randomStream } from '../../random.ts';
import type { FaultOf } from '../fault.ts';
import { records, settingOf, type SettingOptions, type StreamOptions } from '../streams.test-helper.ts';

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

/** Items by what they were the first time: the first one with each identifier. */
export const groups = <T>(items: readonly T[], keyOfItem: (item: T) => number): T[][] => {
  const found = new Map<number, T[]>();
  for (const item of items) found.set(keyOfItem(item), [...(found.get(keyOfItem(item)) ?? []), item]);
  return [...found.values()];
};
