import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Request, type Response } from 'express';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { refuse, type Refusal } from '../../../contract/refusal.ts';
import { decoding, resourceCursor } from '../../../contract/wire/fhir/cursor.ts';
import { readNewKey } from '../../../contract/wire/fhir/identifier.ts';
import { parseAnyCondition } from '../../../contract/wire/fhir/condition.ts';
import { operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { searchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { parseSearchToken } from '../../../contract/wire/fhir/search-token.ts';
import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { isOffered, readBody } from './fhir-body.ts';
import { receiveBundle } from './fhir-bundle.ts';
import { CAPABILITY } from './fhir-capability.ts';
import { delivered, patientReference, type Write } from './fhir-delivery.ts';
import { deliveredElsewhere } from './fhir-elsewhere.ts';
import type { Decision, Mailbox } from './mailbox.ts';

/** 500 readings are about 0.6 MB. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
const JSON_MEDIA = 'application/fhir+json; charset=utf-8';

/** The EHR over FHIR; every phone has a base address of its own. */
export interface FhirEhr {
  baseOf(token: string): string;
  add(token: string, mailbox: Mailbox): void;
  close(): Promise<void>;
}

const bytesOf = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    request.once('end', () => resolve(size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks)));
    request.once('error', reject);
  });

const answer = (
  response: Response,
  status: number,
  body: JsonObject | undefined,
  headers: Record<string, string> = {},
): string => {
  const text = body === undefined ? '' : writeLossless(body);
  response
    .status(status)
    .set({ ...headers, 'content-type': JSON_MEDIA })
    .send(text);
  return `HTTP/1.1 ${status}\n\n${text}`;
};

const refused = (response: Response, refusal: Refusal): string =>
  answer(response, REFUSALS[refusal.code].http, operationOutcome(refusal));

const wireOf = (request: Request, body: Buffer): string =>
  [
    `${request.method} ${request.originalUrl}`,
    ...Object.entries(request.headers).map(([k, v]) => `${k}: ${String(v)}`),
    '',
    body.toString('utf8'),
  ].join('\n');

/** What is answered to one write; undefined where nothing is, because the connection is cut. */
const settle = (
  response: Response,
  decision: Decision,
  id: string | undefined,
  body: JsonObject,
): { code?: string; response?: string } => {
  const { outcome, refusal } = decision;
  if (outcome === 'cut') {
    response.socket?.destroy();
    return {};
  }
  if (refusal !== undefined) {
    const text = refused(response, refusal);
    return { code: String(REFUSALS[refusal.code].http), response: text };
  }
  const status = decision.isNew === true ? 201 : 200;
  const location = `Observation/${id ?? 'unknown'}`;
  return { code: String(status), response: answer(response, status, { ...body, id }, { location, etag: 'W/"1"' }) };
};

const keyIn = (value: unknown): Identifier | undefined =>
  typeof value === 'string' ? parseSearchToken(value) : undefined;

/** What is wrong with a request that writes, whatever it carries. */
const refusalOf = (request: Request): { readonly refusal?: Refusal } =>
  isOffered(request.headers)
    ? {}
    : { refusal: refuse('unsupported-media-type', undefined, 'expected application/fhir+json').refusal };

const write = (mailbox: Mailbox, request: Request, response: Response, bytes: Buffer, target: Write): void => {
  const resource = readBody(bytes);
  const one = delivered(mailbox, resource, { ...target, ...refusalOf(request) });
  const decision = mailbox.decide(one);
  const id = mailbox.keep(one, decision) ?? decision.id;
  const answered = settle(response, decision, id, resource.ok ? resource.value : {});
  mailbox.note(one, decision, { ...answered, request: wireOf(request, bytes) });
};

/** A create, with what its If-None-Exist names. */
const createOf = (request: Request): Write => {
  const condition = request.get('if-none-exist');
  if (condition === undefined) return { way: 'create' };
  const keys = parseAnyCondition(condition);
  return keys === undefined || keys.length === 0
    ? {
        way: 'create',
        refusal: refuse('unsupported-parameter', undefined, 'If-None-Exist: identifier=system|value').refusal,
      }
    : { way: 'create', ifNoneExist: keys };
};

const updateOf = (request: Request): Write => {
  const identifier = keyIn(request.query['identifier']);
  return identifier === undefined
    ? { way: 'update', refusal: refuse('unsupported-parameter', undefined, 'identifier is needed').refusal }
    : { way: 'update', identifier };
};

const patientResource = (mailbox: Mailbox): JsonObject => ({
  ...encodePatient({
    identifier: mailbox.patient,
    family: 'Test',
    given: 'Sender',
    gender: 'unknown',
    birthDate: '1970-01-01',
  }),
  id: patientReference(mailbox.patient).split('/')[1],
});

const isMine = (key: Identifier | undefined, { patient }: Mailbox): boolean =>
  key !== undefined && key.value === patient.value && key.system === patient.system;

/** A reading as it is kept. Devices are named by their identifiers, as whoever sent it may have done. */
const shown = (mailbox: Mailbox, { reading, id }: { readonly reading: Reading; readonly id: string }): JsonObject => ({
  ...encodeReading(reading, (type) => {
    if (type === 'Patient') return patientReference(mailbox.patient);
    throw new RangeError(`no reference to a ${type}`);
  }),
  id,
});

