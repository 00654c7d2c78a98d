import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const HELPER = fileURLToPath(new URL('ask.test-helper.ts', import.meta.url));
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];
const PYTHON = 'python3';
const hasPty = process.platform !== 'win32' && spawnSync(PYTHON, ['-c', 'import pty']).status === 0;

/** Runs a command at a terminal of its own, types an answer to each question, and prints all that the terminal showed. */
const TYPIST = `
import os, pty, sys
answers, command = sys.argv[1].split(','), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown, typed = b'', 0
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    shown += more
    while typed < len(answers) and shown.count(b'cannot tell: ') > typed:
        os.write(terminal, answers[typed].encode() + b'\\r')
        typed += 1
os.waitpid(pid, 0)
sys.stdout.buffer.write(shown)
`;

const output = async (command: string, args: readonly string[]): Promise<string> => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => child.once('close', resolve));
  return Buffer.concat(chunks).toString('utf8');
};

test.skipIf(!hasPty)(
  'an operator at a real terminal is asked one thing after the other, and what is typed is what became of it (needs python3)',
  async () => {
    const answers = 'done by hand,refused limits-missing no such field,unknown';
    const shown = await output(PYTHON, ['-c', TYPIST, answers, process.execPath, ...LOADER, HELPER]);
    expect(shown).toContain('SAID ok done by hand | refused limits-missing no such field | unknown unknown');
    expect(shown.match(/Enter when it is done/g)).toHaveLength(3);
    expect(shown.indexOf('two')).toBeGreaterThan(shown.indexOf('one'));
  },
  30_000,
);

test('where nobody sits at a terminal nobody is asked', async () => {
  expect(await output(process.execPath, [...LOADER, HELPER])).toContain('SAID nobody is there');
}, 30_000);
