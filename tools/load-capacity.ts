/**
 * The capacity of the reference on this machine: `npm run -s load:capacity [-- OPTIONS of load capacity]`. Measures the
 * floor (express and a commit alone) first, so that the knee is told as a share of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { floorRate } from './load/floor-rate.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-capacity-'));
try {
  const floor = String(Math.round(await floorRate(folder)));
  const command = ['tsx', 'cli/main.ts', 'load', 'capacity', ...process.argv.slice(2), '--floor', floor];
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  process.exitCode = spawnSync('npx', ['--no-install', ...command], { cwd, stdio: 'inherit' }).status ?? 70;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
