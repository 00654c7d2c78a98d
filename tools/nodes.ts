import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The exit code of a check whose tools this machine does not have. */
export const UNREACHABLE = 69;

const own = process.versions.node.split('.')[0] ?? '';

/**
 * The program of a major version of Node: this process's own where it is that, else from npm into a folder. Undefined, and said,
 * where it cannot be had.
 */
export const nodeOf = (major: string, folder: string): string | undefined => {
  if (major === own) return process.execPath;
  const prefix = join(folder, major);
  const npm = spawnSync(
    'npm',
    ['install', '--silent', '--no-audit', '--no-fund', '--no-save', '--prefix', prefix, `node@${major}`],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const program = join(prefix, 'node_modules', 'node', 'bin', 'node');
  const version = npm.status === 0 ? spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout : undefined;
  if (version?.startsWith(`v${major}.`) === true) return program;
  console.log(`Node ${major} cannot be had from npm on this machine: not run`);
  return undefined;
};
