import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
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

/** `vitalproof serve` on a folder of this test. */
const launch = () => {
  const child = spawn(process.execPath, [...LOADER, MAIN, 'serve', '--data', directory], {
    env: { ...process.env, VITALPROOF_TOKEN_KEY: KEY },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => void (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said.err += chunk.toString()));
  const over = once(child, 'close').then(([code, signal]) => ({ code: code as unknown, signal: signal as unknown }));
  return { child, said, over };
};

const serve = async () => {
  const launched = launch();
  while (!launched.said.out.includes('Ctrl-C')) await once(launched.child.stdout, 'data');
  const fhirBase = /http\S+/.exec(launched.said.out)?.[0] ?? '';
  return { ...launched, fhirBase };
};

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

describe('vitalproof serve with a database that it cannot use', () => {
  test('says what, where and what to do, and ends', async () => {
    const first = await serve();
    const path = join(directory, 'reference.db');
    const second = launch();
    expect((await second.over).code).toBe(65);
    expect(second.said.err).toContain(path);
    expect(second.said.err).toMatch(/held by another process[\s\S]*what to do:/);
    expect(second.said.err).not.toMatch(/\n\s+at /);
    first.child.kill('SIGTERM');
    await first.over;
    truncateSync(path, 5000);
    const third = launch();
    expect((await third.over).code).toBe(65);
    expect(third.said.err).toMatch(/damaged|not a database/);
    expect(third.said.out).toBe('');
  });
});
