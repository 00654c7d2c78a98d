import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Seams } from '../../reference-impl/seams.ts';
import { startReference } from '../../reference-impl/server.ts';
import { readHistorySync } from '../history/reader.ts';
import { judgedHistory, type JudgedHistory } from '../judge.ts';
import { judgePart } from '../judging/judge-part.ts';
import { latenciesOf } from '../load/latency/latency.ts';
import { judgeThreshold, Threshold } from '../load/latency/threshold.ts';
import { loadLane } from '../load/load-lane.ts';
import { LoadProfile } from '../load/profile.ts';
import { runLanes } from '../runner/run.ts';
import { referenceProfile } from '../sut/profile.ts';
import { shownItems } from './seams/between.ts';

const STALL_MS = 2000;
const CONNECTIONS = 4;
/** Everything by messages, so that it takes no k6. */
const PROFILE = LoadProfile.parse({
  patients: 10,
  readingsEach: 95,
  readingsPerSecond: 100,
  mix: { mllp: 1 },
  virtualUsers: CONNECTIONS,
  timeoutMs: 20_000,
});
/** Longer than anything that a busy computer does by itself. */
const DEADLINE_MS = 10_000;
/** Where everything is to be late a busy computer does no harm. */
const LATE_DEADLINE_MS = 3000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-stall-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stands in front of a port; from its `after`th piece on, it keeps for `STALL_MS` whatever comes, and then lets all of it go. */
const stalling = async (port: number, after: number): Promise<{ port: number; close: () => Promise<void> }> => {
  let pieces = 0;
  let gate: Promise<void> | undefined;
  const server = createServer((inward) => {
    const outward = connect(port, '127.0.0.1');
    outward.pipe(inward);
    let sent: Promise<void> = Promise.resolve();
    inward.on('data', (piece) => {
      if (++pieces === after) gate = new Promise((resolve) => setTimeout(resolve, STALL_MS));
      sent = sent.then(() => gate).then(() => void outward.write(piece));
    });
    inward.on('close', () => void sent.then(() => outward.destroy()));
    for (const socket of [inward, outward]) socket.on('error', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const played = async (
  name: string,
  deadlineMs: number,
  { seams, stallAfter }: { readonly seams?: Seams; readonly stallAfter?: number },
) => {
  const key = 'k'.repeat(40);
  const catalogue = loadCatalogue();
  const reference = await startReference({
    databasePath: ':memory:',
    tokenKey: key,
    ...(seams === undefined ? {} : { seams }),
  });
  const hl7 = reference.hl7;
  if (hl7 === undefined) throw new Error('the reference listens for HL7 v2');
  const stall = stallAfter === undefined ? undefined : await stalling(hl7.port, stallAfter);
  try {
    const profile = referenceProfile({
      fhirBase: reference.fhirBase,
      hl7: stall === undefined ? hl7 : { ...hl7, port: stall.port },
    });
    const { historyPath } = await runLanes({
      profile: { ...profile, deadlines: { critical: deadlineMs, other: deadlineMs, filed: deadlineMs } },
      secrets: { VITALPROOF_KEY: key },
      lanes: [],
      driven: [loadLane({ name: 'stall', profile: PROFILE, script: 'none' })],
      seed: 5,
      runDir: join(folder, name),
      selected: [],
      catalogue: catalogue.hash,
    });
    const judged = judgedHistory([await judgePart(historyPath, { part: 0, of: 1 })], catalogue);
    return { historyPath, judged };
  } finally {
    await stall?.close();
    await reference.close();
  }
};

const latencies = ({ delays, end }: JudgedHistory) => latenciesOf(delays, end?.lag ?? 0);
const verdictOf = (judged: JudgedHistory, threshold: object): string =>
  judgeThreshold(Threshold.parse(threshold), latencies(judged)).verdict;

// Both wait for deadlines most of the time, and do so together.
describe.concurrent('coordinated omission', () => {
  test('a stall of two seconds is in the latencies of all who were meant to be served meanwhile', async () => {
    const { judged } = await played('stall', DEADLINE_MS, { stallAfter: 250 });
    const all = latencies(judged);
    expect(all.length).toBeGreaterThan(59);
    const stalled = all.filter(({ highMs }) => highMs === null || highMs > STALL_MS / 4);
    // A sender that waits for its answers has one slow message a connection, and sees none of the others.
    expect(stalled.length).toBeGreaterThan(CONNECTIONS);
    // One reading in ten has an item, and where the stall begins the sockets decide: the first item of it is seldom its first
    // reading, and practically always in its first half.
    expect(Math.max(...all.map(({ highMs }) => highMs ?? Number.POSITIVE_INFINITY))).toBeGreaterThan(STALL_MS * 0.5);
    // It is a matter of the threshold, and of no requirement.
    expect(verdictOf(judged, { quantile: 'p95', withinMs: 500 })).not.toBe('PASS');
    expect(judged.verdicts.requirements.find((r) => r.requirement === 'ALR-01')?.counts.broken).toBe(0);
  }, 120_000);
});

describe.concurrent('a system that answers fast and alerts late', () => {
  test('fails, though every message was acknowledged at once', async () => {
    const from = new Map<string, number>();
    const hidden = shownItems((entries) =>
      entries.filter(({ id }) => {
        const at = from.get(id) ?? performance.now() + LATE_DEADLINE_MS * 1.3;
        from.set(id, at);
        return performance.now() >= at;
      }),
    );
    const { judged, historyPath } = await played('late', LATE_DEADLINE_MS, { seams: hidden });
    const ops = readHistorySync(historyPath).filter((l) => l.kind === 'op' && l.act.op === 'reading.submit');
    expect(ops.every((op) => op.kind === 'op' && op.outcome === 'ok')).toBe(true);
    expect(judged.verdicts.requirements.find((r) => r.requirement === 'ALR-01')?.verdict).toBe('FAIL');
    expect(verdictOf(judged, { quantile: 'p50', withinMs: 1000 })).toBe('FAIL');
  }, 120_000);
});
