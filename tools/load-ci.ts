/**
 * The load run of a CI: `npm run -s load:ci [-- EARLIER_LOAD.json]`. Measures the floor (express and a commit alone) and
 * then plays 100,000 readings of 1,000 patients, by single posts, bundles and MLLP, against the reference; every item is
 * judged. Writes load.json, summary.md and junit.xml to reports/runs/load-ci/. LOAD_CI_PATIENTS=N, LOAD_CI_RATE=N for
 * a smaller machine. Ends with the exit code of the run. An earlier result that is not there is said, and no failure.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { closedLoop } from '../bench/pipeline/load.ts';
import { requestsOf } from '../bench/pipeline/requests.ts';
import { HTTP } from '../bench/pipeline/wire.ts';
import { loadDocument } from '../cli/load/load-sections.ts';
import { LoadResult } from '../conformance/load/result/load-result.ts';
import { readEarlier } from '../conformance/load/result/read-result.ts';
import { documentMarkdown } from '../reports/document/to-markdown.ts';

const WARM_SECONDS = 2;
const SECONDS = 4;
const CONNECTIONS = 64;
const [earlierFile] = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'reports/runs/load-ci');
const whole = (name: string, fallback: number): string => {
  const text = process.env[name] ?? String(fallback);
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is ${text}; expected a whole number from 1`);
  return text;
};

/** Single posts a second that express and a commit take, with nothing done about them. */
const floorRate = async (folder: string): Promise<number> => {
  const serve = join(root, 'bench/pipeline/serve.ts');
  const args = [
    ...process.execArgv,
    serve,
    'floor',
    join(folder, 'floor', 'floor.db'),
    randomBytes(32).toString('hex'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const said = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    if (said.done === true) throw new Error('the floor did not start');
    const { http } = JSON.parse(said.value) as { readonly http: number };
    const patients = Array.from({ length: CONNECTIONS }, (_, n) => `Patient/p${n + 1}`);
    const { single } = requestsOf('F', patients, 'none', Date.now());
    const stimulus = { request: single, isRight: ({ status }: { readonly status: number }) => status === 201 };
    await closedLoop(http, HTTP, stimulus, { connections: CONNECTIONS, seconds: WARM_SECONDS });
    return await closedLoop(http, HTTP, stimulus, { connections: CONNECTIONS, seconds: SECONDS });
  } finally {
    child.stdin.end();
  }
};

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-load-ci-'));
try {
  // Read first: a file that is no result is said before minutes have passed.
  const earlier = earlierFile === undefined ? { missing: 'no earlier result was named' } : readEarlier(earlierFile);
  const singlesPerSecond = Math.round(await floorRate(folder));
  const runs = join(folder, 'runs');
  const size = [
    '--patients',
    whole('LOAD_CI_PATIENTS', 1000),
    '--readings',
    '100',
    '--rate',
    whole('LOAD_CI_RATE', 1200),
  ];
  const command = ['tsx', 'cli/main.ts', 'load', 'steady', '--mix', ...size];
  const played = spawnSync('npx', ['--no-install', ...command], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, VITALPROOF_RUNS: runs },
  });
  const run = readdirSync(runs, { withFileTypes: true }).find((entry) => entry.isDirectory())?.name;
  if (run === undefined) throw new Error('the load left no run behind');
  const result = LoadResult.parse(JSON.parse(readFileSync(join(runs, run, 'load.json'), 'utf8')));
  const withFloor: LoadResult = { ...result, floor: { singlesPerSecond } };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'load.json'), `${JSON.stringify(withFloor, null, 2)}\n`);
  const summary = documentMarkdown(loadDocument(withFloor, earlier));
  writeFileSync(join(out, 'summary.md'), summary);
  cpSync(join(runs, run, 'junit.xml'), join(out, 'junit.xml'));
  console.log(`${summary}\nwritten to ${out}`);
  process.exitCode = played.status ?? 70;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
