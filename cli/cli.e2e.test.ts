import { commandLine } from './command-line.test-helper.ts';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let dir: string;
beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-cli-')));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), ACME_KEY: 'k'.repeat(40), HOME: dir }));

const file = (name: string, text: string): string => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};
const profile = (port: number, more = ''): string =>
  file(
    `sut-${port}.yaml`,
    `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: 'http://127.0.0.1:${port}/fhir' }\naccess: { mode: jwt-hs256, key: '\${ACME_KEY}' }\n${more}`,
  );
/** A port of this machine that nothing listens on: taken and given back. */
const closedPort = async (): Promise<number> =>
  await new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('a run against the reference', () => {
  test('passes, and leaves history, verdicts, JUnit and a page; judge gives the same bytes again', async () => {
    const { code, out } = await vitalproof('run', 'limits-changed', '--seed', '5');
    expect(out).toContain('PASS');
    expect(code).toBe(0);
    const run = readdirSync(join(dir, 'runs')).find((name) => name.endsWith('-s5')) ?? '';
    const folder = join(dir, 'runs', run);
    for (const name of ['history.ndjson', 'verdicts.json', 'junit.xml', 'report.html'])
      expect(existsSync(join(folder, name)), name).toBe(true);
    const stored = readFileSync(join(folder, 'verdicts.json'), 'utf8');
    for (let i = 0; i < 3; i += 1) {
      const again = await vitalproof('judge', join(folder, 'history.ndjson'), '--json');
      expect(again.out).toBe(stored);
      expect(again.code).toBe(0);
    }
    const reported = await vitalproof('report', run);
    expect(reported.code).toBe(0);
    expect(readFileSync(join(folder, 'verdicts.json'), 'utf8')).toBe(stored);
  });

  test('certify --only judges what it matches, whatever the case of its letters', async () => {
    const { code, out } = await vitalproof('certify', '--only', 'lim-0[2]');
    expect(code).toBe(3);
    const lower = await vitalproof('certify', '--only', 'lim-02');
    expect(lower.out).toMatch(/PASS\s+LIM-02/);
    expect(lower.code).toBe(0);
    expect(out).toBe('');
  });

  test('no token key reaches the folder of a run', async () => {
    const { out } = await vitalproof('run', 'two-patients-two-limits', '--seed', '6');
    const run = readdirSync(join(dir, 'runs')).find((name) => name.endsWith('-s6')) ?? '';
    const text = readFileSync(join(dir, 'runs', run, 'history.ndjson'), 'utf8') + out;
    expect(text).not.toMatch(/Bearer [A-Za-z0-9_-]{10,}/);
    for (const name of readdirSync(join(dir, 'runs', run, 'wire')))
      expect(readFileSync(join(dir, 'runs', run, 'wire', name), 'utf8')).not.toMatch(/eyJ[A-Za-z0-9_-]{10,}\./);
  });
});

