import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { HASH } from '../../conformance/certificate/canonical.ts';
import { NONCE } from '../../conformance/certificate/challenge.ts';
import { isOfBuild, NO_SELFTEST, Scores, type Selftest } from '../../conformance/certificate/environment.ts';
import { EVIDENCE, type EvidenceClass } from '../../conformance/certificate/statement.ts';
import { holdingAt, loadWaivers, type Waiver } from '../../conformance/certificate/waivers.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { type Arguments, type Option, usageProblem } from '../arguments.ts';
import type { Io } from '../io.ts';
import { buildDigest } from '../build-digest.ts';
import { HARNESS } from './harness.ts';
import { givenSigningKey, SIGNING_KEY } from './key-file.ts';

/** What is signed and how. */
export const SIGNING = {
  key: { value: 'FILE', help: `private Ed25519 key to sign a certificate with (or in ${SIGNING_KEY})` },
  nonce: { value: 'TEXT', help: "the certifier's nonce, mixed into every seed and every patient's identifier" },
  evidence: { value: 'CLASS', help: `who answers for what was seen: ${EVIDENCE.join(', ')} (self-attested)` },
  waivers: { value: 'FILE', help: 'what does not keep a certificate from being given, with reasons and until when' },
  selftest: { value: 'FILE', help: 'scores of the self-test of this harness, JSON' },
  'sut-digest': { value: 'HEX', help: 'SHA-256 of the system under test, where it is known' },
  valid: { value: 'DAYS', help: 'how long the certificate is valid (365)' },
  out: { value: 'FOLDER', help: 'where the bundle is written (certificate/ in the folder of the run)' },
} as const satisfies Readonly<Record<string, Option>>;

/** The same, read. */
export interface Signing {
  readonly key: KeyObject;
  readonly nonce: string | null;
  readonly evidence: EvidenceClass;
  readonly waivers: readonly Waiver[];
  readonly selftest: Selftest;
  readonly digest: string | undefined;
  readonly days: number;
  readonly out: string | undefined;
}

const MAX_DAYS = 3650;
const YEAR = 365;
const MAX_SCORES = 8 * 1024 * 1024;

const readScores = (file: string): ReturnType<typeof Scores.parse> => {
  try {
    const text = readFileSync(file, 'utf8');
    if (text.length > MAX_SCORES) throw new Error('too long');
    return Scores.parse(JSON.parse(text));
  } catch {
    throw new InputProblem('these are no scores', { file }, 'what vitalproof selftest wrote, JSON of at most 8 MB');
  }
};

const scoresOf = (file: string | undefined): Selftest => {
  if (file === undefined) return NO_SELFTEST;
  const scores = readScores(file);
  const own = { harness: HARNESS, build: buildDigest() };
  if (!isOfBuild(scores, own))
    throw new InputProblem(
      `these are scores of another build: ${scores.harness}, ${scores.build}`,
      { file },
      `those of this one: ${own.harness}, ${own.build}`,
      { advice: `vitalproof selftest --out ${file}` },
    );
  return { format: 1, given: true, scores };
};

const nonceOf = (args: Arguments): string | null => {
  const nonce = args.text('nonce');
  if (nonce === undefined) return null;
  if (!NONCE.test(nonce))
    throw usageProblem(
      '--nonce is not usable',
      '8 to 128 letters, digits and any of . _ ~ -',
      'ask the certifier for one',
    );
  return nonce;
};

/** A waiver that would be passed over is refused: a run is played for it, and no certificate comes of that. */
const waiversOf = (file: string): readonly Waiver[] => {
  const waivers = loadWaivers(file);
  const catalogue = loadCatalogue();
  const nowMs = performance.timeOrigin + performance.now();
  for (const [at, waiver] of waivers.entries()) {
    const place = { file, path: `waivers[${at}]` };
    if ('requirement' in waiver && catalogue.byId(waiver.requirement) === undefined)
      throw new InputProblem(`there is no requirement ${waiver.requirement}`, place, 'an id of the catalogue', {
        advice: 'vitalproof list requirements',
      });
    if (holdingAt([waiver], nowMs).length === 0)
      throw new InputProblem(`this waiver ended on ${waiver.until}`, place, 'an instant that is to come');
  }
  return waivers;
};

/**
 * Reads what a certificate is signed with; undefined where no key is given, and then nothing else of it may be. Throws
 * InputProblem before anything is run.
 */
export const signingOf = (args: Arguments, io: Io): Signing | undefined => {
  const key = givenSigningKey(args.text('key'), io);
  const others = Object.keys(SIGNING).filter((option) => option !== 'key' && args.text(option) !== undefined);
  if (key === undefined) {
    if (others.length === 0) return undefined;
    throw usageProblem(
      `--${others[0]} is for a certificate, and no key to sign it with is given`,
      '--key FILE',
      'vitalproof keygen NAME',
    );
  }
  const evidence = EVIDENCE.find((name) => name === (args.text('evidence') ?? 'self-attested'));
  if (evidence === undefined)
    throw usageProblem(`--evidence ${args.text('evidence')} is not known`, EVIDENCE.join(', '));
  const nonce = nonceOf(args);
  if (evidence !== 'self-attested' && nonce === null)
    throw usageProblem(
      `--evidence ${evidence} needs a nonce`,
      '--nonce TEXT, of the certifier: without it any old run would do',
    );
  const waivers = args.text('waivers');
  if (waivers !== undefined && evidence === 'self-attested')
    throw usageProblem('nobody waives for himself', '--waivers with --evidence witnessed or lab');
  const digest = args.text('sut-digest');
  if (digest !== undefined && !HASH.test(digest))
    throw usageProblem('--sut-digest is not usable', 'SHA-256, 64 lower-case hexadecimal digits');
  return {
    key,
    nonce,
    evidence,
    waivers: waivers === undefined ? [] : waiversOf(waivers),
    selftest: scoresOf(args.text('selftest')),
    digest,
    days: args.whole('valid', YEAR, 1, MAX_DAYS),
    out: args.text('out'),
  };
};
