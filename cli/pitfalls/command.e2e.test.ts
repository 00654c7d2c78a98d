import { DEFAULT_PEOPLE } from '../../conformance/sut/people.ts';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakeOptions, startFakeSut } from '../../conformance/runner/fake-sut.test-helper.ts';
import { commandLine } from '../command-line.test-helper.ts';

const TOKEN = 'opaque-token-that-nobody-may-read-1234567890';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-pitfalls-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(dir, 'runs'), ACME_KEY: 'k'.repeat(40) }));

const profile = (base: string, access: string): string => {
  const path = join(dir, `sut-${new URL(base).port}.yaml`);
  const text = `vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\nfhir: { base: '${base}' }\naccess: ${access}\nclock: patient\ndeadlines: { critical: 100ms, other: 100ms, filed: 100ms }\n`;
  writeFileSync(path, text);
  return path;
};
const closedPort = async (): Promise<number> =>
  await new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('pitfall: SUT unreachable = same code as FAIL', () => {
  test('nobody listens: 69, and it says where', async () => {
    const port = await closedPort();
    const { code, err, out } = await vitalproof(
      'run',
      'limits-changed',
      '--sut',
      profile(`http://127.0.0.1:${port}/fhir`, '{ mode: none }'),
    );
    expect([code, out]).toEqual([69, '']);
    expect(err).toContain(`127.0.0.1:${port}`);
  });
  test.each<[string, NonNullable<FakeOptions['mishap']>, string]>([
    ['401 to everything', () => '401', "refuses the harness's credentials (HTTP 401)"],
    ['403 to everything', () => '403', "refuses the harness's credentials (HTTP 403)"],
    ['HTML', () => 'html', 'text/html'],
    ['connections that are closed', () => 'reset', 'ECONNRESET'],
    ['answers that are cut', () => 'cut', ''],
    ['5xx', () => '503', 'HTTP 503'],
    ['no answer at all', () => 'silence', 'no whole answer within'],
  ])('%s: 69, each with its own words', async (_what, mishap, says) => {
    const sut = await startFakeSut({ mishap });
    const { code, err, out } = await vitalproof('run', 'limits-changed', '--sut', profile(sut.base, '{ mode: none }'));
    await sut.close();
    expect([code, out]).toEqual([69, '']);
    expect(err).toContain(says);
  });
});

describe('pitfall: secrets in published logs', () => {
  test('a token that the system shows back in an error is nowhere in what was said or kept', async () => {
    writeFileSync(
      join(dir, 'tokens.json'),
      JSON.stringify(
        Object.fromEntries([
          ...['ehr', 'gateway', 'portal', 'auditor', 'clock'].map((role) => [role, TOKEN]),
          ...DEFAULT_PEOPLE.clinicians.map((c) => [`clinician:${c.identifier.value}`, `${TOKEN}${c.identifier.value}`]),
        ]),
      ),
    );
    let requests = 0;
    const sut = await startFakeSut({
      mishap: (method) => (method === 'POST' && (requests += 1) > 9 ? 'echo' : undefined),
    });
    const { out, err } = await vitalproof(
      'run',
      'limits-changed',
      '--sut',
      profile(sut.base, `{ mode: bearer-file, file: '${join(dir, 'tokens.json')}' }`),
    );
    await sut.close();
    const files = readdirSync(join(dir, 'runs'), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => readFileSync(join(e.parentPath, e.name), 'latin1'));
    expect(files.length).toBeGreaterThan(10);
    const all = [...files, out, err].join('\n');
    expect(all).toContain('you sent [redacted]');
    expect(all).not.toContain(TOKEN);
  }, 60_000);
});
