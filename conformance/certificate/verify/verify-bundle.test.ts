import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputProblem } from '../../../contract/input-problem.ts';
import {
  BUILD,
  catalogueOf,
  DAY_MS,
  type Made,
  makeBundle,
  NONCE,
  NOW_MS,
  OTHER_SIGN,
  OTHER_VERIFY,
  SMALL,
  VERIFY,
} from '../bundle.test-helper.ts';
import type { Selftest } from '../environment.ts';
import { verifyBundle, type VerifyOptions } from './verify-bundle.ts';

let folder: string;
let worlds = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const world = (): string => join(folder, String((worlds += 1)));
const OPTIONS: VerifyOptions = { key: VERIFY, catalogue: SMALL, nowMs: NOW_MS };
const verify = async (made: Made = {}, options: Partial<VerifyOptions> = {}, at = world()) =>
  await verifyBundle(await makeBundle(at, made), { ...OPTIONS, ...options });
const refusal = async (verifying: Promise<unknown>): Promise<InputProblem> => {
  try {
    await verifying;
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('was not refused');
};

describe('a bundle of a run in which everything was met', () => {
  test('is certified, says for whom and how, and verifies again and again', async () => {
    const bundle = await makeBundle(world());
    const first = await verifyBundle(bundle, OPTIONS);
    expect(first.exitCode).toBe(0);
    expect(first.claims).toMatchObject({
      title: 'Receiver ACME 4.2, scope alerts, over FHIR, attested by its own maker',
      certified: true,
      verdict: 'PASS',
      evidence: 'self-attested',
      attempt: 1,
      earlier: [],
      nonce: NONCE,
    });
    expect(first.now.passed).toEqual(['LIM-02', 'ALR-01']);
    expect(await verifyBundle(bundle, OPTIONS)).toEqual(first);
  });
  test('past its expiry it is whole and certifies nothing', async () => {
    const late = await verify({}, { nowMs: NOW_MS + 400 * DAY_MS });
    expect([late.expired, late.exitCode]).toEqual([true, 1]);
  });
});

describe('a bundle of any other run is written and signed all the same, and says so', () => {
  test('failed: 1, with what failed', async () => {
    const { exitCode, claims, now } = await verify({ itemMs: null });
    expect(exitCode).toBe(1);
    expect([claims.certified, now.result]).toEqual([false, 'FAILED']);
    expect(now.blocking.join()).toMatch(/ALR-01: FAIL/);
  });
  test('no canary: nothing shows that this harness fails anybody', async () => {
    const { claims, now } = await verify({ noCanary: true });
    expect([claims.certified, now.result]).toEqual([false, 'FAILED']);
    expect(now.blocking).toEqual(['gate canary: the run played none']);
  });
  test('void: 70, and it says that the harness failed', async () => {
    const skipped = [{ lane: '*', requirement: ['ALR-01'], verdict: 'HARNESS_ERROR' as const, reason: 'for a test' }];
    const { exitCode, claims } = await verify({ end: { skipped } });
    expect([exitCode, claims.isVoid, claims.certified]).toEqual([70, true, false]);
    expect(claims.blocking).toContain('the run is void: the harness itself failed');
  });
  test('a requirement of the scope that was never judged: 2, not green', async () => {
    const catalogue = catalogueOf('ALR-01', 'LIM-02', 'ALR-07');
    const { exitCode, now } = await verify({ catalogue, run: { selected: ['ALR-01', 'LIM-02'] } }, { catalogue });
    expect(exitCode).toBe(2);
    expect(now.blocking.join()).toMatch(/ALR-07: NOT_RUN/);
  });
  test('a scope that the catalogue has nothing of certifies nothing', async () => {
    const { exitCode, claims } = await verify({ run: { scope: ['portal'] } });
    expect([exitCode, claims.certified]).toEqual([1, false]);
    expect(claims.blocking).toContain('the scope holds no requirement');
  });
});

test('a scope without the one that every other stands on certifies nothing', async () => {
  const catalogue = catalogueOf('ALR-01', 'LIM-02', 'ORD-01');
  const { claims } = await verify({ catalogue, run: { scope: ['orders'] } }, { catalogue });
  expect(claims.blocking).toContain('the scope alerts is not claimed, on which every other stands');
});

const selftestOf = (more: { readonly build?: string; readonly harness?: string }): Selftest => ({
  format: 1,
  given: true,
  scores: { format: 1, harness: 'vitalproof 0.1.0', build: BUILD, sensitivity: { hits: 1, of: 1 }, ...more },
});

test('a self-test of the build that made the run goes with it', async () => {
  expect((await verify({ selftest: selftestOf({}) })).exitCode).toBe(0);
});

describe('what is whole by its hashes and does not follow', () => {
  test.each<[string, Made, Partial<VerifyOptions>, string]>([
    [
      'the self-test of another build of the same version',
      { selftest: selftestOf({ build: 'c'.repeat(64) }) },
      {},
      `is the self-test of another build: vitalproof 0.1.0, ${'c'.repeat(64)}`,
    ],
    [
      'the self-test of another version',
      { selftest: selftestOf({ harness: 'vitalproof 0.0.9' }) },
      {},
      'is the self-test of another build: vitalproof 0.0.9',
    ],
    [
      'verdicts that the oracle does not give',
      { itemMs: null, forge: (v) => ({ ...v, verdict: 'PASS' }) },
      {},
      'not the verdicts',
    ],
    ['another catalogue', { catalogue: catalogueOf('ALR-01') }, {}, 'not the frozen one: it lacks LIM-02'],
    ['a history of another system', { run: { sut: { name: 'Other', version: '4.2' } } }, {}, 'is of Other 4.2'],
    ['a seed without the nonce', { run: { seed: 1 } }, {}, 'was not drawn from this nonce'],
    ['a number of another attempt', { given: { attempt: 2 } }, {}, 'was not drawn from this nonce'],
    ['another key', { key: OTHER_SIGN }, {}, 'it was signed with the key'],
    ['the key of another signer', {}, { key: OTHER_VERIFY }, 'it was signed with the key'],
  ])('%s', async (_what, made, options, says) => {
    const problem = await refusal(verify(made, options));
    expect(problem.message).toContain(says);
    expect(problem.exitCode).toBe(65);
  });
  test('patients that do not bear the nonce', async () => {
    const rename: Made = {
      lines: (lines) =>
        JSON.parse(JSON.stringify(lines).replaceAll(/MRN[0-9A-F]{10}-1/g, 'MRN-OF-LAST-YEAR')) as typeof lines,
    };
    expect((await refusal(verify(rename))).message).toContain('patient MRN-OF-LAST-YEAR does not bear the nonce');
  });
});

describe('what whoever verifies asks for', () => {
  test.each<[string, Made, Partial<VerifyOptions>, string]>([
    ['another nonce', {}, { nonce: 'nonce-of-today' }, `it was made for the nonce ${NONCE}`],
    ['a nonce where there is none', { nonce: null }, { nonce: NONCE }, 'it was made without a nonce'],
    ['a run that is old', {}, { nowMs: NOW_MS + 40 * DAY_MS, maxAgeDays: 30 }, 'its run is of 2035-01-01'],
    ['a run that is to come', {}, { nowMs: NOW_MS - DAY_MS }, 'which is to come'],
    [
      'a certificate that is to come',
      { given: { issued: '2035-12-01T00:00:00Z' } },
      {},
      'it was issued on 2035-12-01T00:00:00Z, which is to come',
    ],
    [
      'a certificate from before its run',
      { given: { issued: '2034-12-31T12:00:00Z' } },
      {},
      'it was issued on 2034-12-31T12:00:00Z, before its run began',
    ],
    [
      'a certificate that ended before it was issued',
      { given: { expires: '2035-01-01T00:10:00Z' } },
      {},
      'it ends on 2035-01-01T00:10:00Z, before it was issued',
    ],
    ['an end that never comes', { given: { expires: '2035-06-30T23:59:60Z' } }, {}, 'no leap second'],
    ['an end on a day that there is not', { given: { expires: '2035-02-30T00:00:00Z' } }, {}, 'a day that there is'],
    [
      'a run of no age',
      { lines: (lines) => lines.map((l) => (l.kind === 'run' ? { ...l, started: '2016-12-31T23:59:60Z' } : l)) },
      { maxAgeDays: 1 },
      'its run began at 2016-12-31T23:59:60Z, which no clock shows',
    ],
    [
      'a log that was begun anew',
      {},
      { head: { hash: '0'.repeat(64), count: 3 } },
      'does not go through 0000000000000000…@3',
    ],
  ])('%s', async (_what, made, options, says) => {
    expect((await refusal(verify(made, options))).message).toContain(says);
  });
  test('the nonce that was given out, and a run that is young enough', async () => {
    expect((await verify({}, { nonce: NONCE, maxAgeDays: 1 })).exitCode).toBe(0);
    expect((await verify({ nonce: null })).exitCode).toBe(0);
  });
});

describe('attempts', () => {
  test('a pass after a failure of the same version is no certificate, and lists the failure', async () => {
    const at = world();
    await makeBundle(at, { itemMs: null });
    const again = await verify({}, {}, at);
    expect(again.exitCode).toBe(1);
    expect(again.claims.earlier).toMatchObject([{ attempt: 1, version: '4.2', verdict: 'FAIL', failed: 2 }]);
    expect(again.now.blocking).toEqual(['attempt 1 of this version ended FAIL']);
  });
  test('a waiver inside the signed statement lifts that until it ends; not where the maker signs', async () => {
    const waivers = [{ attempt: 1, reason: 'the rig lost its power', until: '2035-06-01T00:00:00Z' }];
    const at = world();
    await makeBundle(at, { itemMs: null });
    const bundle = await makeBundle(at, { given: { waivers, evidence: 'lab' } });
    const now = await verifyBundle(bundle, OPTIONS);
    expect([now.exitCode, now.now.result]).toEqual([0, 'WARNED']);
    const later = await verifyBundle(bundle, { ...OPTIONS, nowMs: Date.parse('2035-06-02T00:00:00Z') });
    expect([later.exitCode, later.ended]).toEqual([1, waivers]);
    const own = await verify({ given: { waivers } }, {}, at);
    expect(own.now.blocking.join()).toContain('waivers count only where somebody else than the maker signs');
  });
  test('a waived requirement is no pass: it is listed as waived', async () => {
    const waivers = ['ALR-01', 'LIM-02'].map((requirement) => ({
      requirement,
      reason: 'mended in the next version',
      until: '2035-06-01T00:00:00Z',
    }));
    const { exitCode, claims, now } = await verify({ itemMs: null, given: { waivers, evidence: 'witnessed' } });
    expect([exitCode, now.result]).toEqual([0, 'WARNED']);
    expect([claims.waived, now.passed, now.failed]).toEqual([['LIM-02', 'ALR-01'], [], []]);
  });
  test('what is waived is no pass for the rest: a run that was interrupted is none, whatever is waived', async () => {
    const waivers = [{ requirement: 'LIM-02', reason: 'mended in the next version', until: '2035-06-01T00:00:00Z' }];
    const skipped = [{ lane: '*', requirement: ['ALR-01'], verdict: 'NOT_RUN' as const, reason: 'interrupted' }];
    const { exitCode, claims, now } = await verify({ end: { skipped }, given: { waivers, evidence: 'lab' } });
    expect([exitCode, claims.certified, now.certified]).toEqual([2, false, false]);
    expect(now.blocking).toEqual(['the run as a whole: NOT_RUN']);
  });
});
