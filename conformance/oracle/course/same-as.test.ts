import { describe, expect, test } from 'vitest';
import type { Reading, ReadingResult } from '../../../contract/domain/index.ts';
import { makeReading, patientId } from '../history-builder.test-helper.ts';
import { KeptReading } from '../record/kept-reading.ts';
import { isSameMeasurement, measuredAt, sameContent, sameResult } from './same-as.ts';

const meter = { system: 'urn:example:device', value: 'meter' };
const value = (text: string): ReadingResult => ({ kind: 'value', quantity: { value: text, unit: 'mg/dL' } });
const reading: Reading = makeReading({ name: 'r', value: '160', at: '2035-01-01T08:00:00Z' });
const kept = ({ identifier, effective, result, sequenceNumber, ...all }: Reading): KeptReading =>
  new KeptReading(all, { identifier, effective, result }, sequenceNumber);

describe('results', () => {
  test.each([
    ['160', '160 mg/dL'],
    ['160.0', '160 mg/dL'],
    ['160.00', '160 mg/dL'],
    ['0160', '160 mg/dL'],
    ['000160', '160 mg/dL'],
    ['1.6e2', '160 mg/dL'],
    ['1.6E+2', '160 mg/dL'],
    ['16e1', '160 mg/dL'],
    ['1600e-1', '160 mg/dL'],
    ['160.50', '160.5 mg/dL'],
    ['1.605e2', '160.5 mg/dL'],
    ['0.5', '0.5 mg/dL'],
    ['00.5', '0.5 mg/dL'],
    ['5e-1', '0.5 mg/dL'],
    ['5e-3', '0.005 mg/dL'],
    ['12e-5', '0.00012 mg/dL'],
    ['1e3', '1000 mg/dL'],
    ['0', '0 mg/dL'],
    ['0.0', '0 mg/dL'],
    ['-0', '0 mg/dL'],
    ['-0.00', '0 mg/dL'],
    ['-1.50', '-1.5 mg/dL'],
    ['100', '100 mg/dL'],
    ['1e', '1e mg/dL'],
    ['x1', 'x1 mg/dL'],
    ['1x', '1x mg/dL'],
    ['1.', '1. mg/dL'],
  ])('%s is %s', (text, plain) => {
    expect(sameResult(value(text))).toBe(plain);
  });

  test('off the scale by direction and bound, a failure by its reason', () => {
    const bound = { value: '600.0', unit: 'mg/dL' } as const;
    expect([
      sameResult({ kind: 'off-scale', direction: 'high' }),
      sameResult({ kind: 'off-scale', direction: 'low' }),
      sameResult({ kind: 'off-scale', direction: 'high', bound }),
      sameResult({ kind: 'absent', reason: 'error' }),
    ]).toEqual(['high ', 'low ', 'high 600 mg/dL', 'none error']);
  });
});

describe('the same content', () => {
  const differing: readonly (readonly [string, Partial<Reading>])[] = [
    ['patient', { patient: patientId('p2') }],
    ['code system', { code: { ...reading.code, system: 'urn:other' } }],
    ['code', { code: { ...reading.code, code: '14743-9' } }],
    ['number', { result: value('161') }],
    ['unit', { result: { kind: 'value', quantity: { value: '160', unit: 'mmol/L' } } }],
    ['instant', { effective: '2035-01-01T08:00:00.001Z' }],
    ['device', { device: meter }],
    ['context', { mealContext: 'fasting' }],
    ['further context', { mealContext: 'fasting', furtherContexts: ['bedtime'] }],
    ['status', { status: 'corrected' }],
  ];

  test.each(differing)('is not that of another %s', (_title, other) => {
    expect(sameContent({ ...reading, ...other })).not.toBe(sameContent(reading));
    expect(sameContent(kept({ ...reading, ...other }))).toBe(
      other.furtherContexts === undefined
        ? sameContent({ ...reading, ...other })
        : sameContent({ ...reading, mealContext: 'fasting' }),
    );
  });

  test('no two of those are the same', () => {
    expect(new Set(differing.map(([, other]) => sameContent({ ...reading, ...other }))).size).toBe(differing.length);
  });

  test('is that of the same number, the same instant in another offset, another identifier and sequence number', () => {
    for (const other of [
      { result: value('160.0') },
      { effective: '2035-01-01T09:00:00.000+01:00' },
      { identifier: { system: 'urn:x', value: 'y' } },
      { sequenceNumber: 5 },
    ])
      expect(sameContent({ ...reading, ...other })).toBe(sameContent(reading));
  });

  test('is remembered of each', () => {
    const [plain, own] = [{ ...reading }, kept(reading)];
    const text = sameContent(plain);
    expect([sameContent(plain), sameContent(own), sameContent(own)]).toEqual([text, text, text]);
    expect(KeptReading.memoOf(own)?.content).toBe(text);
  });
});

describe('the same measurement', () => {
  test('needs a device, and counts by the second', () => {
    const by = (effective: string): Reading => ({ ...reading, device: meter, effective });
    expect(measuredAt(reading)).toBeUndefined();
    expect(measuredAt(by('2035-01-01T08:00:00.999Z'))).toBe(measuredAt(by('2035-01-01T09:00:00+01:00')));
    expect(measuredAt(by('2035-01-01T08:00:01Z'))).not.toBe(measuredAt(by('2035-01-01T08:00:00.999Z')));
    expect(measuredAt({ ...by('2035-01-01T08:00:00Z'), device: { ...meter, value: 'other' } })).not.toBe(
      measuredAt(by('2035-01-01T08:00:00Z')),
    );
    const own = kept(by('2035-01-01T08:00:00Z'));
    expect([measuredAt(own), measuredAt(own)]).toEqual(
      Array.from({ length: 2 }, () => measuredAt(by('2035-01-01T08:00:00Z'))),
    );
    expect(KeptReading.memoOf(own)?.measuredAt).toBe(measuredAt(own));
    expect(measuredAt(kept(reading))).toBeUndefined();
  });

  test.each([
    [undefined, undefined, true],
    [1, undefined, true],
    [undefined, 1, true],
    [1, 1, true],
    [1, 2, false],
  ])('sequence numbers %s and %s', (one, other, same) => {
    const numbered = (n: number | undefined): Reading => ({
      ...reading,
      ...(n === undefined ? {} : { sequenceNumber: n }),
    });
    expect(isSameMeasurement(numbered(one), numbered(other))).toBe(same);
    expect(isSameMeasurement(numbered(one), { ...numbered(other), result: value('161') })).toBe(false);
  });
});
