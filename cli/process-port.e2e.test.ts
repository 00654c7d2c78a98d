import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistorySync } from '../conformance/history/reader.ts';
import { commandLine } from './command-line.test-helper.ts';

const OPERATOR = fileURLToPath(new URL('process-port.test-helper.ts', import.meta.url));
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];
const KEY = '0123456789abcdef0123456789abcdef';

let dir = '';
let port = 0;
const command = (verb: string): string[] => [process.execPath, ...LOADER, OPERATOR, verb, dir, String(port), KEY];
const run = (verb: string): void => void execFileSync(command(verb)[0] ?? '', command(verb).slice(1));

beforeAll(async () => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-process-')));
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  ({ port } = free.address() as AddressInfo);
  free.close();
  await once(free, 'close');
  run('start');
  const deadline = performance.now() + 60_000;
  while (
    !(await fetch(`http://127.0.0.1:${port}/fhir/metadata`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (performance.now() > deadline) throw new Error('the reference did not start');
    await pause(20);
  }
}, 90_000);
afterAll(() => {
  run('kill');
  rmSync(dir, { recursive: true, force: true });
});

const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), ACME_KEY: KEY, HOME: dir }));

const profile = (commands: Readonly<Record<string, readonly string[]>> | undefined): string => {
  const path = join(dir, 'sut.yaml');
  writeFileSync(
    path,
    `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\n` +
      `fhir: { base: 'http://127.0.0.1:${port}/fhir' }\naccess: { mode: jwt-hs256, key: '\${ACME_KEY}' }\n` +
      'deadlines: { critical: 3s, other: 3s, filed: 2s, recovery: 10s }\nclock: patient\nvisibilityLag: 250ms\n' +
      (commands === undefined ? '' : `process: ${JSON.stringify({ ...commands, within: '30s', ready: '60s' })}\n`),
  );
  return path;
};

test('a system that an operator has commands for is stopped, killed and started by them, and loses nothing', async () => {
  const commands = { start: command('start'), stop: command('stop'), kill: command('kill') };
  const { code, out } = await vitalproof('certify', '--only', 'ALR-05', '--sut', profile(commands));
  expect(out).toMatch(/PASS\s+ALR-05/);
  expect(code).toBe(0);
  const faults = [...readHistorySync(join(dir, 'runs', 'latest', 'history.ndjson'))].filter((l) => l.kind === 'fault');
  expect(faults.map(({ fault }) => fault)).toEqual(['killed', 'stopped', 'killed']);
}, 180_000);

test('chaos strikes a system of one’s own: its network, its process by its commands, and it loses nothing', async () => {
  const commands = Object.fromEntries(
    ['start', 'stop', 'kill', 'pause', 'resume'].map((verb) => [verb, command(verb)]),
  );
  const { code, out } = await vitalproof('chaos', '--sut', profile(commands), '--runs', '1', '--seed', '1');
  expect(out).toMatch(/^chaos, seed 1, .*sut\.yaml: (PASS|WARN); struck: /m);
  expect(code).toBe(0);
  const faults = [...readHistorySync(join(dir, 'runs', 'latest', 'history.ndjson'))].filter((l) => l.kind === 'fault');
  const struck = new Set(faults.map(({ fault }) => fault));
  expect([...struck].some((fault) => fault.startsWith('link-'))).toBe(true);
  expect([...struck].some((fault) => ['killed', 'stopped', 'paused'].includes(fault))).toBe(true);
}, 180_000);

test('without the port nobody can say that nothing is lost: UNTESTABLE, and nothing was played', async () => {
  const { code, out } = await vitalproof('certify', '--only', 'ALR-05', '--sut', profile(undefined));
  expect(out).toMatch(/UNTESTABLE\s+ALR-05/);
  expect(out).toContain('the port "process" is absent');
  expect(code).toBe(3);
}, 120_000);

test('a command that fails is a failure of the harness, never of the system', async () => {
  const commands = {
    start: command('start'),
    stop: command('stop'),
    kill: [process.execPath, '-e', 'process.exit(3)'],
  };
  const { out } = await vitalproof('certify', '--only', 'ALR-05', '--sut', profile(commands));
  expect(out).toMatch(/HARNESS_ERROR\s+ALR-05/);
  expect(out).toContain('ended with code 3');
  expect(out).not.toMatch(/FAIL/);
}, 180_000);
