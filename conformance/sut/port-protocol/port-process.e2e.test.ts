import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { runClock } from '../../history/clock.ts';
import { openDrivers } from '../drivers.ts';
import { parseProfile } from '../profile.ts';
import { ProcessProblem } from '../process/process-port.ts';

interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

let server: Server | undefined;
afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

/** An adapter that answers so, and what it was asked. */
const adapter = async (status: number, body: object): Promise<{ readonly base: string; readonly asked: Asked[] }> => {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      asked.push({
        path: `${request.method} ${request.url}`,
        authorization: request.headers.authorization,
        body: JSON.parse(text),
      });
      response.writeHead(status, { Connection: 'close', 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** What a profile opens that has the adapter work the port `process`. */
const opened = (base: string, ports = 'ports: { process: port-protocol }\n') =>
  openDrivers({
    profile: parseProfile(
      "vitalproof: 1\nname: ACME\nversion: '1'\nrole: receiver\nscope: alerts\nenvironment: test\n" +
        `adapter: { base: '${base}', key: '\${ADAPTER_KEY}' }\n${ports}`,
      'sut.yaml',
    ),
    clock: runClock(),
    secrets: { ADAPTER_KEY: 'k-1' },
    nonce: 'N1',
    timeoutMs: 2000,
  });

describe('the port process, worked by an adapter', () => {
  test.each(['stop', 'kill', 'pause'] as const)('goes down and up again by %s, with its key', async (how) => {
    const { base, asked } = await adapter(200, { outcome: 'ok' });
    const drivers = opened(base);
    expect(drivers.process).toMatchObject({ via: 'port-protocol', readyWithinMs: 60_000 });
    await drivers.process?.down(how);
    await drivers.process?.up(how);
    await drivers.close();
    const as = { role: 'clock' };
    expect(asked).toEqual([
      { path: 'POST /process', authorization: 'Bearer k-1', body: { call: 'process.down', as, how } },
      { path: 'POST /process', authorization: 'Bearer k-1', body: { call: 'process.up', as, how } },
    ]);
  });

  test.each<[string, number, object, boolean, string]>([
    ['what it refuses it has no means for', 200, { outcome: 'refused', text: 'no such means' }, true, 'no such means'],
    ['what it does not know leaves open what was done', 500, { error: 'busy' }, false, '500'],
    ['an answer that is none leaves it open, too', 200, { outcome: 'maybe' }, false, ''],
  ])('%s', async (_what, status, body, isLacking, said) => {
    const { base } = await adapter(status, body);
    const drivers = opened(base);
    const failed = drivers.process?.down('kill') ?? Promise.resolve();
    await expect(failed).rejects.toBeInstanceOf(ProcessProblem);
    await expect(failed).rejects.toMatchObject({ isLacking });
    await expect(failed).rejects.toThrow(/^the adapter did not do process\.down \(kill\): /);
    await expect(failed).rejects.toThrow(said);
    await drivers.close();
  });

  test('is not there where the profile does not ask for it', async () => {
    const { base } = await adapter(200, { outcome: 'ok' });
    const drivers = opened(base, '');
    expect(drivers.process).toBeUndefined();
    await drivers.close();
  });
});
