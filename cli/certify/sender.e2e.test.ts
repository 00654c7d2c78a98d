import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChain } from '../../conformance/certificate/attempts/chain.ts';
import { attemptsOf } from '../../conformance/certificate/attempts/attempts.ts';
import { commandLine } from '../command-line.test-helper.ts';

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-senders-')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: folder }));

const profile = (text: string): string => {
  const file = join(folder, 'sender.yaml');
  writeFileSync(file, text);
  return file;
};
const HEAD = "vitalproof: 1\nname: A\nversion: '1'\nrole: sender\n";

test('certify --role sender plays the reference sender, and passes', async () => {
  const { code, out } = await vitalproof('certify', '--role', 'sender', '--only', 'snd-04');
  expect(out).toMatch(/PASS\s+SND-04/);
  expect(out).toMatch(/PASS\s+check:snd-04\/health-connect\/hl7v2/);
  expect(code).toBe(0);
});

describe('what is not usable', () => {
  test('a filter with a typo is exit 3, and names what is near', async () => {
    const { code, err } = await vitalproof('certify', '--role', 'sender', '--only', 'SDN-04');
    expect(code).toBe(3);
    expect(err).toContain('SND-04');
  });
  test('an unknown role is exit 64', async () => {
    const { code, err } = await vitalproof('certify', '--role', 'relay');
    expect(code).toBe(64);
    expect(err).toContain('receiver or sender');
  });
  test('a profile of a sender that lacks something is exit 65, with file and line', async () => {
    const { code, err } = await vitalproof('certify', '--sut', profile(`${HEAD}environment: live\n`));
    expect(code).toBe(65);
    expect(err).toContain('sender.yaml:5');
  });
});

test('--dry-run names the lanes of the sender that the profile describes, and starts nothing', async () => {
  const whole = `${HEAD}environment: test\nsources: healthkit\nout: fhir\npairing: { by: command, start: 'exit 1' }\n`;
  const { code, out } = await vitalproof('certify', '--sut', profile(whole), '--only', 'SND-0*', '--dry-run');
  expect(code).toBe(0);
  expect(out).toContain('check:snd-01/healthkit/fhir');
  expect(out).not.toContain('hl7v2');
});

test('Ctrl-C ends an attempt as broken off, and it stands against the next one of the same version', async () => {
  await vitalproof('keygen', join(folder, 'acme'));
  const before = process.listenerCount('SIGINT');
  const run = vitalproof('certify', '--role', 'sender', '--key', join(folder, 'acme.sign.pem'));
  const attempts = join(folder, 'attempts');
  const log = (): string[] => {
    try {
      return readdirSync(attempts);
    } catch {
      return [];
    }
  };
  await expect.poll(log, { timeout: 10_000 }).toHaveLength(1);
  expect(process.listenerCount('SIGINT')).toBeGreaterThan(before);
  process.listeners('SIGINT').at(-1)?.('SIGINT');
  const { code } = await run;
  const [name = ''] = log();
  const file = join(attempts, name);
  const [attempt] = attemptsOf(readChain(readFileSync(file), file));
  expect([code, attempt?.verdict, attempt?.failed]).toEqual([75, 'unfinished', 0]);
}, 60_000);
