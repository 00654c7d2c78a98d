import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../../conformance/certificate/canonical.ts';
import type { Environment } from '../../conformance/certificate/environment.ts';
import { buildDigest } from '../build-digest.ts';
import { VERSION } from '../version.ts';

/** The folder of this package: from a checkout two levels up, compiled three. */
const ROOTS = ['../../', '../../../'].map((up) => fileURLToPath(new URL(up, import.meta.url)));

const firstOf = <T>(read: (root: string) => T): T | null => {
  for (const root of ROOTS) {
    try {
      return read(root);
    } catch {
      // The other place, or none: then it is not known.
    }
  }
  return null;
};

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The commit of this checkout, `+changes` where something in it is not committed. Of a package: not known. */
const commitOf = (root: string): string => {
  // A package below the repository of somebody else must not be taken for it.
  if (realpathSync(git(root, 'rev-parse', '--show-toplevel')) !== realpathSync(root))
    throw new Error('another repository');
  const changed = git(root, 'status', '--porcelain', '--untracked-files=no') !== '';
  return `${git(root, 'rev-parse', 'HEAD')}${changed ? '+changes' : ''}`;
};

/** `vitalproof 0.1.0`: what histories and certificates are signed off with. */
export const HARNESS = `vitalproof ${VERSION}`;

/** What this harness runs on, as a bundle says it. */
export const harnessEnvironment = (): Omit<Environment, 'lagNs' | 'lagP999Ns'> => ({
  format: 1,
  harness: HARNESS,
  build: buildDigest(),
  commit: firstOf(commitOf),
  lockfile: firstOf((root) => sha256(readFileSync(join(root, 'package-lock.json')))),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
  cores: Math.max(1, cpus().length),
  memoryBytes: totalmem(),
});
