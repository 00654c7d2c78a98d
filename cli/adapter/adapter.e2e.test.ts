import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CALLS_OF } from '../../examples/adapter-kit/vitalproof-adapter.ts';
import { CALLS, PORTS_WITH_CALLS } from '../../contract/wire/ports/calls.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { readFileSync } from 'node:fs';

const KIT = fileURLToPath(new URL('../../examples/adapter-kit/vitalproof_adapter.py', import.meta.url));
const ADAPTER = fileURLToPath(new URL('../../examples/adapter-python/adapter.py', import.meta.url));
const python =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))'], { timeout: 10_000 }).status === 0;
const why = python ? '' : ' (skipped: this machine has no python3 of 3.9 or later)';
const vitalproof = commandLine(() => ({ PATH: process.env['PATH'] ?? '', PYTHONDONTWRITEBYTECODE: '1' }));

test('both kits know the calls of every port', () => {
  const calls = Object.fromEntries(PORTS_WITH_CALLS.map((port) => [port, Object.keys(CALLS[port])]));
  expect(CALLS_OF).toEqual(calls);
  const [, table = ''] = /^CALLS_OF = (\{[\s\S]+?\n\})/m.exec(readFileSync(KIT, 'utf8')) ?? [];
  expect(JSON.parse(table.replace(/,(\s*[}\]])/g, '$1'))).toEqual(calls);
});

describe('adapter check is called wrongly', () => {
  test.each([
    ['without a word', []],
    ['with another word', ['prove']],
    ['without a command', ['check']],
  ])('%s', async (_what, words) => {
    const { code, err } = await vitalproof('adapter', ...words);
    expect(code).toBe(64);
    expect(err).toContain("vitalproof adapter check --start 'python3 adapter.py'");
  });
});

test('an adapter that does not start is no fault of anybody that is judged', async () => {
  const { code, err } = await vitalproof('adapter', 'check', '--start', 'echo no such module >&2; exit 3');
  expect(code).toBe(69);
  expect(err).toMatch(/the adapter did not start: it ended with exit code 3; it said: no such module/);
});

describe.skipIf(!python)(`an adapter in Python${why}`, () => {
  test('is proven on the reference', async () => {
    const { code, out } = await vitalproof('adapter', 'check', '--start', `python3 '${ADAPTER}'`);
    expect(out).toContain('✓ messages       message.send       1 times');
    expect(out).toContain('not served, not checked: people');
    expect(code).toBe(0);
  });
  test('with a fault is told of it, and nobody else is', async () => {
    const broken = `cd '${ADAPTER.replace(/\/[^/]+$/, '')}' && python3 -c "
exec(open('adapter.py').read().replace('__file__', repr('${ADAPTER}')).replace('[0][\\"contentString\\"]', '[0][\\"contentString\\"][:8]'))"`;
    const { code, out } = await vitalproof('adapter', 'check', '--start', broken);
    expect(out).toMatch(/something else than the reference holds: shows/);
    expect(out).toContain('They are its own: no system was judged. (exit 1)');
    expect(code).toBe(1);
  });
});
