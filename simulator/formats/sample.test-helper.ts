import { expect } from 'vitest';
import type { Reading } from '../../contract/domain/index.ts';
import { batches } from '../deliveries.ts';
import type { Delivery } from '../layers.ts';
import { simulateDeliveries, simulatedPatient } from '../simulate.ts';
import type { SimulatedPatient } from '../simulated-reading.ts';
import type { StreamFormat } from './format.ts';

const WHICH = { archetype: 't2d-oral', seed: 1, index: 0 };
export const WHO: SimulatedPatient = simulatedPatient(WHICH);

/** What the phone of one patient sends in a few days. */
export const SAMPLE: readonly Delivery[] = [
  ...simulateDeliveries({ ...WHICH, zone: 'America/New_York', start: Date.parse('2026-03-02T05:00:00Z'), days: 5 }),
];

const [first] = SAMPLE;
if (first === undefined) throw new Error('the sample is empty');
export const ONE: Delivery = first;

/** The sample's first delivery with another result. */
export const withResult = (result: Reading['result'], more: Partial<Delivery> = {}): Delivery => ({
  ...ONE,
  reading: { ...ONE.reading, result },
  ...more,
});
export const HIGH = withResult({ kind: 'off-scale', direction: 'high', bound: { value: '600', unit: 'mg/dL' } });
export const LOW = withResult({ kind: 'off-scale', direction: 'low' });
export const ABSENT = withResult({ kind: 'absent', reason: 'error' });

/** Everything of a format for one patient. */
export const written = (format: StreamFormat, deliveries: readonly Delivery[], who = WHO): string => {
  const writer = format.open(who);
  const texts = [...batches(deliveries)].map((batch) => writer.batch(batch));
  return format.header + (writer.begin?.() ?? '') + texts.join('') + (writer.end?.() ?? '') + format.footer;
};

/** Lines of text that ends with a line's end. */
export const linesOf = (text: string, end = '\n'): string[] => {
  expect(text.endsWith(end)).toBe(true);
  return text.slice(0, -end.length).split(end);
};
