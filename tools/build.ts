/**
 * Builds `dist/`, what the packed package runs: compiled JavaScript, types of what may be imported, plus every data file at the
 * same place relative to the code that reads it. Run by `npm pack` (prepack) and `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const DATA = [
  'contract/**/*.{yaml,json}',
  'conformance/**/*.schema.json',
  'scenarios/**/*.{yaml,json}',
  'scenarios/load/*.ts',
  'scenarios/load/shared/*.ts',
  // k6 compiles these by itself, as they are.
  'simulator/load/*.ts',
  'simulator/{random,random-hash,inverse-normal}.ts',
  'scenarios/load/k6/*',
  'reports/**/*.xsd',
  'reference-impl/api/web/assets/*',
];

rmSync('dist', { recursive: true, force: true });
for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
  const tsc = spawnSync('tsc', ['-p', project], { stdio: 'inherit' });
  if (tsc.status !== 0) process.exit(tsc.status ?? 1);
}
// The compiler leaves the names of sources in declarations. They are in a folder of their own, as some sources are shipped, for
// k6, and would be found before the declaration of the same name.
for (const file of globSync('dist/types/**/*.d.ts'))
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(['"]\.{1,2}\/[^'"]*)\.ts(['"])/g, '$1.js$2'));

const files = globSync(DATA, { exclude: ['**/node_modules/**', '**/tsconfig.json', '**/*.test.ts'] });
for (const file of files) {
  const target = join('dist', file);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(file, target);
}
console.log(`dist: compiled, ${files.length} data files`);
