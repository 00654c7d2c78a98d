import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { InboxItem } from '../../../../contract/domain/index.ts';
import { SYSTEM } from '../../../../contract/codes/canonical.ts';
import type { ReceivedAlert } from '../../../../contract/wire/hl7v2/alert-read.ts';
import { decodeAlertMessage } from '../../../../contract/wire/hl7v2/alert-read.ts';
import { encodeAck } from '../../../../contract/wire/hl7v2/ack.ts';
import type { AckContent } from '../../../../contract/wire/hl7v2/ack.ts';
import { parseMessage } from '../../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../../contract/wire/hl7v2/mllp.ts';
import { envelope } from '../wire.test-helper.ts';

export const ALERT_NAMESPACES = {
  EHR: 'urn:example:ehr:placer',
  METER: 'urn:example:meter-readings',
  RPM: SYSTEM.item,
};

/** An alert as it came, and its control id. */
export interface Came extends ReceivedAlert {
  readonly controlId: string;
  readonly bytes: string;
}

/** `silence`: nothing is answered; `hang-up`: the connection is closed instead. */
export type Reply = AckContent['code'] | 'silence' | 'hang-up';

const came = (bytes: Buffer): Came => {
  const message = parseMessage(bytes);
  if (!message.ok) throw new Error(`unreadable: ${message.refusal.code}`);
  const alert = decodeAlertMessage(message.value, ALERT_NAMESPACES);
  if (!alert.ok) throw new Error(`no alert: ${JSON.stringify(alert.refusal)}`);
  return { ...alert.value, controlId: message.value.header.text(10), bytes: bytes.toString('utf8') };
};

/** Another system that takes alerts: it keeps what came and answers as it is told. */
export interface Receiver {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly alerts: readonly Came[];
  /** What the next messages are answered with, one each; then always CA. */
  answer(...replies: readonly Reply[]): void;
  /** Settles when so many have come since the start. */
  until(count: number): Promise<readonly Came[]>;
  close(): Promise<void>;
}

export const startReceiver = async (port = 0): Promise<Receiver> => {
  const alerts: Came[] = [];
  const replies: Reply[] = [];
  const sockets = new Set<Socket>();
  let wake: () => void = () => {};
  const reply = (socket: Socket, bytes: Buffer): void => {
    const code = replies.shift() ?? 'CA';
    if (code === 'silence') return;
    if (code === 'hang-up') {
      socket.destroy();
      return;
    }
    const message = parseMessage(bytes);
    const header = message.ok ? message.value.header : undefined;
    socket.write(frame(encodeAck(header, { code }, envelope(`R${alerts.length}`, 'EHR|GOODHEALTH'))));
  };
  const server = createServer((socket) => {
    const framer = new MllpFramer();
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      for (const { bytes } of framer.push(chunk)) {
        alerts.push(came(bytes));
        reply(socket, bytes);
        wake();
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    alerts,
    answer: (...next) => void replies.push(...next),
    until: async (count) => {
      while (alerts.length < count) {
        // oxlint-disable-next-line no-await-in-loop -- woken by what comes
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return alerts;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** Phase, kind and item of what came, in order. */
export const told = (alerts: readonly Came[]): readonly (readonly [string, InboxItem['kind'], string])[] =>
  alerts.map(({ phase, item }) => [phase, item.kind, item.identifier.value]);
