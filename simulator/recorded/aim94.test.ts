import { existsSync } from 'node:fs';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { AIM94_READINGS_SYSTEM, importAim94, type Aim94Options } from './aim94.ts';
import { importAim94Directory } from './aim94-directory.ts';

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const OPTIONS: Aim94Options = { file: 'data-99', patient: PATIENT, zone: 'America/Chicago' };
const LOG = [
  '04-21-1991\t9:09\t58\t100',
  '04-21-1991\t9:09\t33\t009',
  '04-21-1991\t22:00\t48\t0Hi',
  '',
  '04-21-1991\t17:08\t62\t119',
  '04-21-1991\t11:0\t60\t194',
  '04-22-1991\t7:35\t58\t0Lo',
].join('\n');

describe('one log', () => {
  const imported = importAim94(LOG, OPTIONS);

  test('every line is counted as exactly one thing', () => {
    expect(imported.counts).toEqual({ lines: 6, glucose: 2, offScale: 2, other: 1, unparsable: 1 });
  });

  test('readings stand in the order of the file, with the number of their line', () => {
    expect(imported.readings.map((r) => r.identifier.value)).toEqual([
      'data-99-1',
      'data-99-3',
      'data-99-5',
      'data-99-7',
    ]);
    expect(imported.readings.map((r) => r.effective)).toEqual([
      '1991-04-21T09:09:00-05:00',
      '1991-04-21T22:00:00-05:00',
      '1991-04-21T17:08:00-05:00',
      '1991-04-22T07:35:00-05:00',
    ]);
  });

  test('a reading says what the log says and no more', () => {
    expect(imported.readings[0]).toEqual({
      identifier: { system: AIM94_READINGS_SYSTEM, value: 'data-99-1' },
      patient: PATIENT,
      measure: 'glucose',
      code: { system: 'http://loinc.org', code: '41653-7' },
      status: 'final',
      effective: '1991-04-21T09:09:00-05:00',
      result: { kind: 'value', quantity: { value: '100', unit: 'mg/dL' } },
    });
    for (const reading of imported.readings) expect(Reading.safeParse(reading).success).toBe(true);
  });

  test('the line that cannot be read is reported with number, text and reason', () => {
    expect(imported.problems).toEqual([
      { line: 6, text: '04-21-1991\t11:0\t60\t194', why: '"11:0" is not a time HH:MM' },
    ]);
  });

  test('a device is named when it is known', () => {
    const device = { system: 'urn:example:serial', value: 'A1' };
    for (const reading of importAim94(LOG, { ...OPTIONS, device }).readings) expect(reading.device).toEqual(device);
  });

  test('carriage returns are line ends too; text of a problem is cut', () => {
    const crlf = importAim94(LOG.replaceAll('\n', '\r\n'), OPTIONS);
    expect(crlf.readings).toEqual(imported.readings);
    expect(importAim94('x'.repeat(5000), OPTIONS).problems[0]?.text).toHaveLength(200);
  });

  test.each(['\u00EF\u00BB\u00BF', '\uFEFF'])('a byte order mark is no part of the first line', (mark) => {
    expect(importAim94(mark + LOG, OPTIONS)).toEqual(imported);
  });

  test('no format can write a time beyond the year 9999 in UTC, or one of the year 0', () => {
    const { readings, problems, counts } = importAim94(
      `12-31-9999\t23:00\t58\t120\n${LOG}\n04-21-0000\t9:09\t58\t100`,
      OPTIONS,
    );
    expect(readings).toHaveLength(4);
    expect(problems.map(({ line }) => line)).toEqual([1, 7, 9]);
    expect(counts).toEqual({ lines: 8, glucose: 2, offScale: 2, other: 1, unparsable: 3 });
  });

  test('an empty log is empty', () => {
    expect(importAim94('\n \n', OPTIONS)).toEqual({
      readings: [],
      problems: [],
      counts: { lines: 0, glucose: 0, offScale: 0, other: 0, unparsable: 0 },
    });
  });

  test('an unknown zone is bad input', () => {
    expect(() => importAim94(LOG, { ...OPTIONS, zone: 'Saturn' })).toThrow(InputProblem);
  });
});

describe('moved in time', () => {
  const shiftToMs = Date.parse('2026-03-02T06:00:00Z');
  const moved = importAim94(LOG, { ...OPTIONS, shiftToMs }).readings;

  test('clock times, weekdays and order stay; the offset is that of the new day', () => {
    expect(moved.map((r) => r.effective)).toEqual([
      '2026-03-08T09:09:00-05:00',
      '2026-03-08T22:00:00-05:00',
      '2026-03-08T17:08:00-05:00',
      '2026-03-09T07:35:00-05:00',
    ]);
  });

  test('identifiers do not depend on the shift', () => {
    expect(moved.map((r) => r.identifier)).toEqual(importAim94(LOG, OPTIONS).readings.map((r) => r.identifier));
  });

  test('the earliest reading, which need not be the first, falls at or after the target', () => {
    const disordered = '05-02-1991\t09:00\t58\t100\n05-01-1991\t09:00\t58\t101';
    const times = importAim94(disordered, { ...OPTIONS, shiftToMs }).readings.map((r) => Date.parse(r.effective));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(shiftToMs);
    expect(times[0]).toBeGreaterThan(times[1] ?? 0);
  });
});

