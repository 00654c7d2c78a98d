import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { DEFAULT_MAX_MESSAGE_BYTES } from '../../../contract/wire/hl7v2/mllp.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { answerWith } from './answer.ts';
import { listenMllp } from './listener.ts';
import type { AnswerSender, Listener } from './listener.ts';
import { Replay } from './replay.ts';
import type { Clients } from './sender.ts';
import type { MutualTls } from './socket-server.ts';
import { createToldTime } from './told-time.ts';

/** Settings of the HL7 v2 surface. Bounds have defaults; sizes in bytes, times in milliseconds. */
export interface Hl7ServerOptions {
  readonly host: '127.0.0.1';
  /** 0: any free port. */
  readonly port: number;
  readonly namespaces: Namespaces;
  /** Admitted senders by `MSH-3|MSH-4`, and what each may do. */
  readonly clients: Clients;
  /** Mutual TLS: then MSH-3 must be the common name of the sender's certificate. */
  readonly tls?: MutualTls;
  /** Default 8 MiB. */
  readonly maxMessageBytes?: number;
  /** Default 5 minutes. */
  readonly idleTimeoutMs?: number;
  /** Default 512. */
  readonly maxConnections?: number;
  /** What all connections together may hold of messages that are not answered: past it those with great ones are closed. Default 256 MiB. */
  readonly maxHeldBytes?: number;
  /** Messages of one connection read and not yet answered. Default 64. */
  readonly maxInFlight?: number;
  /** Put around every answer. */
  readonly around?: (answer: AnswerSender) => AnswerSender;
}

/** Control ids that differ from those of an earlier start: the start time and a count, at most 20 characters. */
const controlIds = (startedAt: string): (() => string) => {
  const start = Date.parse(startedAt).toString(36).toUpperCase();
  let count = 0;
  return () => {
    count += 1;
    return `${start}-${count.toString(36).toUpperCase()}`;
  };
};

/**
 * Serves the pipeline over HL7 v2.5.1 and MLLP on loopback: orders (OMG^O19, ORM^O01) and readings
 * (ORU^R01) in, one acknowledgement each, after the pipeline's commit. See docs/bindings/hl7v2.md.
 */
export const startHl7Server = async (pipeline: ReachedPipeline, options: Hl7ServerOptions): Promise<Listener> => {
  const maxMessageBytes = options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
  const time = createToldTime(pipeline);
  const own = answerWith({
    pipeline,
    namespaces: options.namespaces,
    clients: options.clients,
    replay: new Replay(),
    nextControlId: controlIds(await time()),
    time,
    maxMessageBytes,
  });
  const answer = options.around?.(own) ?? own;
  return listenMllp(
    {
      host: options.host,
      port: options.port,
      maxMessageBytes,
      idleTimeoutMs: options.idleTimeoutMs ?? 300_000,
      maxConnections: options.maxConnections ?? 512,
      maxHeldBytes: options.maxHeldBytes ?? 256 * 1024 * 1024,
      maxInFlight: options.maxInFlight ?? 64,
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    },
    answer,
  );
};
