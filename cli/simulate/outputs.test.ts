import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commandLine } from '../command-line.test-helper.ts';
import { simulate as command } from '../commands/simulate.ts';
import { runProgram } from '../program.ts';
import { withOutputs } from './outputs.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const interrupt = (): void => void process.emit('SIGINT', 'SIGINT');
const simulate = (...argv: string[]) => commandLine(() => ({}))('simulate', ...argv);
/** Interrupts as soon as something is being written here. */
const interruptWhenBegun = (): void => {
  if (readdirSync(folder).some((name) => name.endsWith('.part'))) interrupt();
  else setImmediate(interruptWhenBegun);
};

test('an interrupt is heard also where every write is done at once, and leaves no file', async () => {
  const io = { write: async () => true };
  let written = 0;
  const interrupted = withOutputs({ out: '-', truth: join(folder, 't') }, io, async ({ out, truth }) => {
    await truth?.write('true');
    setImmediate(interrupt);
    for (; written < 10_000; written++) await out?.write('x');
    return { value: 'done', whole: true };
  });
  await expect(interrupted).rejects.toMatchObject({ exitCode: 75 });
  expect(written).toBeLessThan(10);
  expect(readdirSync(folder)).toEqual([]);
});

test('an interrupt of an import, or while the patients are written, leaves no file', async () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `2026-01-01T08:00:00Z,100,mg/dL,r${i}`);
  const [csv, mapping] = [join(folder, 'a.csv'), join(folder, 'm.yaml')];
  writeFileSync(csv, ['time,value,unit,id', ...rows, ''].join('\n'));
  writeFileSync(mapping, 'columns: { time: time, value: value, unit: unit, identifier: id }\n');
  const imported = ['--import', csv, '--as', 'csv', '--mapping', mapping, '--out', join(folder, 'o')];
  const people = ['--archetype', 'hf-stable', '--patients', '3000', '--days', '1', '--people', join(folder, 'p')];
  for (const argv of [imported, people]) {
    setImmediate(interruptWhenBegun);
    expect(await simulate(...argv)).toMatchObject({ code: 75, out: '' });
    expect(readdirSync(folder).toSorted()).toEqual(['a.csv', 'm.yaml']);
  }
});

test('one place by two names is one place', async () => {
  const out = join(folder, 'x');
  const said = await simulate('--archetype', 'hf-stable', '--out', out, '--truth', relative('.', out));
  expect(said).toMatchObject({ code: 64, err: expect.stringContaining('two outputs go to one place') });
  expect(existsSync(out)).toBe(false);
});

test.each([{ how: [] }, { how: ['--pace', '1000000'] }])(
  'the truth of a stream whose reader has gone is not kept as if it were whole: simulate $how',
  async ({ how }) => {
    const gone = {
      out: () => undefined,
      err: () => undefined,
      live: () => undefined,
      write: async () => false,
      outIsTty: false,
      liveIsTty: false,
      columns: 80,
      env: {},
    };
    const argv = ['simulate', '--archetype', 'hf-stable', '--days', '3', '--truth', join(folder, 't'), ...how];
    expect(await runProgram(argv, [command], gone)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  },
);
