import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { BUS_PROTOCOL, MAX_MESSAGE_BYTES } from '../../../contract/wire/device-bus/messages.ts';
import type { VirtualPhone } from './virtual-phone.ts';

/** Connections at once: a run has a phone a lane, and a vendor's adapter connects once to each. */
const MOST_CONNECTIONS = 512;

/** The WebSocket server of all phones of a run. */
export interface BusServer {
  /** Address of one phone. */
  urlOf(phone: VirtualPhone): string;
  add(phone: VirtualPhone): void;
  close(): Promise<void>;
}

const pathOf = (token: string): string => `/bus/${token}`;

/** Starts it on loopback. `port` 0: any free one. Rejects when the port is taken. */
export const startBus = async (port = 0): Promise<BusServer> => {
  const phones = new Map<string, VirtualPhone>();
  const http = createServer((_request, response) => {
    response.writeHead(426, { upgrade: 'websocket' }).end();
  });
  http.maxConnections = MOST_CONNECTIONS;
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has(BUS_PROTOCOL) ? BUS_PROTOCOL : false),
  });
  http.on('upgrade', (request, socket, head) => {
    // Not by URL, which throws at an address that is none, and nobody would catch it.
    const phone = phones.get((request.url ?? '').split('?')[0] ?? '');
    if (phone === undefined) {
      socket.on('error', () => socket.destroy());
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => phone.attach(webSocket));
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, '127.0.0.1', () => {
      http.off('error', reject);
      resolve();
    });
  });
  const { port: at } = http.address() as AddressInfo;
  return {
    urlOf: ({ token }) => `ws://127.0.0.1:${at}${pathOf(token)}`,
    add: (phone) => void phones.set(pathOf(phone.token), phone),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
};
