import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { Inbound, Server } from 'node-hl7-server';
import { expect, test } from 'vitest';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { WireClient, oru } from './wire.test-helper.ts';

/**
 * A known-bad target: the socket handling of node-hl7-server 2.5.0 as it is published. Only its
 * listening is replaced here, because it would listen on every interface.
 */
const startStock = async (handled: string[]) => {
  const server = net.createServer();
  class Loopback extends Inbound {}
  Object.assign(Loopback.prototype, {
    _listen(this: { _onTcpClientConnected: (socket: net.Socket) => void }): net.Server {
      // oxlint-disable-next-line no-underscore-dangle -- the package's own name
      server.on('connection', (socket) => this._onTcpClientConnected(socket));
      return server.listen({ host: '127.0.0.1', port: 0 });
    },
  });
  const inbound = new Loopback(new Server({ bindAddress: '127.0.0.1' }), { port: 0 }, (request, response) => {
    handled.push(request.getMessage().get('MSH.10').toString());
    void response.sendResponse('AA');
  });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => inbound.close() };
};

test('the stock listener handles earlier messages of a connection again: this is why ours replaces it', async () => {
  const handled: string[] = [];
  const stock = await startStock(handled);
  const client = await WireClient.to(stock.port);
  let expected = 0;
  for (const [index, id] of ['S1', 'S2', 'S3'].entries()) {
    await client.write(frame(oru(id)));
    expected += index + 1;
    await client.rawAcks(expected);
  }
  expect(handled).toEqual(['S1', 'S1', 'S2', 'S1', 'S2', 'S3']);
  client.socket.destroy();
  await stock.close();
});
