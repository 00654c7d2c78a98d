import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistorySync } from '../../conformance/history/reader.ts';
import { judgeHistory } from '../../conformance/judge.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { writeHistory, type Written } from './write-history.ts';

const EVENTS = 6000;

let folder: string;
let path: string;
let written: Written;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-bench-'));
  path = join(folder, 'history.ndjson');
  written = writeHistory(path, EVENTS);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('it is about as long as was asked for, and the same bytes every time', () => {
  expect(Math.abs(written.lines - EVENTS)).toBeLessThan(EVENTS / 10);
  const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
  const again = join(folder, 'again.ndjson');
  expect(writeHistory(again, EVENTS)).toEqual(written);
  expect(hash(again)).toBe(hash(path));
});

test('it is of the shape of a long run', () => {
  const lines = readHistorySync(path);
  const ops = lines.filter((l) => l.kind === 'op');
  const readings = ops.filter((op) => op.act.op === 'reading.submit');
  expect(readings.length / lines.length).toBeGreaterThan(0.6);
  for (const via of ['fhir', 'hl7v2']) expect(readings.some((op) => op.via === via)).toBe(true);
  expect(written.items / written.readings).toBeGreaterThan(0.12);
  expect(written.items / written.readings).toBeLessThan(0.18);
  expect(new Set(readings.map((op) => op.outcome))).toEqual(new Set(['ok', 'refused', 'unknown']));
  for (const act of ['order.change', 'permission.set', 'reading.read', 'inbox.look', 'item.act'])
    expect(
      ops.some((op) => op.act.op === act),
      act,
    ).toBe(true);
  expect(lines.at(-1)?.kind).toBe('end');
});

test('it conforms, and every gate holds', async () => {
  const v = await judgeHistory(path, loadCatalogue());
  expect(
    v.requirements.filter((r) => r.verdict === 'FAIL' || r.verdict === 'INCONCLUSIVE').map((r) => r.reason),
  ).toEqual([]);
  expect([v.verdict, v.exitCode]).toEqual(['PASS', 0]);
  // It is written by hand and not by a run: there is no canary beside it.
  expect(v.gates.filter((g) => g.verdict !== 'PASS').map((g) => `${g.gate} ${g.verdict}`)).toEqual([
    'canary NOT_APPLICABLE',
  ]);
  expect(v.requirements.find((r) => r.requirement === 'ALR-01')?.counts.must).toBe(written.items + 2);
});
