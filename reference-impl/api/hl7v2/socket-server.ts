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

const SOCKETS = { allowHalfOpen: true, noDelay: true } as const;

const plainServer = (): SocketServer => {
  const server = net.createServer(SOCKETS);
  return { server, onSocket: (connect) => void server.on('connection', connect), abandon: () => {} };
};

const tlsServer = ({ key, cert, ca }: MutualTls, handshakeTimeoutMs: number): SocketServer => {
  const server = tls.createServer({
    ...SOCKETS,
    key,
    cert,
    ca,
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    handshakeTimeout: handshakeTimeoutMs,
  });
  const unready = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unready.add(socket);
    socket.on('close', () => unready.delete(socket));
  });
  // Whoever has no certificate of ours, or speaks no TLS, is not answered: there is nobody to answer.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return {
    server,
    onSocket: (connect) => void server.on('secureConnection', connect),
    abandon: () => {
      for (const socket of unready) socket.destroy();
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
