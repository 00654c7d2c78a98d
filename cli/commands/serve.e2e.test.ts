import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import { signToken } from '../../reference-impl/api/auth/sign.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const KEY = '0123456789abcdef0123456789abcdef';
const LOADER = process.features.typescript ? [] : ['--import', 'tsx'];
/** Beyond the two seconds that a request may take to end, and a busy machine. */
const BOUND_MS = 8000;

let directory = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'vitalproof-serve-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

const token = (): string => signToken({ sub: 'vp-ehr', role: 'ehr', exp: Math.floor(Date.now() / 1000) + 300 }, KEY);

/** `vitalproof serve` on a folder of this test; `err`: where standard error goes. */
const launch = (argv: readonly string[], err: 'pipe' | number = 'pipe') => {
  const child = spawn(process.execPath, [...LOADER, MAIN, 'serve', '--data', directory, ...argv], {
    env: { ...process.env, VITALPROOF_TOKEN_KEY: KEY },
    stdio: ['ignore', 'pipe', err],
  });
  children.push(child);
  const said = { out: '', err: '' };
  const { stdout } = child;
  if (stdout === null) throw new Error('its standard output is no pipe');
  stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => void (said.err += chunk.toString()));
  const over = once(child, 'close').then(([code, signal]) => ({ code: code as unknown, signal: signal as unknown }));
  return { child, stdout, said, over };
};

const served = async (launched: ReturnType<typeof launch>) => {
  while (!launched.said.out.includes('Ctrl-C')) await once(launched.stdout, 'data');
  const fhirBase = /http\S+/.exec(launched.said.out)?.[0] ?? '';
  return { ...launched, fhirBase };
};

const serve = (...argv: readonly string[]) => served(launch(argv));

const post = async (base: string, mrn: string): Promise<number> => {
  const identifier = { system: 'urn:oid:2.999.1.1', value: mrn };
  const person = { identifier, family: 'Doe', given: 'X', gender: 'unknown', birthDate: '1970-01-15' } as const;
  const response = await fetch(`${base}/Patient`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token()}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(encodePatient(person)),
  });
  await response.text();
  return response.status;
};

/** A request that never ends: its body is promised, and does not come. */
const halfRequest = async (base: string): Promise<net.Socket> => {
  const socket = net.connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  const head = `POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token()}\r\n`;
  socket.write(`${head}Content-Type: application/fhir+json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`);
  // The answer to `Expect` says that it is being read.
  await once(socket, 'data');
  return socket;
};

describe('vitalproof serve, told to end', () => {
  test('under load: what it answered is there after the next start, nothing new is taken, and it ends in time', async () => {
    const first = await serve();
    const answers = new Map<string, number>();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let i = 0; ; i += 1) {
        const mrn = `W${writer}-${i}`;
        try {
          answers.set(mrn, await post(first.fhirBase, mrn));
        } catch {
          return;
        }
        if (answers.size === 60) first.child.kill('SIGTERM');
      }
    });
    await Promise.all(writers);
    const begun = performance.now();
    expect(await first.over).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(BOUND_MS);
    expect([...answers.values()].filter((status) => status !== 201 && status !== 503)).toEqual([]);
    const second = await serve();
    for (const [mrn, status] of answers) if (status === 201) expect(await post(second.fhirBase, mrn), mrn).toBe(200);
  });

  test('with a request that never ends: it ends in time all the same, and at once where it is told again', async () => {
    const patient = await serve();
    const open = await halfRequest(patient.fhirBase);
    const begun = performance.now();
    patient.child.kill('SIGTERM');
    expect(await patient.over).toEqual({ code: 0, signal: null });
    expect(performance.now() - begun).toBeLessThan(BOUND_MS);
    open.destroy();

    const hurried = await serve();
    const other = await halfRequest(hurried.fhirBase);
    hurried.child.kill('SIGTERM');
    // That it takes nobody new shows that the first has come.
    for (;;) {
      try {
        await post(hurried.fhirBase, 'late');
      } catch {
        break;
      }
    }
    hurried.child.kill('SIGTERM');
    const { code, signal } = await hurried.over;
    expect([code, signal]).not.toEqual([0, null]);
    other.destroy();
  });
});

test.skipIf(!existsSync('/dev/full'))(
  `a log for which the disk has no room holds up nothing, and keeps nothing from ending${existsSync('/dev/full') ? '' : ' (skipped: no /dev/full here)'}`,
  async () => {
    const { fhirBase, child, over } = await served(launch(['--log', 'info'], openSync('/dev/full', 'w')));
    expect([await post(fhirBase, 'A'), await post(fhirBase, 'B'), await post(fhirBase, 'A')]).toEqual([201, 201, 200]);
    child.kill('SIGTERM');
    expect(await over).toEqual({ code: 0, signal: null });
  },
);