describe('what cannot be done says so, each with its own exit code', () => {
  test('a system that is down: 69, never a FAIL', async () => {
    const { code, err } = await vitalproof('run', 'limits-changed', '--sut', profile(await closedPort()));
    expect(code).toBe(69);
    expect(err).toMatch(/127\.0\.0\.1/);
    // Nothing was sent, so no run is left behind that could be mistaken for one.
    for (const run of readdirSync(join(dir, 'runs')).filter((name) => name !== 'latest'))
      expect(existsSync(join(dir, 'runs', run, 'history.ndjson')), run).toBe(true);
  });
  test('a profile with an unknown key: 65, with file and line', async () => {
    const { code, err } = await vitalproof('run', 'limits-changed', '--sut', profile(1, 'colour: red\n'));
    expect(code).toBe(65);
    expect(err).toMatch(/sut-1\.yaml:9/);
    expect(err).toContain('colour');
  });
  test('a live environment is refused', async () => {
    const live = file(
      'live.yaml',
      readFileSync(profile(2), 'utf8').replace('environment: test', 'environment: production'),
    );
    const { code, err } = await vitalproof('run', 'limits-changed', '--sut', live);
    expect(code).toBe(65);
    expect(err).toContain('environment');
  });
  test('a secret that is not set: named, and nothing is sent', async () => {
    const secretless = file('secretless.yaml', readFileSync(profile(3), 'utf8').replace('ACME_KEY', 'NO_SUCH_KEY'));
    const { code, err } = await vitalproof('run', 'limits-changed', '--sut', secretless);
    expect(code).toBe(65);
    expect(err).toContain('NO_SUCH_KEY');
  });
  test('a scenario with a typing mistake: 65, with line and path', async () => {
    const bad = file('bad.yaml', 'name: bad\ntitle: Bad\nacts:\n  - at: d1 08:00\n    ordr: { measure: glucose }\n');
    const { code, err } = await vitalproof('run', bad);
    expect(code).toBe(65);
    expect(err).toMatch(/bad\.yaml:\d+/);
    expect(err).toContain('ordr');
  });
  test('a damaged history: 65, with its line', async () => {
    const damaged = file('history.ndjson', '{"kind":"run"}\n');
    const { code, err } = await vitalproof('judge', damaged);
    expect(code).toBe(65);
    expect(err).toContain('history.ndjson:1');
  });
  test.each([
    [['run', 'no-such-scenario'], 3, 'there is no scenario'],
    [['certify', '--only', 'XYZ-*'], 3, 'matches no check'],
    [['explain', 'LIM-99'], 3, 'nothing is called'],
    [['load', 'nonsense'], 3, 'no load profile'],
    [['load', 'smoke'], 69, 'k6'],
    [['load', 'smoke', '--mllp', '--mix'], 64, 'not both'],
    [['load', 'smoke', '--patients', '0'], 64, 'whole number'],
    [['load', 'smoke', '--rate', 'fast'], 64, 'whole number'],
    [['load', 'smoke', '--readings', '2001'], 64, 'whole number'],
    [['report', 'no-such-run'], 3, 'there is no run'],
    [['run', 'recorded-aim94'], 65, '--data'],
    [['simulate', '--archetype', 'nobody'], 65, 'nobody'],
    [['simulate', '--archetype', 't2d-oral', '--format', 'pdf'], 65, 'pdf'],
    [['simulate', '--archetype', 't2d-oral', '--days', '-1'], 64, 'whole number'],
    [['list', 'nothing'], 64, 'requirements'],
    [['list', 'cases', 'no-such-word'], 3, 'no-such-word'],
    [['list', 'cases', 'two', 'words'], 64, 'one word'],
    [['serve'], 64, 'VITALPROOF_TOKEN_KEY'],
    [['verify'], 64, 'verify takes one bundle'],
    [['verify', 'no-such-bundle'], 64, 'the key to verify with is not given'],
    [['keygen'], 64, 'keygen takes one name'],
    [['certify', 'acme.yaml'], 64, '--sut acme.yaml, if it is the profile'],
    [['certify', '--role', 'sender', '--of', 'latest'], 64, '--of says of which run'],
    [['properties', 'acme.yaml'], 64, 'properties takes no word'],
    [['selftest', 'acme.yaml'], 64, 'selftest takes no word'],
    [['doctor', 'now'], 64, 'doctor takes no word'],
    [['verify', '', '--key', 'acme.pem'], 64, 'a word is empty'],
    [['simulate', '--archetype', 't2d-oral', '--out', ''], 64, '--out is empty'],
    [['simulate', '--archetype', 't2d-oral', '--archetype', 'hf-decomp'], 64, '--archetype NAME:N,NAME:N'],
    [['certify', '--nonce', 'nonce-of-a-certifier'], 64, 'no key to sign it with is given'],
  ] as const)('%j is %i', async (argv, expected, says) => {
    const { code, err } = await vitalproof(...argv);
    expect(err).toContain(says);
    expect(code).toBe(expected);
  });
});

describe('what can be read', () => {
  test.each(['requirements', 'scenarios', 'checks', 'cases', 'archetypes', 'mutants', 'refusals'])(
    'list %s',
    async (kind) => {
      const { code, out } = await vitalproof('list', kind);
      expect(code).toBe(0);
      expect(out.split('\n').length).toBeGreaterThan(3);
    },
  );
  test.each([
    ['LIM-02', 'inclusive-comparison'],
    ['lim-02', 'clause'],
    ['no-permission', '422'],
    ['limits-changed', 'bindings'],
    ['factor-18', 'RDG-07'],
    ['7', 'why'],
    ['121', '+HH1'],
    ['RDG-fhir-conflict', 'duplicates conditional-create'],
  ])('explain %s says %s', async (id, says) => {
    const { code, out } = await vitalproof('explain', id);
    expect(out).toContain(says);
    expect(code).toBe(0);
  });
  test('doctor finds Node, SQLite and loopback', async () => {
    const { code, out } = await vitalproof('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/SQLite\s+\d/);
    expect(out).toContain('can be listened on');
  });
  test('simulate: the same seed gives the same bytes, another one others', async () => {
    const stream = async (seed: string) =>
      (await vitalproof('simulate', '--archetype', 't2d-oral', '--patients', '2', '--days', '3', '--seed', seed)).out;
    const first = await stream('7');
    expect(first.length).toBeGreaterThan(500);
    expect(await stream('7')).toBe(first);
    expect(await stream('8')).not.toBe(first);
  });
});
