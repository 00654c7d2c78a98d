import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { Io } from '../io.ts';
import { pickedChecks } from './only.ts';

let runs: string;
beforeAll(() => {
  runs = mkdtempSync(join(tmpdir(), 'vitalproof-only-'));
});
afterAll(() => rmSync(runs, { recursive: true }));

const io = (): Io => ({
  out: () => undefined,
  err: () => undefined,
  live: () => undefined,
  outIsTty: false,
  liveIsTty: false,
  columns: 80,
  env: { VITALPROOF_RUNS: runs },
  write: async () => true,
});
const stored = (name: string, verdicts: Readonly<Record<string, string>> | string): void => {
  mkdirSync(join(runs, name), { recursive: true });
  const text =
    typeof verdicts === 'string'
      ? verdicts
      : JSON.stringify({
          requirements: Object.entries(verdicts).map(([requirement, verdict]) => ({ requirement, verdict })),
        });
  writeFileSync(join(runs, name, 'verdicts.json'), text);
};
const picked = (only: string, of?: string): string[] => pickedChecks(only, of, io()).map((c) => c.requirement);
const refused = (only: string, of?: string): InputProblem => {
  try {
    pickedChecks(only, of, io());
  } catch (error) {
    if (error instanceof InputProblem) return error;
  }
  throw new Error('was not refused');
};

describe('--only', () => {
  test('globs, several with commas, in any case', () => {
    expect(picked('lim-02')).toEqual(['LIM-02']);
    expect(picked('LIM-02, alr-0?').every((id) => id === 'LIM-02' || id.startsWith('ALR-0'))).toBe(true);
    expect(picked('LIM-02,LIM-*').length).toBe(picked('LIM-*').length);
  });
  test.each([
    ['LMI-02', 'LIM-02'],
    ['LIM-02,ALRR-01', 'ALR-01'],
  ])('%s: a typo in any part matches nothing, exit 3, and names the nearest', (only, near) => {
    const problem = refused(only);
    expect(problem.exitCode).toBe(3);
    expect(problem.message).toContain('matches no check');
    expect(problem.advice).toContain(`did you mean ${near}?`);
  });
  test('an empty part matches nothing', () => {
    expect(refused('LIM-02,').exitCode).toBe(3);
    expect(refused('').exitCode).toBe(3);
  });
});

describe('--only failed', () => {
  test('what was judged and not green in the run that is named, or in the latest', () => {
    stored('old', { 'LIM-01': 'PASS', 'LIM-02': 'FAIL', 'ALR-01': 'INCONCLUSIVE', 'ALR-02': 'NOT_RUN' });
    stored('latest', { 'LIM-03': 'UNTESTABLE', 'LIM-04': 'WARN', 'LIM-05': 'HARNESS_ERROR' });
    expect(picked('failed', 'old').toSorted()).toEqual(['ALR-01', 'LIM-02']);
    expect(picked('failed', join(runs, 'old')).toSorted()).toEqual(['ALR-01', 'LIM-02']);
    expect(picked('failed').toSorted()).toEqual(['LIM-03', 'LIM-05']);
  });
  test('a run in which nothing failed, and one that is not there, match nothing: exit 3', () => {
    stored('green', { 'LIM-01': 'PASS' });
    expect(refused('failed', 'green')).toMatchObject({ exitCode: 3, message: 'nothing failed in green' });
    expect(refused('failed', 'nowhere')).toMatchObject({ exitCode: 3 });
  });
  test('verdicts that are none are refused with their file', () => {
    stored('torn', '{"requirements":[{');
    expect(refused('failed', 'torn')).toMatchObject({ exitCode: 65 });
    expect(refused('failed', 'torn').place.file).toContain('torn');
  });
});
