import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createGroupCommit } from '../../reference-impl/store/group-commit.ts';
import { openSqlite } from '../../reference-impl/store/sqlite.ts';

const VT = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);

interface Observation {
  readonly subject: { readonly reference: string };
  readonly effectiveDateTime: string;
}

/**
 * What no receiver on this machine can be faster than: the same bodies, parsed and committed durably in groups, and
 * nothing done with them. FHIR by express, HL7 v2 by a bare framer that answers a string. `isIndexed`: each body is kept
 * once by patient and time (a message by its control id), as the table of the stack facts has it and as every receiver that knows a
 * repetition must.
 */
export const startFloor = async (
  databasePath: string,
  { isIndexed = false } = {},
): Promise<{ readonly http: number; readonly mllp: number }> => {
  const db = openSqlite(databasePath);
  const unique = isIndexed ? ', UNIQUE (whose, at)' : '';
  db.run(`CREATE TABLE bodies (seq INTEGER PRIMARY KEY, whose TEXT, at TEXT, body TEXT NOT NULL${unique}) STRICT`);
  const commit = createGroupCommit(db);
  const insert = isIndexed
    ? (body: string, whose: string, at: string) =>
        db.run('INSERT OR IGNORE INTO bodies (whose, at, body) VALUES (?, ?, ?)', whose, at, body)
    : (body: string) => db.run('INSERT INTO bodies (body) VALUES (?)', body);
  const keep = (observations: readonly Observation[]): Promise<void> =>
    commit.run(() => {
      for (const one of observations) insert(JSON.stringify(one), one.subject.reference, one.effectiveDateTime);
    });
  const keepMessage = (message: string, id: string): Promise<void> => commit.run(() => insert(message, id, ''));
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ type: () => true, limit: '2mb' }));
  app.post('/fhir/Observation', async (request, response) => {
    await keep([request.body as Observation]);
    response.status(201).end();
  });
  app.post('/fhir', async (request, response) => {
    const { entry } = request.body as { readonly entry: readonly { readonly resource: Observation }[] };
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
        void keepMessage(text, id).then(() =>
          socket.write(`\u000bMSH|^~\\&|||||||ACK|${id}|T|2.5.1\rMSA|AA|${id}\r\u001c\r`),
        );
      }
    });
  }).listen(0, '127.0.0.1');
  await Promise.all([http, mllp].map((server) => new Promise((resolve) => server.once('listening', resolve))));
  return { http: (http.address() as AddressInfo).port, mllp: (mllp.address() as AddressInfo).port };
};
