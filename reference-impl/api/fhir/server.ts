import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import { BASE_PATH } from './app.ts';
import { sendRefusal } from './send.ts';

export interface FhirServer {
  /** `http://127.0.0.1:8080/fhir` */
  readonly base: string;
  readonly port: number;
  /** Takes no new request, lets running ones finish for at most two seconds, then cuts them. */
  close(): Promise<void>;
}

const BOUNDS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 60_000, maxHeaderSize: 16_384 };
const MAX_CONNECTIONS = 1024;
const GRACE_MS = 2_000;

/** A request that is no HTTP still gets an OperationOutcome, then its connection ends. */
const answerBrokenRequest = async (socket: Socket, told: (refusal: Refusal) => Promise<void>): Promise<void> => {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const refusal: Refusal = { code: 'malformed', detail: 'not an acceptable HTTP request' };
  const body = writeLossless(operationOutcome(refusal));
  // An audit trail that cannot be written does not keep the sender from being told.
  await told(refusal).catch(() => {});
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/fhir+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};

/** Node.js would answer with a status alone. */
const answerExpectation = async (
  request: IncomingMessage,
  response: ServerResponse,
  told: (refusal: Refusal) => Promise<void>,
): Promise<void> => {
  const refusal: Refusal = { code: 'malformed', detail: 'Expect: only 100-continue' };
  await told(refusal).catch(() => {});
  sendRefusal(request, response, refusal);
};

/** Once the server closes, each answer says that its connection ends with it: a client would send the next request there. */
const lastAnswers = (app: RequestListener): { readonly listener: RequestListener; readonly begin: () => void } => {
  const open = new Set<ServerResponse>();
  let isClosing = false;
  const endsWith = (response: ServerResponse): void => {
    response.shouldKeepAlive = false;
  };
  return {
    listener: (request, response) => {
      if (isClosing) endsWith(response);
      open.add(response);
      response.once('close', () => open.delete(response));
      app(request, response);
    },
    begin: () => {
      isClosing = true;
      for (const response of open) endsWith(response);
    },
  };
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close((error) => {
      clearTimeout(cut);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });

export interface FhirServerOptions {
  readonly host: '127.0.0.1';
  /** 0: any free port. */
  readonly port: number;
  /** Told of each refusal of what is no HTTP, before it is answered: no app ever sees it. */
  readonly onBrokenRequest?: (refusal: Refusal) => Promise<void>;
}

/** Serves an app on loopback. Rejects when the port is taken. */
export const startFhirServer = (app: RequestListener, at: FhirServerOptions): Promise<FhirServer> =>
  new Promise((resolve, reject) => {
    const { listener, begin } = lastAnswers(app);
    const server = createServer(BOUNDS, listener);
    server.maxConnections = MAX_CONNECTIONS;
    const told = at.onBrokenRequest ?? (async () => {});
    server.on('clientError', (_error, socket: Socket) => void answerBrokenRequest(socket, told));
    server.on('checkExpectation', (request, response) => void answerExpectation(request, response, told));
    server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.off('error', reject);
      const { port } = server.address() as AddressInfo;
      const close = (): Promise<void> => {
        begin();
        return closeServer(server);
      };
      resolve({ base: `http://${at.host}:${port}${BASE_PATH}`, port, close });
    });
  });