describe('a folder of logs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aim94-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const inFolder = (name: string, files: Record<string, string>): string => {
    const path = mkdtempSync(join(folder, name));
    for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
    return path;
  };

  test('one patient a file, by name; other files are none of ours', () => {
    const path = inFolder('good', { 'data-02': LOG, 'data-01': LOG, 'Data-Codes': 'text', 'data-1': 'x' });
    const patients = importAim94Directory(path);
    expect(patients.map((p) => [p.file, p.patient.value])).toEqual([
      ['data-01', 'AIM94-01'],
      ['data-02', 'AIM94-02'],
    ]);
    expect(importAim94Directory(path, { maxPatients: 1 })).toHaveLength(1);
    const ids = patients.flatMap((p) => p.readings.map((r) => r.identifier.value));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a folder without logs, or none at all, is bad input with advice', () => {
    for (const path of [inFolder('empty', {}), join(folder, 'absent')]) {
      try {
        importAim94Directory(path);
        expect.unreachable('nothing was refused');
      } catch (problem) {
        expect(problem).toBeInstanceOf(InputProblem);
        expect((problem as InputProblem).describe()).toContain(path);
        expect((problem as InputProblem).advice).toContain('AIM-94');
      }
    }
  });

  test('a log in which nothing can be read is bad input with its first line', () => {
    const path = inFolder('bad', { 'data-01': LOG, 'data-02': '\n<html>\n' });
    try {
      importAim94Directory(path);
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect((problem as InputProblem).place).toEqual({ file: join(path, 'data-02'), line: 2 });
    }
    const empty = inFolder('empty', { 'data-01': '' });
    expect(() => importAim94Directory(empty)).toThrow(/empty/);
  });

  test.each([0, -1, 1.5])('maxPatients %d is refused', (maxPatients) => {
    expect(() => importAim94Directory(inFolder('x', { 'data-01': LOG }), { maxPatients })).toThrow(InputProblem);
  });
});

const DATA = '../shared/data/aim94';

describe.skipIf(!existsSync(DATA))('the recorded logs of 50 people (skipped without shared data)', () => {
  // The body is read also where its tests are skipped.
  const patients = existsSync(DATA) ? importAim94Directory(DATA) : [];
  const sum = (pick: (counts: (typeof patients)[number]['counts']) => number): number =>
    patients.reduce((total, p) => total + pick(p.counts), 0);

  test('totals: nothing is lost between the lines and what is reported', () => {
    expect(patients).toHaveLength(50);
    expect(sum((c) => c.lines)).toBe(19_873);
    expect(sum((c) => c.glucose)).toBe(8_899);
    expect(sum((c) => c.offScale)).toBe(7);
    expect(sum((c) => c.other)).toBe(10_898);
    expect(sum((c) => c.unparsable)).toBe(69);
    for (const { counts, readings, problems } of patients) {
      expect(counts.glucose + counts.offScale + counts.other + counts.unparsable).toBe(counts.lines);
      expect(readings).toHaveLength(counts.glucose + counts.offScale);
      expect(problems).toHaveLength(counts.unparsable);
    }
  });

  test('the results off the scale are where they are known to be', () => {
    const found = patients.flatMap((p) =>
      p.readings.flatMap((r) => (r.result.kind === 'off-scale' ? [`${r.identifier.value} ${r.result.direction}`] : [])),
    );
    expect(found).toEqual([
      'data-02-170 high',
      'data-02-204 high',
      'data-02-210 high',
      'data-02-218 high',
      'data-02-222 high',
      'data-02-236 low',
      'data-02-612 high',
    ]);
  });

  test('known damage is reported at its line', () => {
    const reported = new Map(
      patients.flatMap((p) => p.problems.map((problem) => [`${p.file}:${problem.line}`, problem.why])),
    );
    expect(reported.get('data-27:806')).toBe('"" is not a number');
    expect(reported.get('data-27:807')).toMatch(/not a date/);
    expect(reported.get('data-29:786')).toMatch(/"11:0" is not a time/);
    expect(reported.get('data-40:75')).toMatch(/0''/);
    expect(new Set([...reported.keys()].map((key) => key.split(':')[0]))).toEqual(
      new Set(['data-27', 'data-29', 'data-40']),
    );
  });

  test('rows out of order stay out of order', () => {
    const backwards = patients.map(({ readings }) => {
      const times = readings.map((r) => Date.parse(r.effective));
      return times.slice(1).filter((time, i) => time < (times[i] ?? 0)).length;
    });
    expect(backwards.reduce((a, b) => a + b, 0)).toBe(7);
  });

  test('every reading is a reading of the contract with an identifier of its own; extremes are as recorded', () => {
    const all = patients.flatMap((p) => p.readings);
    for (const reading of all) expect(Reading.safeParse(reading).success).toBe(true);
    expect(new Set(all.map((r) => r.identifier.value)).size).toBe(8_906);
    const values = all.flatMap((r) => (r.result.kind === 'value' ? [Number(r.result.quantity.value)] : []));
    expect(Math.max(...values)).toBe(501);
    expect(Math.min(...values)).toBe(0);
  });

  test('moved to a test clock, every log begins within the week after the target', () => {
    const shiftToMs = Date.parse('2026-06-01T05:00:00Z');
    for (const { readings } of importAim94Directory(DATA, { shiftToMs })) {
      const first = Math.min(...readings.map((r) => Date.parse(r.effective)));
      expect(first).toBeGreaterThanOrEqual(shiftToMs);
      expect(first - shiftToMs).toBeLessThan(7 * 86_400_000);
    }
  });
});
