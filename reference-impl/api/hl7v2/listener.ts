import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import { Inbound, Server } from 'node-hl7-server';
import { Connection } from './connection.ts';
import type { ConnectionLimits } from './connection.ts';
import { createHeldBytes } from './held-bytes.ts';
import { certifiedName, createSocketServer } from './socket-server.ts';
import type { MutualTls, SocketServer } from './socket-server.ts';
import type { Frame } from '../../../contract/wire/hl7v2/mllp.ts';

/** Where to listen, and bounds. */
export interface ListenerOptions extends ConnectionLimits {
  readonly host: '127.0.0.1';
  /** 0: any free port. */
  readonly port: number;
  readonly maxConnections: number;
  /** Of messages without an answer, over all connections. */
  readonly maxHeldBytes: number;
  /** Senders need a certificate; absent: plain TCP. */
  readonly tls?: MutualTls;
}

/** As {@link Answer}, with the name in the sender's certificate, if there are certificates. */
export type AnswerSender = (frame: Frame, certified: string | undefined) => Promise<Buffer>;

/** A running listener. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Stops accepting, answers the messages in hand, and settles when every connection is closed. */
  close(): Promise<void>;
}

/**
 * An Inbound of node-hl7-server 2.5.0 whose socket handling is replaced. The stock one handles every
 * message of a kept-open connection again with each later one, buffers without a bound, listens on
 * every interface whatever address it is given (it passes `hostname`, which net ignores), and dies
 * of a rejected handler (listener.e2e.test.ts shows the first). What stays of the package is the
 * Server with its options and the Inbound with its events and statistics.
 *
 * Both methods are replaced on a prototype of its own: they are private in the package's types, and
 * its constructor calls `_listen` before a subclass could set a field, hence the closure.
 */
const createInbound = (
  options: ListenerOptions,
  connect: (socket: Socket) => void,
): { inbound: Inbound; sockets: SocketServer } => {
  const sockets = createSocketServer(options.tls, options.idleTimeoutMs);
  const { server } = sockets;
  server.maxConnections = options.maxConnections;
  class MllpInbound extends Inbound {}
  Object.assign(MllpInbound.prototype, {
    _listen(this: Inbound): NetServer {
      sockets.onSocket(connect);
      server.on('error', (error) => this.emit('error', error));
      return server.listen({ host: options.host, port: options.port }, () => this.emit('listen'));
    },
    _onTcpClientConnected: connect,
  });
  const main = new Server({ bindAddress: options.host });
  // The port of the package's options is not used, and its check refuses valid ports above 65353.
  return { inbound: new MllpInbound(main, { port: 0 }, () => {}), sockets };
};

/**
 * Listens for MLLP on loopback. Each connection's messages are answered in order by `answer`.
 * Rejects when the port cannot be had.
 */
export const listenMllp = async (options: ListenerOptions, answer: AnswerSender): Promise<Listener> => {
  const open = new Set<Connection>();
  const share = createHeldBytes(options.maxHeldBytes);
  const { inbound, sockets } = createInbound(options, (socket) => {
    const certified = certifiedName(socket);
    const answerOne = async (frame: Frame): Promise<Buffer> => {
      inbound.stats.received += 1;
      const bytes = await answer(frame, certified);
      inbound.stats.totalMessage += 1;
      return bytes;
    };
    const connection = new Connection(socket, options, answerOne, share());
    open.add(connection);
    void connection.done.then(() => open.delete(connection));
    inbound.emit('client.connect', socket);
  });
  await new Promise<void>((resolve, reject) => {
    inbound.on('listen', resolve);
    inbound.on('error', reject);
  });
  const { server } = sockets;
  const { address, port } = server.address() as AddressInfo;
  return {
    host: address,
    port,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      sockets.abandon();
      for (const connection of open) connection.stop();
      await Promise.all([...open].map((connection) => connection.done));
      await closed;
    },
  };
};
