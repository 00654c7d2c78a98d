import { describe, expect, test } from 'vitest';
import { commandProcess, runCommand } from './commands.ts';
import { ProcessProblem } from './process-port.ts';

const node = (code: string): string[] => [process.execPath, '-e', code];
const LONG_MS = 60_000;

describe('a command', () => {
  test('that ends with code 0 has done what it is for', async () => {
    await expect(runCommand('kill', node(''), LONG_MS)).resolves.toBeUndefined();
  });
  test('is passed on as it is: no shell reads it', async () => {
    const code = 'process.exit(process.argv[1] === "$HOME; exit 7" ? 0 : 1)';
    await expect(runCommand('kill', [...node(code), '$HOME; exit 7'], LONG_MS)).resolves.toBeUndefined();
  });
  test.each([
    [
      'ends with another code',
      node('console.error("no such unit"); process.exit(5)'),
      LONG_MS,
      /ended with code 5: no such unit$/,
    ],
    ['is not there', ['/nowhere/to/be/found'], LONG_MS, /cannot be run: .*ENOENT/],
    ['does not end', node('setInterval(() => 0, 1000)'), 50, /did not end within 50 ms$/],
    ['is killed', node('process.kill(process.pid, "SIGKILL")'), LONG_MS, /was ended by SIGKILL$/],
  ])('that %s is a problem that names it', async (_name, argv, within, said) => {
    const failed = runCommand('stop', argv, within);
    await expect(failed).rejects.toThrow(said);
    await expect(failed).rejects.toThrow(/^the command of process\.stop \(/);
    await expect(failed).rejects.toMatchObject({ name: 'ProcessProblem', isLacking: false });
  });
});

describe('the port process by commands', () => {
  const port = commandProcess({ start: node(''), kill: node('process.exit(9)'), within: LONG_MS, ready: 7000 });
  test('starts after stop and kill', async () => {
    await expect(port.up('kill')).resolves.toBeUndefined();
    await expect(port.down('kill')).rejects.toThrow('ended with code 9');
    expect(port.readyWithinMs).toBe(7000);
    expect(port.can).toEqual(['kill']);
  });
  test('sets the clock by a command that is told by how much, and without one has no means to it', async () => {
    const told = (...wanted: readonly string[]) =>
      commandProcess({
        start: node(''),
        kill: node(''),
        clock: [
          ...node(`process.exit(JSON.stringify(process.argv.slice(1)) === '${JSON.stringify(wanted)}' ? 0 : 1)`),
          'to',
        ],
        within: LONG_MS,
        ready: 7000,
      });
    await expect(told('to', '-45000').setClock?.(-45_000)).resolves.toBeUndefined();
    await expect(told('to', '0').setClock?.(0)).resolves.toBeUndefined();
    await expect(told('to', '1').setClock?.(0)).rejects.toThrow('the command of process.clock');
    expect(port.setClock).toBeUndefined();
  });
  test.each([
    ['pause', () => port.down('pause'), 'process.pause'],
    ['resume', () => port.up('pause'), 'process.resume'],
  ] as const)('lacks %s where the profile has no command for it', async (_name, act, named) => {
    const failed = act();
    await expect(failed).rejects.toThrow(`the profile has no command ${named}`);
    await expect(failed).rejects.toSatisfy((error) => error instanceof ProcessProblem && error.isLacking);
  });
});
