/**
 * Runs the commands of the documents as a reader would: block after block, in a folder of their own for each document, with a
 * shell. Words: the documents (all of them). What is not run, and why, is in tools/docs/not-run.ts. A comment
 * `# exit code N` behind a command says how it ends; unsaid, with 0. A command that ends in `&` goes on; the
 * next one waits until its port listens. Exit 0: all ended as they say; 1: some did not.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Document, documents } from './docs/documents.ts';
import { type Placed, shellOf, whyNotRun } from './docs/not-run.ts';
import { freePortsFor, listens, portsIn, withPorts, workshopFor } from './docs/workshop.ts';

const WAIT_MS = 60_000;
const LAST_LINES = 30;
const AT_A_TIME = 2;

interface Room {
  readonly folder: string;
  readonly ports: ReadonlyMap<string, string>;
  readonly running: ChildProcess[];
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

/** One statement in a shell that knows what the statements before it have exported. */
const inShell = (text: string, { folder }: Room): { readonly child: ChildProcess; readonly said: () => string } => {
  const script = `set -o pipefail; [ -f .env ] && . ./.env\n${text}\ncode=$?; export -p > .env; exit $code`;
  const child = spawn('bash', ['-c', script], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(folder, '.bin')}:${process.env['PATH'] ?? ''}`,
      NO_COLOR: '1',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => (said += data.toString('utf8')));
  return { child, said: () => said };
};

/** Starts what goes on beside the others, and waits until it listens. */
const besides = async (text: string, room: Room): Promise<Ended> => {
  const { child, said } = inShell(text.replace(/&\s*$/, ''), room);
  room.running.push(child);
  const until = Date.now() + WAIT_MS;
  for (const port of portsIn(text)) {
    while (!(await listens(port))) {
      if (child.exitCode !== null || Date.now() > until)
        return { code: child.exitCode ?? 1, said: `${said()}nobody listens at ${port}` };
      await pause(50);
    }
  }
  return { code: 0, said: said() };
};

const alone = async (text: string, room: Room): Promise<Ended> => {
  const { child, said } = inShell(text, room);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? 1, said: said() };
};

/** Whether the statement ended as its document says; tells of it. */
const isTrue = async (statement: Placed, room: Room): Promise<boolean> => {
  const { path, line, exitCode, background } = statement;
  const text = withPorts(statement.text, room.ports);
  const started = Date.now();
  const { code, said } = await (background ? besides(text, room) : alone(text, room));
  const head = `${path}:${line}  ${text.split('\n')[0] ?? ''}`;
  if (code === exitCode) {
    console.log(`ok      ${((Date.now() - started) / 1000).toFixed(1)} s  ${head}`);
    return true;
  }
  console.log(`FAILED  ${head}: exit code ${code}, the document says ${exitCode}`);
  console.log(said.trimEnd().split('\n').slice(-LAST_LINES).join('\n'));
  return false;
};

const end = ({ folder, running }: Room): void => {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  rmSync(folder, { recursive: true, force: true });
};

/** How many statements of a document did not end as it says. Those behind one that did not are not tried. */
const failuresIn = async (document: Document): Promise<{ readonly run: number; readonly failed: number }> => {
  const statements = shellOf(document).filter(({ text }) => whyNotRun(text) === undefined);
  if (statements.length === 0) return { run: 0, failed: 0 };
  const ports = await freePortsFor(portsIn(statements.map(({ text }) => text).join('\n')));
  const room: Room = { folder: workshopFor(ports), ports, running: [] };
  writeFileSync(join(room.folder, '.env'), '');
  try {
    for (const [i, statement] of statements.entries())
      if (!(await isTrue(statement, room))) return { run: i + 1, failed: 1 };
    return { run: statements.length, failed: 0 };
  } finally {
    end(room);
  }
};

const wanted = process.argv.slice(2);
const known = documents().filter(
  ({ path }) => !path.startsWith('docs/evidence/') && path !== 'tools/mutation/intro.md',
);
const unknown = wanted.filter((path) => !known.some((document) => document.path === path));
if (unknown.length > 0)
  throw new Error(`no document ${unknown.join(', ')}: ${known.map(({ path }) => path).join(', ')}`);

let run = 0;
let failed = 0;
const left = known.filter(({ path }) => wanted.length === 0 || wanted.includes(path));
const work = async (): Promise<void> => {
  for (let document = left.shift(); document !== undefined; document = left.shift()) {
    const result = await failuresIn(document);
    run += result.run;
    failed += result.failed;
  }
};
// Each has a folder and ports of its own, and waits for its systems most of the time.
await Promise.all(Array.from({ length: AT_A_TIME }, work));
console.log(`documents: ${run} commands run, ${failed} not as they say`);
if (failed > 0) process.exitCode = 1;
