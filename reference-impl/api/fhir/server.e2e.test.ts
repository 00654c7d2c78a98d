import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { startFhirServer } from './server.ts';

/** What came back for one request: its body and whether the connection stays, or why nothing did. */
const ask = (agent: Agent, port: number): Promise<string> =>
  new Promise((resolve) => {
    const asked = request({ agent, host: '127.0.0.1', port, path: '/fhir' }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve(`${body} ${response.headers.connection}`));
    });
    asked.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    asked.end();
  });

test('a server that closes answers what it has taken, and says that the connection ends with it', async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let taken = 0;
  const server = await startFhirServer(
    (_request, response) => {
      taken += 1;
      if (taken === 1) {
        response.end('first');
        return;
      }
      begun.resolve();
      void gate.promise.then(() => response.end('second'));
    },
    { host: '127.0.0.1', port: 0 },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(agent, server.port)).toBe('first keep-alive');
  const inHand = ask(agent, server.port);
  await begun.promise;
  const closed = server.close();
  gate.resolve();
  expect(await inHand).toBe('second close');
  expect(await ask(agent, server.port)).toBe('ECONNREFUSED');
  await closed;
  expect(taken).toBe(2);
  agent.destroy();
});
