/** What an operator's commands would do: `start`, `stop`, `kill`, `pause` or `resume` `vitalproof serve` in a folder. */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const SIGNALS = { stop: 'SIGINT', kill: 'SIGKILL', pause: 'SIGSTOP', resume: 'SIGCONT' } as const;

const [verb = '', folder = '', port = '', key = ''] = process.argv.slice(2);
const pidFile = join(folder, 'pid');
const pid = (): number => Number(readFileSync(pidFile, 'utf8'));

const isThere = (): boolean => {
  try {
    return process.kill(pid(), 0);
  } catch {
    return false;
  }
};

if (verb === 'start') {
  const loader = process.features.typescript ? [] : ['--import', 'tsx'];
  const child = spawn(process.execPath, [...loader, MAIN, 'serve', '--data', folder, '--fhir-port', port], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, VITALPROOF_TOKEN_KEY: key },
  });
  child.unref();
  writeFileSync(pidFile, String(child.pid));
} else {
  process.kill(pid(), SIGNALS[verb as keyof typeof SIGNALS]);
  if (verb === 'stop' || verb === 'kill') while (isThere()) await setTimeout(10);
}
