import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createGroupCommit } from '../../reference-impl/store/group-commit.ts';
import { openSqlite } from '../../reference-impl/store/sqlite.ts';

const VT = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);

/**
 * What no receiver on this machine can be faster than: the same bodies, parsed and committed durably in groups, and
 * nothing done with them. FHIR by express, HL7 v2 by a bare framer that answers a string.
 */
export const startFloor = async (databasePath: string): Promise<{ readonly http: number; readonly mllp: number }> => {
  const db = openSqlite(databasePath);
  db.run('CREATE TABLE bodies (seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const commit = createGroupCommit(db);
  const keep = (bodies: readonly unknown[]): Promise<void> =>
    commit.run(() => {
      for (const body of bodies) db.run('INSERT INTO bodies (body) VALUES (?)', JSON.stringify(body));
    });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ type: () => true, limit: '2mb' }));
  app.post('/fhir/Observation', async (request, response) => {
    await keep([request.body]);
    response.status(201).end();
  });
  app.post('/fhir', async (request, response) => {
    const { entry } = request.body as { readonly entry: readonly { readonly resource: unknown }[] };
    await keep(entry.map((e) => e.resource));
    response.status(200).json({ resourceType: 'Bundle', entry: entry.map(() => ({ response: { status: '201' } })) });
  });
  const http = app.listen(0, '127.0.0.1');
  const mllp = createServer((socket) => {
    let held: Buffer = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      for (let end = held.indexOf(END); end >= 0; end = held.indexOf(END)) {
        const text = held.toString('utf8', held[0] === VT ? 1 : 0, end);
        held = held.subarray(end + END.length);
        const id = text.split('|', 10)[9] ?? '';
        void keep([text]).then(() => socket.write(`\u000bMSH|^~\\&|||||||ACK|${id}|T|2.5.1\rMSA|AA|${id}\r\u001c\r`));
      }
    });
  }).listen(0, '127.0.0.1');
  await Promise.all([http, mllp].map((server) => new Promise((resolve) => server.once('listening', resolve))));
  return { http: (http.address() as AddressInfo).port, mllp: (mllp.address() as AddressInfo).port };
};
