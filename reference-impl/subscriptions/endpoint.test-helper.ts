import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, type JsonObject, parseLossless } from '../../contract/wire/json/lossless.ts';

/** One message as it came. */
interface Arrival {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bundle: JsonObject;
  readonly kind: string;
  readonly numbers: readonly number[];
}

/** What an endpoint does with a message: a status to answer, or `hang`: it says nothing. */
type Manner = number | 'hang';

/** A client's endpoint on loopback, as a client would have it: it takes, refuses, hangs, goes away and comes back. */
export interface Endpoint {
  readonly url: string;
  readonly arrivals: Arrival[];
  manner: Manner;
  /** Headers of its answers. */
  answerHeaders: Record<string, string>;
  /** Event numbers as they came, repetitions and all. */
  numbers(): readonly number[];
  /** Nobody listens at its port any more. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
}

/** Parameters of the status that a notification, or the answer of `$status`, begins with. */
export const parametersOf = (bundle: JsonObject): readonly JsonObject[] => {
  const [first = {}] = bundle['entry'] as readonly JsonObject[];
  const status = first['resource'] as JsonObject;
  return status['parameter'] as readonly JsonObject[];
};

const listenAt = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

export const startEndpoint = async (): Promise<Endpoint> => {
  const arrivals: Arrival[] = [];
  const make = (): Server =>
    createServer(async (request, response) => {
      let text = '';
      try {
        for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) text += chunk;
      } catch {
        // Whoever sent it is gone: half a message is none.
        return;
      }
      const bundle = parseLossless(text) as JsonObject;
      const parameters = parametersOf(bundle);
      const numbers = parameters
        .filter((p) => p['name'] === 'notification-event')
        .map((p) => Number((p['part'] as readonly JsonObject[])[0]?.['valueString']));
      const kind: Json | undefined = parameters.find((p) => p['name'] === 'type')?.['valueCode'];
      const { manner } = endpoint;
      arrivals.push({ path: request.url ?? '', headers: request.headers, bundle, kind: String(kind), numbers });
      if (manner !== 'hang') response.writeHead(manner, endpoint.answerHeaders).end();
    });
  let server = make();
  const port = await listenAt(server, 0);
  const endpoint: Endpoint = {
    url: `http://127.0.0.1:${port}/notify/7f3a`,
    arrivals,
    manner: 200,
    answerHeaders: {},
    numbers: () => arrivals.flatMap((arrival) => arrival.numbers),
    goAway: () => closed(server),
    comeBack: async () => {
      server = make();
      await listenAt(server, port);
    },
  };
  return endpoint;
};
