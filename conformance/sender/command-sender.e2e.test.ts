import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { readHistorySync } from '../history/reader.ts';
import { judgeHistory } from '../judge.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { lanesOfChecks } from './check-lanes.ts';
import { senderChecks } from './checks/index.ts';
import { commandSenders } from './command-sender.ts';
import { runSenders } from './run-senders.ts';
import { parseSenderProfile } from './sender-profile.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-command-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ADAPTER = join(import.meta.dirname, 'adapter.test-helper.ts');

/** What is alive needs time on a busy machine; what is not is only waited for. */
const SHORT = '200ms';

const profileOf = (start: string, deadline: string, more: string) =>
  parseSenderProfile(
    [
      'vitalproof: 1',
      'name: Adapter',
      "version: '1'",
      'role: sender',
      'environment: test',
      'sources: healthkit',
      'out: fhir',
      `pairing: { by: command, start: ${JSON.stringify(start)} }`,
      `deadlines: { forward: ${deadline}, recovery: ${deadline} }`,
      more,
    ].join('\n'),
    'adapter.yaml',
  );

const play = async (
  name: string,
  start: string,
  requirements: readonly string[],
  { deadline = SHORT, more = '' } = {},
): Promise<RunVerdicts> => {
  const profile = profileOf(start, deadline, more);
  const checks = senderChecks.filter((c) => requirements.includes(c.requirement));
  const senders = commandSenders(start, process.env);
  try {
    const { historyPath } = await runSenders({
      profile,
      start: senders.start,
      lanes: lanesOfChecks(checks, profile),
      seed: 1,
      runDir: join(folder, name),
      selected: requirements,
      patienceMs: name === 'dead' ? 300 : 20_000,
    });
    return await judgeHistory(historyPath, loadCatalogue());
  } finally {
    await senders.close();
  }
};
const verdictOf = ({ requirements }: RunVerdicts, id: string) => {
  const found = requirements.find((r) => r.requirement === id);
  return [found?.verdict, found?.reason];
};

test('a sender that is a process of its own is played, killed, and comes back with what it had', async () => {
  const verdicts = await play('alive', `exec ${process.execPath} ${ADAPTER}`, ['SND-24'], {
    deadline: '3s',
  });
  expect(verdictOf(verdicts, 'SND-24')[0]).toBe('PASS');
});

test('one that never says hello is UNTESTABLE, and says so', async () => {
  const verdicts = await play('dead', 'exit 0', ['SND-04']);
  expect(verdictOf(verdicts, 'SND-04')).toEqual([
    'UNTESTABLE',
    'check:snd-04/healthkit/fhir: it never said hello on the device bus',
  ]);
  expect(verdicts.verdict).toBe('UNTESTABLE');
});

test('one whose command fails is not waited for, and what became of the command is said', async () => {
  const verdicts = await play('failed', 'exit 7', ['SND-04']);
  expect(verdictOf(verdicts, 'SND-04')).toEqual([
    'UNTESTABLE',
    'check:snd-04/healthkit/fhir: its command (pairing.start) ended with code 7, before it said hello on the device bus',
  ]);
});

test('what needs a source that it lacks does not apply, and what needs a restart it cannot do is UNTESTABLE', async () => {
  const verdicts = await play('lacking', 'exit 0', ['SND-14', 'SND-24'], { more: 'reset: absent' });
  expect(verdictOf(verdicts, 'SND-14')[0]).toBe('NOT_APPLICABLE');
  expect(verdictOf(verdicts, 'SND-24')).toEqual([
    'UNTESTABLE',
    'check:snd-24/healthkit/fhir: it cannot be ended and started again (reset: absent)',
  ]);
});

test('an interrupt ends the wait for a sender, which is then no sender that cannot be tested', async () => {
  const stopping = new AbortController();
  const profile = profileOf('exit 0', '10min', '');
  const senders = commandSenders('exit 0', process.env);
  const { historyPath } = await runSenders({
    profile,
    start: senders.start,
    lanes: lanesOfChecks(
      senderChecks.filter(({ requirement }) => requirement === 'SND-04'),
      profile,
    ),
    seed: 1,
    runDir: join(folder, 'interrupted'),
    selected: ['SND-04'],
    abort: stopping.signal,
    progress: ({ kind }) => {
      if (kind === 'lane-started') setImmediate(() => stopping.abort());
    },
  }).finally(() => senders.close());
  const end = readHistorySync(historyPath).at(-1);
  expect(end?.kind === 'end' ? end.skipped : []).toMatchObject([
    { lane: '*', verdict: 'NOT_RUN', reason: 'interrupted' },
    { lane: 'check:snd-04/healthkit/fhir', verdict: 'NOT_RUN', reason: 'interrupted' },
  ]);
});
