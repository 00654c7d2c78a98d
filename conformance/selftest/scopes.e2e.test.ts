import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import { serveFhir } from '../../examples/adapter-typescript/fhir-adapter.ts';
import type { RunningAdapter } from '../../examples/adapter-kit/vitalproof-adapter.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { checks } from '../checks/index.ts';
import type { OpLine } from '../history/lines.ts';
import { readHistorySync } from '../history/reader.ts';
import { judgeHistory } from '../judge.ts';
import { runLanes } from '../runner/run.ts';
import { claimOf } from '../scopes/claim.ts';
import { parseProfile } from '../sut/profile.ts';

const KEY = 'a key for tests alone, with more than thirty-two bytes';
const catalogue = loadCatalogue();
let folder: string;
let reference: RunningReference;
let adapter: RunningAdapter;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitalproof-ports-'));
  reference = await startReference({ databasePath: ':memory:', tokenKey: KEY, policies: { portal: 'required' } });
  adapter = await serveFhir(reference.fhirBase, KEY);
});
afterAll(async () => {
  await adapter.close();
  await reference.close();
  rmSync(folder, { recursive: true, force: true });
});

const opsOf = (path: string, name: OpLine['act']['op']): OpLine[] =>
  readHistorySync(path).filter((line): line is OpLine => line.kind === 'op' && line.act.op === name);

const HEAD =
  `vitalproof: 1\nname: The reference\nversion: '1'\nrole: receiver\nscope: [${RECEIVER_SCOPES.join(', ')}]\n` +
  'environment: test\nclock: patient\nvisibilityLag: 250ms\ndeadlines: { critical: 1s, other: 1s, filed: 1s }\n';

/** What a system of that kind has not: it applies to no such system, and says so by name. */
const LACKS: Readonly<Record<string, readonly string[]>> = {
  // Neither was told where to send alerts. An order that went as a message is not read back; whoever subscribes sends readings
  // as FHIR; no login, no address outside.
  hl7v2: ['ALR-25', 'ALR-26', 'ALR-27', 'FHR-04', 'ORD-10', 'SEC-03', 'SEC-04'],
  // Marks of a test are judged where a message has them.
  'port-protocol': ['ALR-25', 'ALR-26', 'ALR-27', 'RDG-17'],
};

test.each<[string, string, () => string]>([
  [
    'orders and readings by HL7 v2 alone, everything else over FHIR',
    'hl7v2',
    () =>
      `fhir: { base: '${reference.fhirBase}' }\nhl7: { host: 127.0.0.1, port: ${reference.hl7.port} }\n` +
      "access: { mode: jwt-hs256, key: '${KEY}' }\nports: { orders: hl7v2, readings-in: hl7v2 }\n",
  ],
  ['everything through an adapter', 'port-protocol', () => `adapter: { base: '${adapter.base}' }\n`],
])('the reference passes every check of every scope: %s', async (_what, wire, lines) => {
  const profile = parseProfile(HEAD + lines(), `${wire}.yaml`);
  const { inside, missing } = claimOf(profile, catalogue);
  // What stops the system needs the port process, which these profiles leave out (cli/process-port.e2e.test.ts plays it).
  const picked = checks.filter((c) => c.requirement !== 'ALR-05' && inside.some((r) => r.id === c.requirement));
  expect(picked.length).toBeGreaterThan(40);
  const { historyPath } = await runLanes({
    profile,
    secrets: { KEY },
    lanes: picked.flatMap((c) =>
      c.scenario.bindings.map((binding) => ({ scenario: c.scenario, binding, requirements: [c.requirement] })),
    ),
    seed: 1,
    runDir: join(folder, wire),
    selected: picked.map((c) => c.requirement),
    missing,
    catalogue: catalogue.hash,
  });
  const { verdict, requirements } = await judgeHistory(historyPath, catalogue);
  const own = requirements.filter((r) => picked.some((c) => c.requirement === r.requirement));
  const others = own.filter((r) => r.verdict !== 'PASS');
  expect(
    others.filter((r) => r.verdict !== 'NOT_APPLICABLE').map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`),
  ).toEqual([]);
  expect(others.map((r) => r.requirement).toSorted()).toEqual(LACKS[wire]);
  expect(verdict).toBe('PASS');
  const vias = new Set(opsOf(historyPath, 'reading.submit').map((op) => op.via));
  expect(vias).toEqual(new Set([wire]));
});
