import type { IncomingMessage } from 'node:http';

/** Our own address as the connection has it, `http://127.0.0.1:8080`: the Host header is the client's to write. */
export const originOf = ({ socket }: IncomingMessage): string =>
  `http://${socket.localAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'}:${socket.localPort ?? 0}`;
