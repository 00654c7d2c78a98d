import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createGroupCommit } from '../../reference-impl/store/group-commit.ts';
import { openSqlite } from '../../reference-impl/store/sqlite.ts';
import { createRows } from './rows.ts';

const VT = 0x0b;
const END = Buffer.from([0x1c, 0x0d]);

interface Observation {
  readonly identifier: readonly [{ readonly value: string }];
  readonly subject: { readonly reference: string };
  readonly effectiveDateTime: string;
}

/**
 * `floor`: bodies, and nothing else. `indexed`: each body once by patient and time (a message by its control id), as the
 * table of the stack facts has it. `rows`: the least that the requirements ask to be kept of each (rows.ts).
 */
export type Kept = 'floor' | 'indexed' | 'rows';

const ackOf = (id: string): string => `\u000bMSH|^~\\&|||||||ACK|${id}|T|2.5.1\rMSA|AA|${id}\r\u001c\r`;

/** Patient and time of a message of one reading. */
const namedIn = (message: string): { readonly patient: string; readonly at: string } => {
  const fields = (segment: string): readonly string[] => message.slice(message.indexOf(`\r${segment}|`)).split('|', 16);
  return { patient: fields('PID')[3] ?? '', at: fields('OBX')[14] ?? '' };
};

/**
 * What no receiver on this machine can be faster than: the same bodies, parsed and committed durably in groups, and
 * nothing done with them. FHIR by express, HL7 v2 by a bare framer that answers a string.
 */
export const startFloor = async (
  databasePath: string,
  kept: Kept = 'floor',
): Promise<{ readonly http: number; readonly mllp: number }> => {
  const db = openSqlite(databasePath);
  const commit = createGroupCommit(db);
  const rows = kept === 'rows' ? createRows(db) : undefined;
  const isIndexed = kept === 'indexed';
  const unique = isIndexed ? ', UNIQUE (whose, at)' : '';
  db.run(`CREATE TABLE bodies (seq INTEGER PRIMARY KEY, whose TEXT, at TEXT, body TEXT NOT NULL${unique}) STRICT`);
  const insert = isIndexed
    ? (body: string, whose: string, at: string) =>
        db.run('INSERT OR IGNORE INTO bodies (whose, at, body) VALUES (?, ?, ?)', whose, at, body)
    : (body: string) => db.run('INSERT INTO bodies (body) VALUES (?)', body);
  const keepOne = (one: Observation): void => {
    const body = JSON.stringify(one);
    const { reference: patient } = one.subject;
    if (rows === undefined) insert(body, patient, one.effectiveDateTime);
    else rows.keep({ key: one.identifier[0].value, patient, at: one.effectiveDateTime, body });
  };
  const keep = (observations: readonly Observation[]): Promise<void> =>
    commit.run(() => {
      for (const one of observations) keepOne(one);
    });
  const keepMessage = (message: string, id: string, answer: string): Promise<void> =>
    commit.run(() => {
      if (rows === undefined) return insert(message, id, '');
      rows.keep({ key: id, ...namedIn(message), body: message });
      return rows.keepAnswer(id, answer);
    });
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
        const answer = ackOf(id);
        void keepMessage(text, id, answer).then(() => socket.write(answer));
      }
    });
  }).listen(0, '127.0.0.1');
  await Promise.all([http, mllp].map((server) => new Promise((resolve) => server.once('listening', resolve))));
  return { http: (http.address() as AddressInfo).port, mllp: (mllp.address() as AddressInfo).port };
};
