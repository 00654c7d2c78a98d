import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  catalogueOf,
  DAY_MS,
  makeBundle,
  NOW_MS,
  OTHER_VERIFY,
  VERIFY,
} from '../../conformance/certificate/bundle.test-helper.ts';
import type { CanaryLine, HistoryLine } from '../../conformance/history/lines.ts';
import { modelHistory } from '../../conformance/oracle/sender/model-sender.test-helper.ts';
import { loadSenderCases } from '../../contract/cases/sender/load.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { type Admitting, admissibleBy } from './by-certificate.ts';

let folder: string;
let worlds = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-admissible-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const world = (): string => join(folder, String((worlds += 1)));
/** The first worked case of senders, and what it exercises. */
const [CASE] = loadSenderCases();
if (CASE === undefined) throw new Error('no case of a sender');
const CATALOGUE = catalogueOf(...CASE.requirements);
const WHEN: Admitting = { key: VERIFY, catalogue: CATALOGUE, nowMs: NOW_MS + 100 * DAY_MS, nonce: undefined };
/** What became of a sender with a known defect, which every run of a sender plays before its end. */
const canaryOf = ({ broken: [corruption], requirements }: typeof CASE): CanaryLine['line'][] => {
  if (corruption === undefined) throw new Error('nothing to break');
  return modelHistory(CASE, corruption).map(
    (line) =>
      (line.kind === 'run'
        ? { ...line, run: 'canary', catalogue: CATALOGUE.hash, selected: [...requirements] }
        : line) as CanaryLine['line'],
  );
};
const withCanary = (lines: readonly HistoryLine[]): HistoryLine[] => {
  const end = lines.at(-1);
  if (end?.kind !== 'end') throw new Error('a history without an end');
  const canary = canaryOf(CASE).map((line, i): CanaryLine => ({ kind: 'canary', seq: end.seq + i, line }));
  return [...lines.slice(0, -1), ...canary, { ...end, seq: end.seq + canary.length }];
};
const history = withCanary(modelHistory(CASE));
const refused = async (trying: Promise<unknown>): Promise<InputProblem> => {
  try {
    await trying;
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('was not refused');
};

test('a certified sender may send what it was certified for, until its certificate ends', async () => {
  const bundle = await makeBundle(world(), { catalogue: CATALOGUE, history });
  const admissible = await admissibleBy(bundle, WHEN);
  expect(admissible).toEqual({ sender: 'ACME 4.2', measures: ['glucose'], until: '2036-01-01T00:00:00Z' });
});

describe('nobody else is admitted', () => {
  test('a certified receiver', async () => {
    const catalogue = catalogueOf('ALR-01', 'LIM-02');
    const problem = await refused(admissibleBy(await makeBundle(world()), { ...WHEN, catalogue }));
    expect([problem.exitCode, problem.message]).toEqual([65, 'ACME 4.2 is certified as a receiver']);
  });
  test('a sender that failed, with the exit code of its verdict', async () => {
    const [corruption] = CASE.broken;
    if (corruption === undefined) throw new Error('nothing to break');
    const bundle = await makeBundle(world(), {
      catalogue: CATALOGUE,
      history: withCanary(modelHistory(CASE, corruption)),
    });
    const problem = await refused(admissibleBy(bundle, WHEN));
    expect([problem.exitCode, problem.message]).toEqual([1, expect.stringContaining('is not certified: SND-')]);
  });
  test('a sender that was judged in part: of the whole catalogue', async () => {
    const catalogue = loadCatalogue();
    const problem = await refused(
      admissibleBy(await makeBundle(world(), { catalogue, history }), { ...WHEN, catalogue }),
    );
    expect(problem.exitCode).toBe(2);
  });
  test('a certificate that has ended', async () => {
    const bundle = await makeBundle(world(), { catalogue: CATALOGUE, history });
    const problem = await refused(admissibleBy(bundle, { ...WHEN, nowMs: NOW_MS + 400 * DAY_MS }));
    expect([problem.exitCode, problem.message]).toEqual([
      1,
      'the certificate of ACME 4.2 ended on 2036-01-01T00:00:00Z',
    ]);
  });
  test('a certificate of another signer, or for another nonce', async () => {
    const bundle = await makeBundle(world(), { catalogue: CATALOGUE, history });
    expect((await refused(admissibleBy(bundle, { ...WHEN, key: OTHER_VERIFY }))).message).toContain(
      'signed with the key',
    );
    expect((await refused(admissibleBy(bundle, { ...WHEN, nonce: 'nonce-of-today' }))).message).toContain(
      'without a nonce',
    );
  });
});
