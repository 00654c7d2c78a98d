/**
 * Same seed, same bytes: the pinned runs under Node 22, 24 and 26, in other time zones and languages, by one worker and
 * by several, against simulator/pinned.json. The other Nodes come from npm into a temporary folder. Exit 0: all alike; 1: some
 * differ, and which; 69: a Node cannot be had here. UPDATE_PINS=1 writes what this Node makes into the file first.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeOf, UNREACHABLE } from './nodes.ts';

type Hashes = Readonly<Record<string, string>>;

const PINS = 'simulator/pinned.json';
/** One a major version of Node, each different in everything else that must not matter. */
const PLACES = [
  { node: '22', workers: 2, env: { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' } },
  { node: '24', workers: 1, env: { TZ: 'Pacific/Apia', LC_ALL: 'C' } },
  { node: '26', workers: 3, env: { TZ: 'America/St_Johns', LC_ALL: 'de_DE.UTF-8' } },
];

const run = promisify(execFile);

const hashesBy = async (program: string, workers: number, env: Record<string, string>): Promise<Hashes> => {
  const { stdout } = await run(program, ['--no-warnings', 'tools/determinism/hashes.ts', String(workers)], {
    env: { ...process.env, ...env },
    maxBuffer: 1 << 24,
  });
  return JSON.parse(stdout) as Hashes;
};

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-nodes-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

if (process.env['UPDATE_PINS'] === '1') {
  const hashes = await hashesBy(process.execPath, 1, { TZ: 'UTC' });
  writeFileSync(PINS, `${JSON.stringify(hashes, undefined, 2)}\n`);
  console.log(`${PINS}: ${Object.keys(hashes).length} runs pinned`);
}
const pinned = JSON.parse(readFileSync(PINS, 'utf8')) as Hashes;
let differing = 0;
for (const { node, workers, env } of PLACES) {
  const program = nodeOf(node, folder);
  if (program === undefined) process.exit(UNREACHABLE);
  const hashes = await hashesBy(program, workers, env);
  const names = [...new Set([...Object.keys(pinned), ...Object.keys(hashes)])];
  const wrong = names.filter((name) => hashes[name] !== pinned[name]);
  differing += wrong.length;
  const where = `Node ${node}, ${env.TZ}, ${workers} worker${workers === 1 ? '' : 's'}`;
  console.log(
    `${where}: ${names.length - wrong.length} of ${names.length} runs as pinned${wrong.length === 0 ? '' : `; not ${wrong.join(', ')}`}`,
  );
}
if (differing > 0) process.exitCode = 1;
