import net from 'node:net';
import type { Socket } from 'node:net';
import tls from 'node:tls';

/** PEM of our key and certificate, and of the authority that signs the certificates of senders. */
export interface MutualTls {
  readonly key: string;
  readonly cert: string;
  readonly ca: string;
}

/** A server of sockets that are ready to be talked over. */
export interface SocketServer {
  readonly server: net.Server;
  onSocket(connect: (socket: Socket) => void): void;
  /** Ends the connections that are not ready yet; those that are, are their owner's. */
  abandon(): void;
}

/** Who has shown no certificate in so long has none, or is none of ours: its place is another's. */
const HANDSHAKE_MS = 10_000;

const plainServer = (): SocketServer => {
  const server = net.createServer({ allowHalfOpen: true, noDelay: true });
  return { server, onSocket: (connect) => void server.on('connection', connect), abandon: () => {} };
};

/** The two ends of a connection are the same for it and for what is spoken over it. */
const nameOf = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

const tlsServer = ({ key, cert, ca }: MutualTls, handshakeTimeoutMs: number): SocketServer => {
  const server = tls.createServer({
    // Who ends before it is let in has nothing more to hear.
    allowHalfOpen: false,
    noDelay: true,
    key,
    cert,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: Math.min(HANDSHAKE_MS, handshakeTimeoutMs),
  });
  const unready = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const name = nameOf(socket);
    unready.set(name, socket);
    socket.on('close', () => {
      if (unready.get(name) === socket) unready.delete(name);
    });
  });
  // Whoever has no certificate of ours, or speaks no TLS, is not answered: there is nobody to answer.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return {
    server,
    onSocket: (connect) =>
      void server.on('secureConnection', (socket) => {
        unready.delete(nameOf(socket));
        // From now on it may say that it sends nothing more, and wait for its answers.
        socket.allowHalfOpen = true;
        connect(socket);
      }),
    abandon: () => {
      for (const socket of unready.values()) socket.destroy();
    },
  };
};

/** Without `mutual` the sockets are plain TCP. Throws when key or certificate cannot be used. */
export const createSocketServer = (mutual: MutualTls | undefined, handshakeTimeoutMs: number): SocketServer =>
  mutual === undefined ? plainServer() : tlsServer(mutual, handshakeTimeoutMs);

/** The common name of the sender's certificate; undefined over plain TCP. */
export const certifiedName = (socket: Socket): string | undefined => {
  if (!(socket instanceof tls.TLSSocket)) return undefined;
  const name = socket.getPeerCertificate().subject?.CN;
  // Several names are no name.
  return typeof name === 'string' ? name : '';
};
