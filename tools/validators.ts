/**
 * Proof by others: every FHIR resource the reference returns, by HAPI's R4 instance validator; every HL7 v2 message that is
 * emitted, by HAPI's HL7 v2 parser in strict mode. `npm run validators` records what leaves the reference in the end-to-end
 * tests and plays the standard scenarios; with `-- --recorded DIR` it takes what a test run with VITALPROOF_WIRE=DIR and the
 * latest run have left. Exit code 0: no error, and nothing went unjudged; 1: an error; 69: no JDK or Maven here. See
 * docs/validators.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeBroken } from './validators/broken.ts';
import { coverage } from './validators/coverage.ts';
import { writeGenerated } from './validators/generated.ts';
import { sortHarnessWire } from './validators/harness-wire.ts';
import { buildJava, judge, NotHere } from './validators/java.ts';
import { writeRefusals } from './validators/refusals.ts';
import { writeDefinitions } from './validators/write-definitions.ts';

const CACHE = '.cache/validators';
const LATEST = 'reports/runs/latest/wire';
const at = (name: string): string => join(CACHE, name);

const must = (what: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void => {
  const run = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.status !== 0) throw new Error(`${what} failed:\n${run.stdout}${run.stderr}`);
};

/** Everything that leaves the reference in its end-to-end tests; gives the folder. */
const record = (): string => {
  const dir = at('wire');
  const suites = [
    'reference-impl/api',
    'reference-impl/every',
    'reference-impl/server',
    'reference-impl/subscriptions',
  ];
  must('the end-to-end tests', 'npx', ['vitest', 'run', '--project', 'e2e', ...suites], {
    VITALPROOF_WIRE: join(process.cwd(), dir),
    FUZZ_SEED: process.env['FUZZ_SEED'] ?? '1',
  });
  must('the standard run', 'npm', ['start', '--silent']);
  return dir;
};

const prove = (classPath: string, recorded: string): boolean => {
  const [harness, written, broken] = [at('harness'), at('written'), at('broken')];
  writeDefinitions(at('definitions'));
  sortHarnessWire(LATEST, harness);
  writeGenerated(written);
  writeRefusals(join(written, 'refusals'));
  const wire = [recorded, harness];
  const all = [...wire, written, join(written, 'refusals')];
  const below = (kind: string, folders: readonly string[]): readonly string[] =>
    folders.map((folder) => join(folder, kind));
  const runs = { fhir: ['fhir', at('definitions')], hl7v2: ['hl7v2'] } as const;
  const wrong = writeBroken(broken);
  let isProved = true;
  for (const kind of ['fhir', 'hl7v2'] as const) {
    const refused = judge(classPath, [...runs[kind], join(broken, kind)]);
    console.log(`${kind}: ${refused.faulty} of ${wrong[kind]} that are wrong on purpose were refused`);
    if (refused.faulty !== wrong[kind]) console.log(refused.lines.join('\n'));
    const judged = judge(classPath, [...runs[kind], ...below(kind, all)]);
    console.log(judged.lines.map((line) => `  ${line}`).join('\n'));
    console.log(`${kind}: ${judged.files} judged, ${judged.faulty} with errors, ${judged.seconds} s`);
    isProved &&= refused.faulty === wrong[kind] && judged.faulty === 0;
  }
  const { demanded, missing, writtenAlone } = coverage(wire, [written, join(written, 'refusals')]);
  console.log(`of ${demanded} types, refusals and answers ${demanded - missing.length} were judged`);
  console.log(`of these written by the encoder alone, by no test on a wire: ${writtenAlone.join(', ') || 'none'}`);
  if (missing.length > 0) console.log(`never judged: ${missing.join(', ')}`);
  return isProved && missing.length === 0;
};

const [option, given] = process.argv.slice(2);
try {
  if (option !== undefined && (option !== '--recorded' || given === undefined))
    throw new Error('usage: npm run validators [-- --recorded DIR]');
  const begun = performance.now();
  for (const name of ['harness', 'written', 'broken', 'definitions', ...(given === undefined ? ['wire'] : [])])
    rmSync(at(name), { recursive: true, force: true });
  const classPath = buildJava(CACHE);
  console.log(`HAPI is here after ${Math.round((performance.now() - begun) / 1000)} s`);
  const recorded = given ?? record();
  for (const folder of [recorded, LATEST])
    if (!existsSync(folder)) throw new Error(`there is no ${folder}: record first, or leave out --recorded`);
  process.exitCode = prove(classPath, recorded) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof NotHere ? 69 : 1;
}
