import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Hl7Connection, type Hl7MessageEvent } from '@medplum/hl7';
import { Inbound, Server } from 'node-hl7-server';

/** A server of somebody else on a port of loopback, with a handler that accepts everything. */
export interface Stock {
  readonly port: number;
  close(): Promise<void>;
}

const closing = (server: net.Server, sockets: ReadonlySet<net.Socket>) => async (): Promise<void> => {
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
};

/** Listens on loopback and hands every connection on; an error of a connection is its own. */
const listening = async (take: (socket: net.Socket) => void): Promise<Stock> => {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    take(socket);
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: closing(server, sockets) };
};

/** Its socket handling as published; only listening is ours, because it would listen on every interface. */
export const nodeHl7Server = async (): Promise<Stock> => {
  class Loopback extends Inbound {}
  Object.assign(Loopback.prototype, { _listen: () => net.createServer() });
  const inbound = new Loopback(new Server({ bindAddress: '127.0.0.1' }), { port: 0 }, (_request, response) => {
    void response.sendResponse('AA');
  });
  inbound.on('error', () => undefined);
  inbound.on('data.error', () => undefined);
  const { _onTcpClientConnected: take } = inbound as unknown as { _onTcpClientConnected(socket: net.Socket): void };
  return await listening(take.bind(inbound));
};

/** Its connection as published, with its own acknowledgement. */
export const medplum = async (): Promise<Stock> =>
  await listening((socket) => {
    const connection = new Hl7Connection(socket);
    connection.addEventListener('message', (event: Hl7MessageEvent) => connection.send(event.message.buildAck()));
    connection.addEventListener('error', () => undefined);
  });

/** The interpreter that Debian's package is for. */
const PYTHON = '/usr/bin/python3';

/** Whether python3-hl7 can be had. */
export const hasPythonHl7 = (): boolean => spawnSync(PYTHON, ['-c', 'import hl7.mllp']).status === 0;

export const pythonHl7 = async (): Promise<Stock> => {
  const script = fileURLToPath(new URL('python3-hl7-server.py', import.meta.url));
  const child: ChildProcess = spawn(PYTHON, [script], { stdio: ['ignore', 'pipe', 'ignore'] });
  if (child.stdout === null) throw new Error('no output to read the port from');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    port: Number(line),
    close: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
};
