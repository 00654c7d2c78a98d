import { type AddressInfo, createServer, type Socket } from 'node:net';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { encodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { type Message, parseMessage, peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { frame, MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { decodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import type { Decision, Delivered, Mailbox } from './mailbox.ts';
import { acksOf } from './mllp-acks.ts';
import { ControlIds, refusalOfHeader } from './mllp-header.ts';

const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;
const IDLE_MS = 120_000;

/** The EHR over MLLP: one listener a phone, because HL7 v2 has no address to tell them apart by. */
export interface MllpEhr {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

interface Ruling {
  readonly all: readonly (readonly [Delivered, Decision])[];
  readonly refusal: Refusal | undefined;
  readonly cut: boolean;
}

const ruleOn = (mailbox: Mailbox, bytes: Buffer, ids: ControlIds): Ruling => {
  const parsed = parseMessage(bytes);
  const misdirected = parsed.ok
    ? (ids.refusalOf(parsed.value.header, bytes) ?? refusalOfHeader(parsed.value.header))
    : undefined;
  const marked = parsed.ok && parsed.value.header.text(11) === 'T';
  const readings = parsed.ok ? read(parsed.value) : parsed;
  const way = { via: 'hl7v2', ...mailbox.now(), marked } as const;
  const list: readonly Delivered[] = readings.ok
    ? readings.value.map((value) => ({
        ...way,
        way: value.status === 'corrected' || value.status === 'entered-in-error' ? 'update' : 'create',
        reading: { ok: true, value },
        ...(misdirected === undefined ? {} : { misdirected }),
      }))
    : [{ ...way, way: 'create', reading: misdirected === undefined ? readings : { ok: false, refusal: misdirected } }];
  const decided = list.map((one) => [one, mailbox.decide(one)] as const);
  const bad = decided.find(([, d]) => d.refusal !== undefined)?.[1];
  const cut = decided.some(([, d]) => d.outcome === 'cut');
  // A message is filed as a whole or not at all: what is well was not kept either, and has to come again.
  const all = decided.map(([one, decision]): readonly [Delivered, Decision] =>
    bad === undefined || decision.refusal !== undefined
      ? [one, decision]
      : [one, { outcome: cut ? 'cut' : 'unavailable' }],
  );
  if (parsed.ok && (cut || bad === undefined)) ids.remember(parsed.value.header, bytes);
  return { all, refusal: bad?.refusal, cut };
};

const read = (message: Message) => decodeReadingMessage(message, {});

const receive = (mailbox: Mailbox, ids: ControlIds, socket: Socket, bytes: Buffer, controlId: string): void => {
  const { all, refusal, cut } = ruleOn(mailbox, bytes, ids);
  if (refusal === undefined) for (const [one, decision] of all) mailbox.keep(one, decision);
  const request = bytes.toString('utf8');
  if (cut) {
    socket.destroy();
    for (const [one, decision] of all) mailbox.note(one, decision, { request });
    return;
  }
  const ack = refusal === undefined ? undefined : REFUSALS[refusal.code];
  const code = ack === undefined ? 'AA' : ((ack as { readonly ack?: 'AE' | 'AR' }).ack ?? 'AE');
  const header = peekHeader(bytes);
  const envelope = {
    sendingApplication: 'EHR',
    sendingFacility: 'GOODHEALTH',
    receivingApplication: 'GATEWAY',
    receivingFacility: 'HOME',
    at: mailbox.now().wall,
    controlId,
    processingId: 'T',
  } as const;
  const acks = acksOf(header, { code, ...(refusal === undefined ? {} : { refusal }) });
  const texts = acks.map((each, i) => encodeAck(header, each, { ...envelope, controlId: `${controlId}-${i + 1}` }));
  for (const text of texts) socket.write(frame(text));
  const response = texts.join('\n');
  for (const [one, decision] of all) mailbox.note(one, decision, { request, response, code });
};

/** Starts the listener of one phone on loopback, on any free port. */
export const startMllpEhr = async (mailbox: Mailbox): Promise<MllpEhr> => {
  const sockets = new Set<Socket>();
  const ids = new ControlIds();
  let count = 0;
  const server = createServer((socket) => {
    const framer = new MllpFramer(MAX_MESSAGE_BYTES);
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk: Buffer) => {
      for (const { kind, bytes } of framer.push(chunk)) {
        count += 1;
        if (kind === 'oversize') socket.destroy();
        else receive(mailbox, ids, socket, bytes, `E${count}`);
      }
    });
  });
  server.maxConnections = 32;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
