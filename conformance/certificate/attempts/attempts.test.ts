import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attemptsOf, standsAgainst } from './attempts.ts';
import { headOf, headText, readChain } from './chain.ts';
import { type AttemptLog, attemptLog, type Ending } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-attempts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const AT = '2035-01-01T00:00:00Z';
const ENDING: Ending = { at: AT, verdict: 'FAIL', failed: 2, certified: false, history: 'a'.repeat(64) };
const open = (sut = 'ACME', nonce: string | null = 'n1'): AttemptLog =>
  attemptLog(folder, { role: 'receiver', sut, nonce });
const begin = (log: AttemptLog, version = '1'): number => {
  const attempt = log.next();
  log.begun(attempt, { at: AT, run: `r${attempt}`, version });
  return attempt;
};
const linesOf = (log: AttemptLog): string[] => readFileSync(log.path, 'utf8').split('\n').slice(0, -1);
const write = (log: AttemptLog, lines: readonly string[]): void =>
  writeFileSync(log.path, lines.map((l) => `${l}\n`).join(''));

test('attempts are numbered, one log for each system and nonce', () => {
  const log = open();
  log.ended(begin(log), ENDING);
  expect([begin(log), open().next(), open('ACME', 'n2').next(), open('Other').next()]).toEqual([2, 3, 1, 1]);
  begin(open('Other'));
  expect(readdirSync(folder).length).toBe(2);
});
test('one that was broken off stays in the log as unfinished', () => {
  const log = open();
  log.ended(begin(log), ENDING);
  begin(log, '2');
  expect(attemptsOf(log.entries()).map((a) => [a.number, a.version, a.verdict, a.failed])).toEqual([
    [1, '1', 'FAIL', 2],
    [2, '2', 'unfinished', 0],
  ]);
});
test('one that was interrupted is unfinished too, and stands against the next, though nothing failed by then', () => {
  const log = open();
  log.ended(begin(log), { ...ENDING, verdict: 'NOT_RUN', failed: 0, brokenOff: true });
  expect(attemptsOf(log.entries()).map((a) => [a.verdict, standsAgainst(a, '1'), standsAgainst(a, '2')])).toEqual([
    ['unfinished', true, false],
  ]);
});
test('two runs cannot be the same attempt', () => {
  const log = open();
  const attempt = log.next();
  begin(log);
  expect(() => log.begun(attempt, { at: AT, run: 'x', version: '1' })).toThrow('another run has begun attempt 1');
});
test.each([
  ['failed', { failed: 1, verdict: 'FAIL' }, '1', true],
  ['failed, but void', { failed: 1, verdict: 'HARNESS_ERROR' }, '1', true],
  ['broken off', { failed: 0, verdict: 'unfinished' }, '1', true],
  ['of another version', { failed: 1, verdict: 'FAIL' }, '2', false],
  ['passed', { failed: 0, verdict: 'PASS' }, '1', false],
  ['not decided', { failed: 0, verdict: 'INCONCLUSIVE' }, '1', false],
] as const)('an attempt that %s', (_what, { failed, verdict }, version, stands) => {
  expect(standsAgainst({ number: 1, at: AT, run: 'r', version: '1', verdict, failed, certified: false }, version)).toBe(
    stands,
  );
});

describe('a log in which a predecessor is missing is refused, with the line', () => {
  const three = (): AttemptLog => {
    const log = open();
    for (let i = 0; i < 3; i += 1) log.ended(begin(log), ENDING);
    return log;
  };
  test.each<[string, (lines: string[]) => string[], string]>([
    ['the first attempt', (l) => l.toSpliced(1, 2), 'is missing or was changed'],
    ['the end of an attempt', (l) => l.toSpliced(2, 1), 'is missing or was changed'],
    ['the first line', (l) => l.slice(1), 'says whose log this is'],
    ['two lines changed places', (l) => l.with(1, l[2] ?? '').with(2, l[1] ?? ''), 'is missing or was changed'],
    ['a verdict that was mended', (l) => l.map((line) => line.replace('FAIL', 'PASS')), 'is missing or was changed'],
    ['a second first line', (l) => [...l, l[0] ?? ''], 'says whose log this is'],
    ['nothing left', () => [], 'is cut short'],
  ])('%s', (_what, change, says) => {
    const log = three();
    write(log, change(linesOf(log)));
    expect(() => log.next()).toThrow(says);
  });
  test('cut in the middle of a line', () => {
    const log = three();
    writeFileSync(log.path, readFileSync(log.path, 'utf8').slice(0, -5));
    expect(() => log.entries()).toThrow('is cut short');
  });
  test('a log begun anew is whole, and does not go through the head of the old one', () => {
    const log = three();
    const head = headOf(log.entries());
    rmSync(log.path);
    log.ended(begin(log), ENDING);
    expect(headText(head)).toMatch(/^[0-9a-f]{64}@7$/);
    expect(readChain(readFileSync(log.path), 'x').length).toBeLessThan(head.count);
  });
});
