import { expect, test } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { makeReading } from '../history-builder.test-helper.ts';
import { differences } from './differences.ts';

const BEFORE = makeReading({ name: 'r', value: '162', at: '2035-03-03T07:59:00-05:00', device: 'm1' });
const changed = (more: Partial<Reading>): readonly string[] => differences(BEFORE, { ...BEFORE, ...more });

test('equal content has none, however the number and the time are written', () => {
  expect(changed({})).toEqual([]);
  expect(
    changed({
      result: { kind: 'value', quantity: { value: '162.0', unit: 'mg/dL' } },
      effective: '2035-03-03T12:59:00Z',
    }),
  ).toEqual([]);
});

test.each<[string, Partial<Reading>, string]>([
  ['value', { result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } } }, 'value 162 mg/dL, now 212 mg/dL'],
  ['no value', { result: { kind: 'absent', reason: 'error' } }, 'value 162 mg/dL, now no value (error)'],
  ['status', { status: 'corrected' }, 'status final, now corrected'],
  ['time', { effective: '2035-03-03T08:00:00-05:00' }, 'time 2035-03-03T07:59:00-05:00, now 2035-03-03T08:00:00-05:00'],
  ['device', { device: { system: 'urn:example:device', value: 'm2' } }, 'device m1, now m2'],
  ['context', { mealContext: 'fasting' }, 'context none, now fasting'],
  ['patient', { patient: { system: 'urn:oid:2.999.1.1', value: 'p2' } }, 'another patient'],
])('another %s', (_name, more, expected) => {
  expect(changed(more)).toEqual([expected]);
});
