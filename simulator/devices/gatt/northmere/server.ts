import { Assembler, encodeFrame, fragmentsOf, type Frame } from '../../../../contract/wire/gatt/northmere/frame.ts';
import {
  decodeCommand,
  encodeMessage,
  NORTHMERE,
  RECORDS_A_FRAME,
  type NorthmereCommand,
  type NorthmereMessage,
  type NorthmereRecord,
} from '../../../../contract/wire/gatt/northmere/messages.ts';
import { PacketProblem } from '../../../../contract/wire/gatt/problem.ts';
import { meterMemory, stored, type MeterMemory } from '../../glucometer/memory.ts';
import { agreedMtu, ATT, attError, DONE, IDLE, SMALLEST_MTU, type ServerStep } from '../att.ts';

/** A Northmere meter between two packets. */
export interface NorthmereServer {
  readonly memoryId: number;
  /** Counters follow each other. */
  readonly memory: MeterMemory<NorthmereRecord>;
  readonly next: number;
  readonly mtu: number;
  readonly subscribed: boolean;
  /** Fragments that wait to be sent. */
  readonly outbox: readonly Uint8Array[];
}

export const northmereServer = (memoryId: number, firstCounter = 0, capacity = 1000): NorthmereServer => ({
  memoryId,
  memory: meterMemory(capacity),
  next: firstCounter,
  mtu: SMALLEST_MTU,
  subscribed: false,
  outbox: [],
});

/** With one record more, which gets the next counter. */
export function northmereStored(server: NorthmereServer, record: Omit<NorthmereRecord, 'counter'>): NorthmereServer {
  const memory = stored(server.memory, { counter: server.next, ...record });
  return { ...server, memory, next: server.next + 1 };
}

const NOTIFY = 1;
/** A notification carries three bytes fewer than the MTU. */
const roomIn = (mtu: number): number => mtu - 3;

/** The private service: commands are written, and answered by notifications that carry frames in fragments. */
export const stepNorthmereServer: ServerStep<NorthmereServer> = (server, request) => {
  switch (request.kind) {
    case 'connect':
    case 'disconnect': {
      const mtu = request.kind === 'connect' ? agreedMtu(request.mtu) : SMALLEST_MTU;
      return { state: { ...server, mtu, subscribed: false, outbox: [] }, answer: DONE };
    }
    case 'read': {
      const known = request.characteristic === NORTHMERE.command || request.characteristic === NORTHMERE.data;
      return { state: server, answer: attError(known ? ATT.readNotPermitted : ATT.attributeNotFound) };
    }
    case 'configure': {
      if (request.characteristic !== NORTHMERE.data) return { state: server, answer: attError(ATT.attributeNotFound) };
      if (request.value !== 0 && request.value !== NOTIFY) {
        return { state: server, answer: attError(ATT.valueNotAllowed) };
      }
      return { state: { ...server, subscribed: request.value === NOTIFY }, answer: DONE };
    }
    case 'write': {
      if (request.characteristic === NORTHMERE.data) {
        return { state: server, answer: attError(ATT.writeNotPermitted) };
      }
      if (request.characteristic !== NORTHMERE.command) {
        return { state: server, answer: attError(ATT.attributeNotFound) };
      }
      const fragments = answersTo(server, request.value).flatMap((message) =>
        fragmentsOf(encodeFrame(encodeMessage(message)), roomIn(server.mtu)),
      );
      return { state: { ...server, outbox: [...server.outbox, ...fragments] }, answer: DONE };
    }
    case 'confirm':
      return { state: server, answer: DONE };
    case 'send': {
      const [value, ...outbox] = server.outbox;
      if (value === undefined || !server.subscribed) return { state: server, answer: IDLE };
      return {
        state: { ...server, outbox },
        answer: { kind: 'notification', characteristic: NORTHMERE.data, value },
      };
    }
  }
};

/** Commands fit into one fragment. */
function readCommand(value: Uint8Array): NorthmereCommand | NorthmereMessage {
  let frame: Frame | undefined;
  try {
    frame = new Assembler().take(value);
  } catch (error) {
    if (!(error instanceof PacketProblem)) throw error;
  }
  if (frame === undefined) return { kind: 'error', code: 'damaged-command' };
  try {
    return decodeCommand(frame);
  } catch (error) {
    if (!(error instanceof PacketProblem)) throw error;
    return { kind: 'error', code: error.reason === 'op-code' ? 'unknown-command' : 'damaged-command' };
  }
}

function answersTo(server: NorthmereServer, value: Uint8Array): readonly NorthmereMessage[] {
  if (server.outbox.length > 0) return [{ kind: 'error', code: 'busy' }];
  const command = readCommand(value);
  if (command.kind === 'tell-state') {
    const oldest = server.memory.records[0]?.counter ?? server.next;
    return [{ kind: 'state', state: { memoryId: server.memoryId, oldest, next: server.next } }];
  }
  if (command.kind !== 'tell-records') return command.kind === 'error' ? [command] : [];
  const wanted = server.memory.records.filter(({ counter }) => counter >= command.from).slice(0, command.most);
  const frames = Array.from({ length: Math.ceil(wanted.length / RECORDS_A_FRAME) }, (_, at) => ({
    kind: 'records' as const,
    records: wanted.slice(at * RECORDS_A_FRAME, (at + 1) * RECORDS_A_FRAME),
  }));
  return [...frames, { kind: 'end', sent: wanted.length }];
}
