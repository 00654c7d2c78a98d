import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { judgeHistory, verdictsText } from '../../judge.ts';
import { HISTORY_FORMAT } from '../lines.ts';
import { readHistorySync } from '../reader.ts';
import { importerOf, READABLE } from './index.ts';

const FORMAT_1 = join(import.meta.dirname, 'format-1.ndjson');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vitalproof-import-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const stored = (text: string): string => {
  const path = join(folder, 'history.ndjson');
  writeFileSync(path, text);
  return path;
};
const problemOf = (path: string): InputProblem => {
  try {
    readHistorySync(path);
  } catch (error) {
    if (error instanceof InputProblem) return error;
  }
  throw new Error('no problem');
};

describe('a history of format 1', () => {
  test('is read as one of the present format, line by line the same otherwise', () => {
    const raw = readFileSync(FORMAT_1, 'utf8').trimEnd().split('\n');
    const lines = readHistorySync(FORMAT_1);
    expect(lines[0]).toEqual({ ...(JSON.parse(raw[0] ?? '') as object), format: HISTORY_FORMAT });
    expect(lines.slice(1)).toEqual(raw.slice(1).map((line) => JSON.parse(line) as unknown));
  });
  test('is judged like any other', async () => {
    const catalogue = loadCatalogue();
    const v = await judgeHistory(FORMAT_1, catalogue);
    expect(v.lanes.find((l) => l.lane === 'limits-changed/fhir')?.counts).toMatchObject({ readings: 10, broken: 0 });
    expect(v.requirements.filter((r) => r.verdict === 'FAIL')).toEqual([]);
    expect(verdictsText(await judgeHistory(FORMAT_1, catalogue))).toBe(verdictsText(v));
  });
  test('has no operation that came later', () => {
    const text = readFileSync(FORMAT_1, 'utf8').replace('"op":"capability.read"', '"op":"eligibility.read"');
    const problem = problemOf(stored(text));
    expect(problem.message).toBe('format 1 has no operation "eligibility.read"');
    expect(problem.place).toMatchObject({ line: 60, path: 'act.op' });
    expect(problem.expected).toContain('capability.read');
  });
  test('that is damaged says where', () => {
    const text = readFileSync(FORMAT_1, 'utf8').replace('"outcome":"ok"', '"outcome":"no"');
    expect(problemOf(stored(text)).place).toMatchObject({ line: 2, path: 'outcome' });
  });
});

describe('formats', () => {
  test('from the first to the present one without a gap', () => {
    expect(READABLE).toEqual(Array.from({ length: HISTORY_FORMAT }, (_, i) => i + 1));
  });
  test.each([0, 3, 1.5, '1', null, undefined, {}])('%j cannot be read, and is named', (format) => {
    expect(importerOf(format)).toBeUndefined();
    const [run = ''] = readFileSync(FORMAT_1, 'utf8').split('\n');
    const problem = problemOf(stored(`${JSON.stringify({ ...(JSON.parse(run) as object), format })}\n`));
    expect(problem.message).toBe(`this history has format ${String(JSON.stringify(format))}`);
    expect(problem.expected).toContain('format 1 or 2');
    expect(problem.place).toMatchObject({ line: 1, path: 'format' });
  });
});
