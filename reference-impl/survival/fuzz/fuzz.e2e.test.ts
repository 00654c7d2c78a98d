import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import { proveTrail } from '../../audit/prove-trail.ts';
import { type Call, callerOf, readingOf, tokenOf } from '../../crash-run.test-helper.ts';
import { MRN, refOf } from '../scene.test-helper.ts';
import { countsOf, type Kind, KINDS, randomFor, SECRETS } from './case.test-helper.ts';
import { soundReading } from './hl7-message.test-helper.ts';
import { MllpLine } from './lines.test-helper.ts';
import { fuzz, type FuzzOptions, type FuzzReport } from './run.test-helper.ts';
import { type Scene, setScene } from './scene.test-helper.ts';
import { startTarget, type Target } from './target.test-helper.ts';

const CASES = Number(process.env['FUZZ_CASES'] ?? 3000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
/** `fields:20-40`: those cases alone, as a failure names them. */
const ONLY = process.env['FUZZ_ONLY'];
/** Longest time for an answer, and of the processor at one go, ms: far more than either takes on a busy machine. */
const ANSWER_MS = 60_000;
const BLOCK_MS = 2000;
/**
 * What the process may hold more at the end than after the first fifth, after all was let go that can be, bytes: caches of
 * rows and statements fill up to their bounds, and nothing is kept for each thing that was sent. Sixty bytes for each of
 * 200,000 would be found.
 */
const MOST_HELD = 12_000_000;

const casesOf = (): FuzzOptions['cases'] => {
  const counts = countsOf(CASES);
  const [, only, from, to] = /^([a-z]+):(\d+)-(\d+)$/.exec(ONLY ?? '') ?? [];
  const of = (kind: Kind) =>
    only === undefined
      ? { from: 0, count: counts[kind] }
      : { from: Number(from), count: only === kind ? Number(to) - Number(from) : 0 };
  return { mllp: of('mllp'), fields: of('fields'), fhir: of('fhir') };
};

const told = ({ problems, sent, counts, held }: FuzzReport): string => {
  const all = KINDS.reduce((sum, kind) => sum + sent[kind], 0);
  const mb = (bytes: number | undefined): string => `${((bytes ?? 0) / 1e6).toFixed(1)} MB`;
  const [last, blocked] = [held.at(-1), Math.max(...held.map(({ blockedMs }) => blockedMs))];
  return [
    `fuzz: ${all} cases of seed ${SEED}: ${KINDS.map((kind) => `${sent[kind]} ${kind}`).join(', ')}`,
    ...[...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, many]) => `  ${what}: ${many}`),
    `  held after each tenth: ${held.map(({ heapBytes }) => mb(heapBytes)).join(', ')}; resident ${mb(last?.rssBytes)}`,
    `  most time of the processor at one go: ${blocked} ms`,
    ...problems.map(
      ({ kind, cases: [from, to], what, bytes }) =>
        `  ${kind} ${from}-${to}: ${what}\n    again: FUZZ_SEED=${SEED} FUZZ_ONLY=${kind}:${from}-${to} npm run -s fuzz\n    base64: ${bytes}`,
    ),
  ].join('\n');
};

/** What is in order is done still: reading to item, over both wires; and the patient of whom nobody heard is there. */
const isWell = async (target: Target, call: Call, { ids, canary }: Scene): Promise<void> => {
  const reading = { ...readingOf('WELL-FHIR'), patient: MRN('F1') };
  const sent = await call('POST', '/Observation', tokenOf('gateway', MRN('F1')), encodeReading(reading, refOf(ids)));
  expect(sent.status).toBe(201);
  const items = await call('GET', `/Task?focus=${sent.location?.replace(/\/_history.*/, '')}`, tokenOf('ehr'));
  expect(writeLossless(items.json)).toContain('"valueQuantity":{"value":200,');
  const line = await MllpLine.to(target.hl7Port, ANSWER_MS);
  await line.write([frame(soundReading('WELLMLLP', randomFor(SEED, 'cuts', 0)))]);
  expect(String((await line.upTo('WELLMLLP')).last)).toContain('\rMSA|AA|WELLMLLP\r');
  line.socket.destroy();
  // What nobody may hear was there. Who may change it may have: of some ten million messages one names patient and reading rightly.
  const secrets = new Map<string, readonly string[]>([
    [canary.patient, [SECRETS.family, SECRETS.given]],
    [canary.reading, [SECRETS.value]],
    [canary.order, [SECRETS.limit]],
  ]);
  let untouched = 0;
  for (const [reference, words] of secrets) {
    const { json } = await call('GET', `/${reference}`, tokenOf('ehr'));
    const text = writeLossless(json);
    if (!text.includes('"versionId":"1"')) {
      // The gateways of FHIR speak for one patient each, and none of them for this one.
      if (reference === canary.reading) expect(text).toContain('"value":"GATEWAY|HOME"');
      continue;
    }
    untouched += 1;
    for (const word of words) expect(text).toContain(word);
  }
  expect(untouched).toBeGreaterThan(0);
};

/** Some of each is taken and some refused, or nothing has been tried. */
const MET = [
  'mllp AA',
  'mllp AE',
  'mllp AR',
  'fields AA',
  'fields AE',
  'fields AR',
  'fhir 200',
  'fhir 201',
  'fhir 400',
  'fhir 422',
];

test(
  `${ONLY ?? CASES} frames, messages and bodies out of order, seed ${SEED} (FUZZ_CASES, FUZZ_SEED, FUZZ_ONLY): it lives, answers, tells of nobody else and holds no more`,
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'vitalproof-fuzz-'));
    const path = join(directory, 'data', 'reference.db');
    const target = await startTarget(path);
    try {
      const call = callerOf(target.fhirBase);
      const scene = await setScene(call);
      const report = await fuzz(target, scene, {
        seed: SEED,
        cases: casesOf(),
        answerMs: ANSWER_MS,
        blockMs: BLOCK_MS,
        mostBytes: MOST_HELD,
      });
      console.log(told(report));
      expect(report.problems.map(({ kind, cases: [from, to], what }) => `${kind} ${from}-${to}: ${what}`)).toEqual([]);
      if (ONLY === undefined && CASES >= 3000) expect([...report.counts.keys()]).toEqual(expect.arrayContaining(MET));
      await isWell(target, call, scene);
      expect(await target.end()).toBe(true);
    } finally {
      await target.end();
    }
    expect(await proveTrail(path)).toMatchObject({ intact: true });
    const raw = new DatabaseSync(path);
    expect(raw.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    expect(raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    raw.close();
    rmSync(directory, { recursive: true, force: true });
  },
  120_000 + CASES * 10,
);
