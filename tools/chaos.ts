/**
 * Seeded chaos against the reference: `RUNS` runs (25) from `SEED` (1) on, `WIDTH` at a time (2); with `--postgres` two
 * processes that share one database, and that restarted too. Each run has a plan of its own, a system of its own and a
 * history of its own, judged by the one oracle. Prints a line a run, the sums, and for a run that did not pass where its
 * history is and how to play it again. Exit code 1 when one did not pass, 69 where there is no PostgreSQL.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chaosLane } from '../conformance/chaos/chaos-lane.ts';
import { judgeHistory } from '../conformance/judge.ts';
import { runLanes } from '../conformance/runner/run.ts';
import { sideBySide } from '../conformance/runner/side-by-side.ts';
import { referenceProfile } from '../conformance/sut/profile.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import { loadCatalogue } from '../contract/requirements/load.ts';
import { type Cluster, noPostgres, startCluster } from '../reference-impl/store/postgres/cluster.test-helper.ts';
import { startSystem } from './chaos/systems.ts';

const KEY = 'VITALPROOF_CHAOS_KEY';
const KEY_BYTES = 32;
const FAULTS_MS = 4000;
const PATIENTS = 12;
const RATE_PER_SECOND = 20;

/** What one run came to. */
interface Run {
  readonly seed: number;
  readonly verdicts: RunVerdicts;
  readonly folder: string;
  readonly done: ReadonlyMap<string, number>;
  readonly seconds: number;
}

const catalogue = loadCatalogue();

/**
 * A reservation (a deadline used for more than four fifths, in an outage) breaks nothing. A lane that was not judged passes
 * nothing, whatever the harness's own lanes say.
 */
const hasPassed = ({ verdict, lanes }: RunVerdicts): boolean => {
  const own = lanes.find(({ lane }) => lane === 'chaos')?.verdict;
  return [verdict, own].every((one) => one === 'PASS' || one === 'WARN');
};

/** A whole number of an option. Throws RangeError: no run at all would pass. */
const whole = (name: string, text: string, least: number): number => {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new RangeError(`--${name} ${text}: a whole number from ${least}, such as --${name} 25`);
};

const playOne = async (seed: number, cluster: Cluster | undefined): Promise<Run> => {
  const folder = mkdtempSync(join(tmpdir(), `vitalproof-chaos-${seed}-`));
  const tokenKey = randomBytes(KEY_BYTES).toString('hex');
  const begun = performance.now();
  const system = await startSystem(folder, tokenKey, seed, cluster);
  const [first, last] = [system.children[0], system.children.at(-1)];
  if (first === undefined || last === undefined) throw new Error('there is no system');
  const secrets = { [KEY]: tokenKey };
  let done: Run['done'] = new Map();
  try {
    const { historyPath } = await runLanes({
      profile: referenceProfile({ fhirBase: first.fhirBase, hl7: last.hl7, keyVariable: KEY, portal: true }),
      secrets,
      lanes: [],
      seed,
      selected: [],
      runDir: join(folder, 'run'),
      driven: [
        chaosLane({
          seed,
          faultsMs: FAULTS_MS,
          patients: PATIENTS,
          ratePerSecond: RATE_PER_SECOND,
          secrets,
          deeds: system.deeds,
          performed: (_plan, performed) => {
            done = performed;
          },
        }),
      ],
    });
    const verdicts = await judgeHistory(historyPath, catalogue);
    return { seed, verdicts, folder, done, seconds: (performance.now() - begun) / 1000 };
  } finally {
    await system.end();
  }
};

const tell = ({ seed, verdicts, folder, done, seconds }: Run): void => {
  const acts = [...done].map(([what, many]) => `${what} ${many}`).join(', ');
  console.log(`seed ${seed}: ${verdicts.verdict}, ${seconds.toFixed(1)} s; ${acts}`);
  if (hasPassed(verdicts)) {
    rmSync(folder, { recursive: true });
    return;
  }
  for (const { gate, verdict, reason } of verdicts.gates)
    if (verdict !== 'PASS' && verdict !== 'NOT_APPLICABLE') console.log(`  ${gate} ${verdict}: ${reason}`);
  for (const { requirement, verdict, reason } of verdicts.requirements)
    if (verdict !== 'PASS' && verdict !== 'NOT_RUN') console.log(`  ${requirement} ${verdict}: ${reason}`);
  console.log(`  history: ${join(folder, 'run', 'history.ndjson')}; again: npm run chaos -- --runs 1 --seed ${seed}`);
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '25' },
      seed: { type: 'string', default: '1' },
      width: { type: 'string', default: '2' },
      postgres: { type: 'boolean', default: false },
    },
  });
  if (values.postgres && noPostgres !== undefined) {
    console.error(noPostgres);
    return 69;
  }
  const seeds = Array.from({ length: whole('runs', values.runs, 1) }, (_, i) => whole('seed', values.seed, 0) + i);
  const all: Run[] = [];
  await sideBySide(seeds, whole('width', values.width, 1), async (seed) => {
    // A database server of its own for each: it is restarted in the midst of the run.
    const cluster = values.postgres ? await startCluster() : undefined;
    try {
      const run = await playOne(seed, cluster);
      all.push(run);
      tell(run);
    } finally {
      await cluster?.remove();
    }
  });
  const sums = new Map<string, number>();
  for (const { done } of all) for (const [what, many] of done) sums.set(what, (sums.get(what) ?? 0) + many);
  console.log([...sums].map(([what, many]) => `${what} ${many}`).join(', '));
  const passed = all.filter(({ verdicts }) => hasPassed(verdicts)).length;
  console.log(
    `chaos ${passed}/${seeds.length}${values.postgres ? ', two processes on PostgreSQL' : ', one process on SQLite'}`,
  );
  return passed === seeds.length ? 0 : 1;
};

process.exitCode = await main();