describe('vitalproof serve and access', () => {
  test('--auth none is said loudly, and asks for no token; it is not to be had with clients', async () => {
    const open = await serve('--auth', 'none');
    expect(open.said.err.split('\n').filter((line) => line.startsWith('!!!')).length).toBeGreaterThan(5);
    expect(open.said.err).toContain('NO ACCESS CONTROL');
    expect((await fetch(`${open.fhirBase}/Task`)).status).toBe(200);
    open.child.kill('SIGTERM');
    await open.over;
    const both = launch(['--auth', 'none', '--clients', 'clients.yaml']);
    expect((await both.over).code).toBe(64);
    expect(both.said.err).toContain('--clients does not go with --auth none');
  });

  test('--policies sources=admitted: a gateway is heard from its admission on, and not before', async () => {
    const closed = await serve('--policies', 'sources=admitted');
    const gateway = signToken({ sub: 'gw', role: 'gateway', exp: Math.floor(Date.now() / 1000) + 300 }, KEY);
    const send = async (): Promise<string> => {
      const answer = await fetch(`${closed.fhirBase}/Observation`, {
        method: 'POST',
        headers: { authorization: `Bearer ${gateway}`, 'content-type': 'application/fhir+json' },
        body: '{"resourceType":"Observation"}',
      });
      return /"code":"([a-z-]+)"\}\],"text"/.exec(await answer.text())?.[1] ?? '';
    };
    expect(await send()).toBe('source-not-admitted');
    const argv = ['gw', '--measure', 'glucose', '--until', '2100-01-01T00:00:00Z', '--fhir', closed.fhirBase];
    const admitted = spawn(process.execPath, [...LOADER, MAIN, 'admit', ...argv], {
      env: { ...process.env, VITALPROOF_TOKEN_KEY: KEY },
      stdio: 'ignore',
    });
    expect(await once(admitted, 'close')).toEqual([0, null]);
    expect(await send()).toBe('missing-element');
    const other = launch(['--policies', 'sources=some']);
    expect((await other.over).code).toBe(64);
    expect(other.said.err).toContain('sources=some is not usable');
  });

  test('--clients: the token endpoint is told, and a mistake in the file is named', async () => {
    const file = join(directory, 'clients.yaml');
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }];
    const write = (role: string): void =>
      writeFileSync(file, JSON.stringify({ clients: [{ id: 'a', role, scopes: ['system/Task.rs'], jwks: { keys } }] }));
    write('ehr');
    const asked = await serve('--clients', file);
    expect(asked.said.out).toMatch(/tokens {4}http:\/\/127\.0\.0\.1:\d+\/auth\/token for 1 registered client\n/);
    expect(asked.said.err).toBe('');
    expect((await fetch(`${asked.fhirBase}/Task`)).status).toBe(401);
    asked.child.kill('SIGTERM');
    await asked.over;
    write('boss');
    const wrong = launch(['--clients', file]);
    expect((await wrong.over).code).toBe(65);
    expect(wrong.said.err).toContain(`${file}:1 at clients[0].role`);
  });
});

test('vitalproof serve: one port for both interfaces is a mistake of the command line, and no other process has it', async () => {
  const both = launch(['--fhir-port', '18998', '--hl7-port', '18998']);
  expect((await both.over).code).toBe(64);
  expect(both.said.err).toContain('--fhir-port and --hl7-port are both 18998');
});

test.each([
  ['--hl7-port', '18998'],
  ['--fhir-port', 'localhost:18998'],
])(
  'vitalproof serve: alerts that would come back to its own %s are a mistake of the command line',
  async (port, to) => {
    const back = launch([port, '18998', '--hl7-alerts', to]);
    expect((await back.over).code).toBe(64);
    expect(back.said.err).toContain(`--hl7-alerts and ${port} are both 18998`);
  },
);

describe('vitalproof serve with a database that it cannot use', () => {
  test('says what, where and what to do, and ends', async () => {
    const first = await serve();
    const path = join(directory, 'reference.db');
    const second = launch([]);
    expect((await second.over).code).toBe(65);
    expect(second.said.err).toContain(path);
    expect(second.said.err).toMatch(/held by another process[\s\S]*what to do:/);
    expect(second.said.err).not.toMatch(/\n\s+at /);
    first.child.kill('SIGTERM');
    await first.over;
    truncateSync(path, 5000);
    const third = launch([]);
    expect((await third.over).code).toBe(65);
    expect(third.said.err).toMatch(/damaged|not a database/);
    expect(third.said.out).toBe('');
  });
});
