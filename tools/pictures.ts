/**
 * Makes the pictures of the documents anew: `npm run -s docs:pictures`. Each is what a real run writes to a terminal, cut to what
 * there is to see. docs/images/failing-run.svg: the reference with one defect (a mutant of the self-test), found by drawn sequences.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { commands } from '../cli/commands/index.ts';
import type { Io } from '../cli/io.ts';
import { runProgram } from '../cli/program.ts';
import { inclusiveComparison } from '../conformance/selftest/mutants/inclusive-comparison.ts';
import { startReference } from '../reference-impl/server.ts';
import { cutToFailure } from './docs/cut.ts';
import { ROOT } from './docs/documents.ts';
import { terminalSvg } from './docs/terminal-svg.ts';

const PICTURE = join(ROOT, 'docs/images/failing-run.svg');
const SEEN = 'vitalproof properties --seed 1 --path 8 --sut broken.yaml';
const TITLE =
  'A run against a receiver with one defect: the requirement that failed, with what was sent, expected and observed and why, and a counterexample of a few operations that shows it again.';

/** A terminal of 100 columns with colours and without a live line; what it showed. */
const colouredTerminal = (runs: string, key: string): { readonly io: Io; readonly shown: () => string } => {
  let shown = '';
  const io: Io = {
    outIsTty: true,
    live: () => undefined,
    liveIsTty: false,
    columns: 100,
    env: { PATH: process.env['PATH'], VITALPROOF_RUNS: runs, BROKEN_KEY: key },
    out: (text) => void (shown += text.endsWith('\n') ? text : `${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    write: async (text) => {
      shown += typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
      return true;
    },
  };
  return { io, shown: () => shown };
};

/** The reference with one defect, in memory, and a profile of it. */
const startBroken = async (
  folder: string,
  key: string,
): Promise<{ close(): Promise<void>; readonly profile: string }> => {
  const { collaborators = {} } = inclusiveComparison;
  const reference = await startReference({ databasePath: ':memory:', tokenKey: key, collaborators });
  const profile = join(folder, 'broken.yaml');
  writeFileSync(
    profile,
    [
      'vitalproof: 1',
      'name: A receiver with one defect',
      "version: '1'",
      'role: receiver',
      'scope: [alerts, orders, permission, messages, audit]',
      'environment: test',
      `fhir: { base: '${reference.fhirBase}' }`,
      `hl7: { host: ${reference.hl7.host}, port: ${reference.hl7.port} }`,
      "access: { mode: jwt-hs256, key: '${BROKEN_KEY}' }",
      'clock: patient',
      'deadlines: { critical: 1s, other: 1s, filed: 1s, recovery: 1s }',
      'visibilityLag: 250ms',
      '',
    ].join('\n'),
  );
  return { profile, close: () => reference.close() };
};

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-picture-'));
const key = randomBytes(32).toString('hex');
const { close, profile } = await startBroken(folder, key);
try {
  const { io, shown } = colouredTerminal(join(folder, 'runs'), key);
  const code = await runProgram(['properties', '--seed', '1', '--path', '8', '--sut', profile], commands, io);
  if (code !== 1) throw new Error(`a receiver with a defect ended with exit code ${code}, not 1:\n${shown()}`);
  // Paths of this machine are nobody's business: as if it had been called in the folder of the example.
  const places = [relative(process.cwd(), folder), folder].map((place) => `${place}/`);
  const text = places.reduce((said, place) => said.replaceAll(place, ''), shown());
  mkdirSync(join(ROOT, 'docs/images'), { recursive: true });
  if (process.env['PICTURE_TEXT'] !== undefined) writeFileSync(process.env['PICTURE_TEXT'], text);
  writeFileSync(PICTURE, terminalSvg(cutToFailure(text), TITLE, SEEN));
  console.log(relative(process.cwd(), PICTURE));
} finally {
  await close();
  rmSync(folder, { recursive: true, force: true });
}
