import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSenderCases, type SenderWorkedCase } from '../../contract/cases/sender/load.ts';
import { resolveScript } from '../../contract/cases/sender/resolve.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { ArrivedLine, HistoryLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { judgeHistory } from '../judge.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { phoneCast } from './phone-cast.ts';
import { referenceSender } from './reference-sender.ts';
import { runSenders } from './run-senders.ts';
import { referenceSenderProfile } from './sender-profile.ts';

const NONCE = 'CASES';
const cases = loadSenderCases();
const profile = referenceSenderProfile('0');
const folder = mkdtempSync(join(tmpdir(), 'vitalproof-cases-'));
let lines: readonly HistoryLine[];
let verdicts: RunVerdicts;

beforeAll(async () => {
  const { historyPath } = await runSenders({
    profile,
    start: referenceSender(),
    lanes: cases.map((one) => ({ name: `case:${one.case}`, requirements: one.requirements, script: scriptOf(one) })),
    seed: 1,
    runDir: join(folder, 'run'),
    selected: [],
    nonce: NONCE,
    width: 16,
  });
  lines = readHistorySync(historyPath);
  verdicts = await judgeHistory(historyPath, loadCatalogue());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scriptOf = ({ source, measures, zone, acts }: SenderWorkedCase) => ({ source, measures, zone, acts });

const arrivedIn = (lane: string): readonly ArrivedLine[] =>
  lines.filter((line): line is ArrivedLine => line.kind === 'arrived' && line.lane === lane);

const namesOf = (one: SenderWorkedCase, lane: string): ReadonlyMap<string, string> =>
  new Map(
    resolveScript(scriptOf(one), phoneCast(NONCE, lane)).flatMap((act) =>
      'shown' in act ? [[act.shown.reading.identifier.value, act.name] as const] : [],
    ),
  );

const lanes = cases.flatMap((one) => profile.out.map((via) => [`case:${one.case}/${via}`, one] as const));

test.each(lanes)('the reference sender does in %s what the case says', (lane, one) => {
  const names = namesOf(one, lane);
  const taken = arrivedIn(lane).filter(
    (a) => a.outcome === 'accepted' || (a.outcome === 'refused' && a.problem === undefined),
  );
  const of = (status: readonly string[]): string[] =>
    [
      ...new Set(
        taken
          .filter((a) => status.includes(a.reading?.status ?? ''))
          .map((a) => names.get(a.reading?.identifier.value ?? '') ?? ''),
      ),
    ].filter((n) => n !== '');
  expect(
    of(['final'])
      .filter((n) => !one.open.includes(n))
      .sort(),
  ).toEqual([...one.arrives].sort());
  expect(of(['corrected']).sort()).toEqual([...one.corrected].sort());
  expect(of(['entered-in-error']).sort()).toEqual([...one.erased].sort());
});

test('and the oracle finds nothing wrong with it, and nothing that it cannot decide', () => {
  expect(verdicts.requirements.flatMap((r) => r.findings.filter((f) => f.outcome !== 'met'))).toEqual([]);
  expect(
    verdicts.requirements.filter((r) => r.verdict !== 'PASS').map((r) => [r.requirement, r.verdict, r.reason]),
  ).toEqual([]);
  expect(verdicts.lanes.filter((l) => l.verdict !== 'PASS')).toEqual([]);
});
