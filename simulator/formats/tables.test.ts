import { describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import type { Delivery } from '../layers.ts';
import { CSV } from './csv.ts';
import { NDJSON } from './ndjson.ts';
import { STREAM_FORMATS } from './registry.ts';
import { ABSENT, HIGH, linesOf, LOW, ONE, SAMPLE, withResult, written } from './sample.test-helper.ts';
import { truthLine } from './truth.ts';

describe('ndjson', () => {
  test('a line a delivery: the reading, how it was sent, the truth', () => {
    const lines = linesOf(written(NDJSON, SAMPLE));
    expect(lines).toHaveLength(SAMPLE.length);
    lines.forEach((line, i) => {
      const { reading, truth, sent, ...how } = JSON.parse(line) as Record<string, Record<string, unknown>>;
      const delivery = SAMPLE[i];
      expect(Reading.parse(reading)).toEqual(delivery?.reading);
      expect(Math.abs(Number(truth?.['trueValue']) - (delivery?.truth.trueValue ?? 0))).toBeLessThan(0.000_51);
      expect(truth?.['trueTimeMs']).toBe(delivery?.truth.trueTimeMs);
      expect(Date.parse(String(sent))).toBe(delivery?.sentMs);
      expect(how).toEqual({ batch: i, act: 'submit', version: 1 });
    });
  });

  test('a correction says so in its status, and what is no reading stands beside it', () => {
    const [line = ''] = linesOf(written(NDJSON, [{ ...ONE, act: 'correct', version: 2, poison: '5,4' }]));
    const parsed = JSON.parse(line) as { reading: { status: string }; act: string; version: number; poison: string };
    expect([parsed.reading.status, parsed.act, parsed.version, parsed.poison]).toEqual([
      'corrected',
      'correct',
      2,
      '5,4',
    ]);
  });
});

describe('csv', () => {
  test('a header and a row a delivery, all of one width', () => {
    const [header = '', ...rows] = linesOf(written(CSV, SAMPLE), '\r\n');
    expect(rows).toHaveLength(SAMPLE.length);
    for (const row of rows) expect(row.split(',')).toHaveLength(header.split(',').length);
    const { result, effective } = ONE.reading;
    if (result.kind !== 'value') throw new Error('no value');
    expect(rows[0]).toContain(`,glucose,${effective},${result.quantity.value},mg/dL,`);
  });

  test('off scale, absent, poison and quotes', () => {
    const row = (delivery = ONE): string => linesOf(written(CSV, [delivery]), '\r\n')[1] ?? '';
    expect(row(HIGH)).toContain(',HI,mg/dL,');
    expect(row(LOW)).toContain(',LO,mg/dL,');
    expect(row(ABSENT)).toContain('-05:00,,mg/dL,');
    expect(row(withResult({ kind: 'absent', reason: 'unknown' }))).toContain('-05:00,unknown,mg/dL,');
    expect(row({ ...ONE, poison: '5,4' })).toContain(',"5,4",mg/dL,');
    expect(row(withResult({ kind: 'absent', reason: 'error' }, { poison: '-7' }))).toContain(',-7,mg/dL,');
    expect(row({ ...HIGH, poison: '-7' })).toContain(',-7,mg/dL,');
    const odd = { ...ONE.reading, patient: { system: 's', value: 'a,"b"' } };
    expect(row({ ...ONE, reading: odd })).toMatch(/^"a,""b""",/);
  });
});

describe('a true value that nobody knows', () => {
  const unknown: Delivery = { ...ABSENT, truth: { ...ABSENT.truth, trueValue: Number.NaN } };
  test.each(Object.entries(STREAM_FORMATS))('%s leaves it out', (name, format) => {
    const text = written(format, [unknown]);
    expect(text).not.toMatch(/NaN|"trueValue":\d/);
    if (!format.carriesTruth) return;
    expect(text).toContain(name === 'csv' ? ',submit,1,,mg/dL,' : '"trueValue":null,"trueUnit":"mg/dL"');
  });

  test('and so does the truth out of band', () => {
    const { truth } = JSON.parse(truthLine(unknown)) as { truth: Record<string, unknown> };
    expect(truth).toMatchObject({ trueValue: null, trueUnit: 'mg/dL', trueTimeMs: ONE.truth.trueTimeMs });
  });
});

describe('truth out of band', () => {
  test('is found by the key of the reading, and says who, when and which faults', () => {
    const truth = { ...ONE.truth, faultIds: ['duplicate'], personId: 'X' };
    const parsed = JSON.parse(truthLine({ ...ONE, truth })) as Record<string, unknown>;
    expect({ system: parsed['system'], value: parsed['reading'] }).toEqual(ONE.reading.identifier);
    expect(parsed['patient']).toBe(ONE.reading.patient.value);
    expect(parsed['truth']).toMatchObject({ faultIds: ['duplicate'], personId: 'X', trueUnit: 'mg/dL' });
    expect(truthLine(ONE).endsWith('}\n')).toBe(true);
  });
});
