/**
 * Builds `dist/`, what the packed package runs: compiled JavaScript, plus every data file at the same place
 * relative to the code that reads it. Run by `npm pack` (prepack) and `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DATA = [
  'contract/**/*.{yaml,json}',
  'conformance/history/*.json',
  'scenarios/**/*.{yaml,json}',
  'scenarios/load/*.ts',
  'scenarios/load/shared/*.ts',
  // k6 compiles these by itself, as they are.
  'simulator/load/*.ts',
  'simulator/{random,random-hash,inverse-normal}.ts',
  'scenarios/load/k6/*',
  'reports/**/*.xsd',
];

rmSync('dist', { recursive: true, force: true });
const tsc = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

const files = globSync(DATA, { exclude: ['**/node_modules/**', '**/tsconfig.json', '**/*.test.ts'] });
for (const file of files) {
  const target = join('dist', file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(file, target);
}
console.log(`dist: compiled, ${files.length} data files`);
