import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Patient } from '../../contract/domain/index.ts';
import { type Catalogue, loadCatalogue, makeCatalogue } from '../../contract/requirements/load.ts';
import type { CanaryLine, HistoryLine, RunLine } from '../history/lines.ts';
import { judgeLines } from '../judge.ts';
import { HistoryBuilder, makeItem } from '../oracle/history-builder.test-helper.ts';
import { parseProfile, type SutProfile } from '../sut/profile.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { attemptLog } from './attempts/log.ts';
import { sha256 } from './canonical.ts';
import { challengeOf } from './challenge.ts';
import type { Given } from './claims.ts';
import { configOf } from './config.ts';
import { NO_SELFTEST, type Selftest } from './environment.ts';
import { conclusionOf, writeBundle } from './write-bundle.ts';

/** Two fixed keys, for tests alone: PKCS #8 of an Ed25519 key is this prefix and 32 bytes. */
const fixedKey = (byte: number): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]),
    format: 'der',
    type: 'pkcs8',
  });
export const SIGN = fixedKey(7);
export const VERIFY = createPublicKey(SIGN);
export const OTHER_SIGN = fixedKey(8);
export const OTHER_VERIFY = createPublicKey(OTHER_SIGN);

export const NONCE = 'nonce-of-a-certifier';
const STARTED_MS = Date.parse('2035-01-01T00:00:00.000Z');
export const NOW_MS = STARTED_MS + 3_600_000;
export const DAY_MS = 86_400_000;

/** The catalogue with nothing in it but these. */
export const catalogueOf = (...ids: readonly string[]): Catalogue =>
  makeCatalogue(
    loadCatalogue()
      .families.map((f) => ({ ...f, requirements: f.requirements.filter((r) => ids.includes(r.id)) }))
      .filter((f) => f.requirements.length > 0),
  );
export const SMALL = catalogueOf('ALR-01', 'LIM-02');

const PROFILE: SutProfile = parseProfile(
  `vitalproof: 1\nname: ACME\nversion: '4.2'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: 'http://127.0.0.1:8080/fhir' }\n`,
  'acme.yaml',
);

export interface Made {
  /** The item comes after so many ms; null: never, which breaks ALR-01. */
  readonly itemMs?: number | null;
  readonly nonce?: string | null;
  readonly catalogue?: Catalogue;
  readonly run?: Partial<RunLine>;
  readonly given?: Partial<Given>;
  readonly key?: KeyObject;
  /** What the verdicts say, where not what the oracle does. */
  readonly forge?: (verdicts: RunVerdicts) => RunVerdicts;
  readonly lines?: (lines: HistoryLine[]) => HistoryLine[];
  /** Another history altogether; then without a nonce. */
  readonly history?: readonly HistoryLine[];
  readonly end?: Parameters<HistoryBuilder['drain']>[0];
  readonly selftest?: Selftest;
  /** The run played no canary. */
  readonly noCanary?: true;
}

/** The build that made a bundle. */
export const BUILD = 'b'.repeat(64);

/** What became of a receiver that tells of a value equal to the limit, which breaks LIM-02. */
const canaryLines = (catalogue: Catalogue): readonly CanaryLine['line'][] => {
  const b = new HistoryBuilder({ run: 'canary', catalogue: catalogue.hash, selected: ['LIM-02'] });
  const order = b.order();
  b.grant();
  const equal = b.reading({ name: 'equal', value: '180' });
  b.wait(20).seen(makeItem(equal, order, 'canary'));
  return b
    .drain()
    .flatMap((line) => (['run', 'op', 'seen', 'end'].includes(line.kind) ? [line as CanaryLine['line']] : []));
};

/** The same history with a canary before its end. */
const withCanary = (lines: readonly HistoryLine[], catalogue: Catalogue): HistoryLine[] => {
  const end = lines.at(-1);
  if (end?.kind !== 'end') return [...lines];
  const canary = canaryLines(catalogue).map((line, i): CanaryLine => ({ kind: 'canary', seq: end.seq + i, line }));
  return [...lines.slice(0, -1), ...canary, { ...end, seq: end.seq + canary.length }];
};