/** A device that readings may refer to. Nothing of it is asked but who it is: no measurement fails for what its device lacks. */
const createDevice = (mailbox: Mailbox, request: Request, response: Response, bytes: Buffer): void => {
  const body = readBody(bytes);
  const unread = refusalOf(request).refusal ?? (body.ok ? undefined : body.refusal);
  const resource = body.ok ? body.value : {};
  const key = decoding(() => readNewKey(resourceCursor(resource, 'Device')));
  if (unread !== undefined) refused(response, unread);
  else if (!key.ok) refused(response, key.refusal);
  else {
    const { id, isNew } = mailbox.addDevice(key.value);
    answer(response, isNew ? 201 : 200, { ...resource, id }, { location: `Device/${id}` });
  }
};

/** Nothing is written here. What is a reading has come all the same, and stands in the history. */
const elsewhere = (
  refusal: Refusal,
  all: Iterable<Mailbox>,
  mailbox: Mailbox | undefined,
  request: Request,
  response: Response,
  bytes: Buffer,
): void => {
  const body = bytes.length === 0 ? undefined : readBody(bytes);
  const came = body?.ok === true ? deliveredElsewhere(body.value, mailbox, all, refusal) : [];
  const decided = came.map(([to, one]) => [to, one, to.decide(one)] as const);
  const first = decided[0]?.[2];
  const answered = first === undefined ? void refused(response, refusal) : settle(response, first, undefined, {});
  for (const [to, one, decision] of decided) to.note(one, decision, { ...answered, request: wireOf(request, bytes) });
};

/** The routes of one mailbox; `base` is its own address. */
const serve = (
  app: express.Express,
  mailboxes: ReadonlyMap<string, Mailbox>,
  baseOf: (token: string) => string,
): void => {
  const at =
    (handle: (mailbox: Mailbox, request: Request, response: Response, body: Buffer, base: string) => void) =>
    async (request: Request, response: Response): Promise<void> => {
      const token = String(request.params['token']);
      const mailbox = mailboxes.get(token);
      const body = await bytesOf(request);
      if (body === undefined) refused(response, { code: 'too-large' });
      else if (mailbox === undefined)
        elsewhere({ code: 'not-found' }, mailboxes.values(), undefined, request, response, body);
      else handle(mailbox, request, response, body, baseOf(token));
    };
  const root = '/p/:token/fhir';
  app.get(
    `${root}/metadata`,
    at((_m, _q, response) => void answer(response, 200, CAPABILITY)),
  );
  app.get(
    `${root}/Patient`,
    at((mailbox, request, response, _body, base) => {
      const found = isMine(keyIn(request.query['identifier']), mailbox) ? [patientResource(mailbox)] : [];
      answer(response, 200, searchset(base, found, { self: `${base}/Patient` }));
    }),
  );
  app.get(
    `${root}/Patient/:id`,
    at((mailbox, request, response) => {
      const resource = patientResource(mailbox);
      if (resource['id'] === request.params['id']) answer(response, 200, resource);
      else refused(response, { code: 'not-found' });
    }),
  );
  app.post(
    `${root}/Device`,
    at((mailbox, request, response, body) => createDevice(mailbox, request, response, body)),
  );
  app.get(
    `${root}/Observation/:id`,
    at((mailbox, request, response) => {
      const kept = mailbox.byId(String(request.params['id']));
      if (kept === undefined) refused(response, { code: 'not-found' });
      else answer(response, 200, shown(mailbox, kept));
    }),
  );
  app.get(
    `${root}/Observation`,
    at((mailbox, request, response, _body, base) => {
      const key = keyIn(request.query['identifier']);
      const kept = key === undefined ? undefined : mailbox.find(key);
      const found = kept === undefined ? [] : [shown(mailbox, kept)];
      answer(response, 200, searchset(base, found, { self: `${base}/Observation` }));
    }),
  );
  app.post(
    `${root}/Observation`,
    at((mailbox, request, response, body) => write(mailbox, request, response, body, createOf(request))),
  );
  app.put(
    `${root}/Observation`,
    at((mailbox, request, response, body) => write(mailbox, request, response, body, updateOf(request))),
  );
  app.put(
    `${root}/Observation/:id`,
    at((mailbox, request, response, body) =>
      write(mailbox, request, response, body, { way: 'update', id: String(request.params['id']) }),
    ),
  );
  app.post(
    root,
    at((mailbox, request, response, body) => {
      receiveBundle(mailbox, readBody(body), refusalOf(request).refusal, {
        request: wireOf(request, body),
        send: (status, answered) => answer(response, status, answered),
        cut: () => response.socket?.destroy(),
      });
    }),
  );
  app.use((async (request: Request, response: Response): Promise<void> => {
    const mailbox = mailboxes.get(/^\/p\/([^/]+)/.exec(request.path)?.[1] ?? '');
    const body = await bytesOf(request);
    if (body === undefined) refused(response, { code: 'too-large' });
    else elsewhere({ code: 'unsupported-interaction' }, mailboxes.values(), mailbox, request, response, body);
  }) as express.RequestHandler);
};

/** Starts the EHR on loopback, on any free port. */
export const startFhirEhr = async (): Promise<FhirEhr> => {
  const mailboxes = new Map<string, Mailbox>();
  const app = express();
  app.disable('x-powered-by').disable('etag');
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    app as (q: IncomingMessage, r: ServerResponse) => void,
  );
  server.maxConnections = 512;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const baseOf = (token: string): string => `http://127.0.0.1:${port}/p/${token}/fhir`;
  serve(app, mailboxes, baseOf);
  return {
    baseOf,
    add: (token, mailbox) => void mailboxes.set(token, mailbox),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
