import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '../command-line.test-helper.ts';
import { playedChild } from './played-child.ts';

const KEY = 'k'.repeat(40);
let dir: string;
beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-chaos-')));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), ACME_KEY: KEY, HOME: dir }));

const profile = (name: string, base: string): string => {
  const path = join(dir, name);
  writeFileSync(
    path,
    `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: '${base}' }\naccess: { mode: jwt-hs256, key: '\${ACME_KEY}' }\ndeadlines: { critical: 1s, other: 1s, filed: 1s }\nclock: patient\nvisibilityLag: 250ms\n`,
  );
  return path;
};

describe('chaos as a command', () => {
  test('plays the reference, kills it, steps its clock, and judges; what came of it is written down', async () => {
    const { code, out } = await vitalproof('chaos', '--runs', '1', '--seed', '1');
    expect(out).toMatch(/^chaos, seed 1, the reference, one process on SQLite: (PASS|WARN); struck: .*clock-stepped/m);
    expect(code).toBe(0);
    const [run = ''] = readdirSync(join(dir, 'runs')).filter((name) => name.endsWith('-s1'));
    const result: unknown = JSON.parse(readFileSync(join(dir, 'runs', run, 'chaos.json'), 'utf8'));
    expect(result).toMatchObject({ format: 1, seed: 1, exitCode: 0 });
    const history = readFileSync(join(dir, 'runs', run, 'history.ndjson'), 'utf8');
    expect(history).toContain('"fault":"clock-stepped"');
  }, 60_000);

  test('a run that does not come to its end is ended, and is no verdict', async () => {
    const env = { ...process.env, VITALPROOF_RUNS: join(dir, 'late') };
    const bounds = { mostMs: 1000, graceMs: 5000 };
    const signal = new AbortController().signal;
    const played = await playedChild(['--runs', '1', '--seed', '1'], join(dir, 'late'), env, signal, bounds);
    expect(played).toMatchObject({ exitCode: 70, run: undefined });
    expect(played.words).toContain('the run did not end within 1 s and was ended');
  }, 60_000);

  test('says of a system of one’s own what cannot be done to it, and that nobody answers', async () => {
    const { code, err } = await vitalproof(
      'chaos',
      '--sut',
      profile('acme.yaml', 'http://127.0.0.1:1/fhir'),
      '--runs',
      '1',
    );
    expect(err).toContain('ACME has no port process');
    expect(code).toBe(69);
  });

  test.each([
    [['--runs', '0'], 64, '--runs'],
    [['--width', '2', '--sut', 'acme.yaml'], 64, '--width does not go with --sut'],
    [['--postgres', '--sut', 'acme.yaml'], 64, '--postgres'],
    [['now'], 64, 'chaos takes no word'],
  ])('%j is refused', async (options, wanted, said) => {
    const { code, err } = await vitalproof('chaos', ...options);
    expect(err).toContain(said);
    expect(code).toBe(wanted);
  });

  test('a system that speaks TLS has a certificate that is of no proxy', async () => {
    const { code, out, err } = await vitalproof('chaos', '--sut', profile('tls.yaml', 'https://127.0.0.1:1/fhir'));
    expect([code, out]).toEqual([65, '']);
    expect(err).toContain('ACME speaks TLS');
  });
});