const historyOf = (made: Made, attempt: number, wire: readonly string[]): HistoryLine[] => {
  const { itemMs = 40, nonce = NONCE, catalogue = SMALL } = made;
  const derived = nonce === null ? { seed: 1, keys: 'AAAA' } : challengeOf(nonce, 1, attempt);
  const name = `MRN${derived.keys}-1`;
  const b = new HistoryBuilder({
    run: `run-${attempt}`,
    harness: 'vitalproof 0.1.0',
    sut: { name: 'ACME', version: '4.2' },
    catalogue: catalogue.hash,
    scope: ['alerts'],
    ports: (['readings-in', 'inbox'] as const).map((port) => ({ port, served: ['fhir'] })),
    selected: catalogue.requirements.map((r) => r.id),
    seed: derived.seed,
    ...made.run,
  });
  const patient: Patient = {
    identifier: { system: 'urn:oid:2.999.1.1', value: name },
    family: 'Testpatient',
    given: 'Anna',
    birthDate: '1970-01-01',
    gender: 'female',
  };
  const known = b.op({ op: 'person.patient', patient });
  b.lines[b.lines.indexOf(known)] = { ...known, wire: { request: wire[0] ?? '', response: wire[1] ?? '' } };
  const order = b.order({ patient: name });
  b.grant('glucose', name);
  b.reading({ name: 'equal', value: '180', patient: name });
  const above = b.reading({ name: 'above', value: '181', patient: name });
  if (itemMs !== null) b.wait(itemMs).seen(makeItem(above, order, 'i'));
  const drained = b.drain(made.end);
  const lines = made.noCanary === true ? drained : withCanary(drained, catalogue);
  return made.lines?.(lines) ?? lines;
};

/** Somebody else's history as a run of ACME. */
const retold = (lines: readonly HistoryLine[], catalogue: Catalogue, attempt: number): HistoryLine[] =>
  lines.map((line) =>
    line.kind === 'run'
      ? {
          ...line,
          run: `run-${attempt}`,
          harness: 'vitalproof 0.1.0',
          sut: { name: 'ACME', version: '4.2' },
          catalogue: catalogue.hash,
          seed: 1,
          selected: catalogue.requirements.map((r) => r.id),
        }
      : line,
  );

/** Writes a whole bundle of a made-up run below `folder`, which holds the log of attempts too. Returns where it lies. */
export const makeBundle = async (folder: string, made: Made = {}): Promise<string> => {
  const { nonce = made.history === undefined ? NONCE : null, catalogue = SMALL, key = SIGN } = made;
  const role = made.history?.[0]?.kind === 'run' ? (made.history[0].role ?? 'receiver') : 'receiver';
  const log = attemptLog(join(folder, 'attempts'), { role, sut: 'ACME', nonce });
  const attempt = log.next();
  const runDir = join(folder, `run-${attempt}`);
  mkdirSync(join(runDir, 'wire'), { recursive: true });
  const texts = ['POST /fhir/Patient HTTP/1.1', 'HTTP/1.1 201 Created'];
  const wire = texts.map((text) => sha256(text));
  texts.forEach((text, i) => writeFileSync(join(runDir, 'wire', wire[i] ?? ''), text));
  const lines = made.history === undefined ? historyOf(made, attempt, wire) : retold(made.history, catalogue, attempt);
  const text = lines.map((l) => `${JSON.stringify(l)}\n`).join('');
  writeFileSync(join(runDir, 'history.ndjson'), text);
  const judged = await judgeLines(lines, catalogue);
  const verdicts = made.forge?.(judged) ?? judged;
  const at = '2035-01-01T00:00:00Z';
  log.begun(attempt, { at, run: `run-${attempt}`, version: '4.2' });
  const given: Given = {
    sut: { name: 'ACME', version: '4.2' },
    evidence: 'self-attested',
    waivers: [],
    nonce,
    seed: 1,
    attempt,
    run: `run-${attempt}`,
    harness: 'vitalproof 0.1.0',
    issued: '2035-01-01T00:10:00Z',
    expires: '2036-01-01T00:00:00Z',
    ...made.given,
  };
  const last = lines.at(-1);
  const facts = { run: lines[0] as RunLine, end: last?.kind === 'end' ? last : undefined };
  const { certified } = conclusionOf({ given, facts, verdicts, catalogue, log: log.entries() });
  const failed = verdicts.requirements.filter((r) => r.verdict === 'FAIL').length;
  log.ended(attempt, { at, verdict: verdicts.verdict, failed, certified, history: sha256(text) });
  const bundle = join(runDir, 'certificate');
  await writeBundle(
    bundle,
    {
      given,
      verdicts,
      catalogue,
      runDir,
      config: configOf(PROFILE),
      environment: {
        format: 1,
        harness: 'vitalproof 0.1.0',
        build: BUILD,
        commit: null,
        lockfile: null,
        node: 'v24',
        platform: 'linux x64',
        cores: 2,
        memoryBytes: 1,
      },
      selftest: made.selftest ?? NO_SELFTEST,
      log: log.entries(),
    },
    key,
  );
  return bundle;
};
