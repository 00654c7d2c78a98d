import { Assembler, encodeFrame, fragmentsOf } from '../../../../contract/wire/gatt/northmere/frame.ts';
import {
  decodeMessage,
  encodeCommand,
  NORTHMERE,
  type NorthmereCommand,
  type NorthmereMessage,
  type NorthmereRecord,
  type NorthmereState,
} from '../../../../contract/wire/gatt/northmere/messages.ts';
import { PacketProblem } from '../../../../contract/wire/gatt/problem.ts';
import { failureOf, type Client, type SessionEnd } from '../client.ts';

/** What a phone remembers of one meter. */
export class NorthmereLog {
  memoryId: number | undefined;
  /** Everything before this counter was handed over, or was gone before it could be. */
  next = 0;
  /** Counters from `next` on that were handed over ahead of a gap. */
  readonly ahead = new Set<number>();

  /** True where the record is new. */
  take(counter: number): boolean {
    if (counter < this.next || this.ahead.has(counter)) return false;
    this.ahead.add(counter);
    this.#closeUp();
    return true;
  }

  /** What the meter says it has: a memory that was formatted begins anew, and what it no longer keeps is not waited for. */
  meets({ memoryId, oldest }: NorthmereState): void {
    if (this.memoryId !== memoryId) {
      this.memoryId = memoryId;
      this.next = oldest;
      this.ahead.clear();
    }
    if (oldest <= this.next) return;
    this.next = oldest;
    for (const counter of this.ahead) if (counter < oldest) this.ahead.delete(counter);
    this.#closeUp();
  }

  #closeUp(): void {
    while (this.ahead.delete(this.next)) this.next += 1;
  }
}

type Step<End> = Client<NorthmereRecord, End>;
type Failure = Exclude<SessionEnd, { kind: 'complete' }>;
type Heard = { readonly kind: 'state'; readonly state: NorthmereState } | { readonly kind: 'end' } | Failure;

const NOTIFY = 1;
const MOST_AT_ONCE = 255;
/** The smallest link's room for a command. */
const ROOM = 20;
/** Far more than the fragments of one answer: a meter that never ends is left. */
const MOST_PACKETS = 10_000;
const ROUNDS = 40;

/**
 * One session: asks the meter which counters it has, then for those that are missing, from the first gap on, until none is.
 * A record is handed over as soon as its frame is whole.
 */
export function* collectNorthmere(log: NorthmereLog, { rounds = ROUNDS } = {}): Step<SessionEnd> {
  const failure = failureOf(yield { kind: 'configure', characteristic: NORTHMERE.data, value: NOTIFY });
  if (failure !== undefined) return failure;
  for (let round = 0; round < rounds; round++) {
    const told = yield* ask({ kind: 'tell-state' }, log);
    if (told.kind === 'silent') continue;
    if (told.kind !== 'state') return told.kind === 'end' ? { kind: 'silent' } : told;
    log.meets(told.state);
    if (log.next >= told.state.next) return { kind: 'complete' };
    const end = yield* ask({ kind: 'tell-records', from: log.next, most: MOST_AT_ONCE }, log);
    if (end.kind !== 'end' && end.kind !== 'silent' && end.kind !== 'state') return end;
  }
  return { kind: 'gaps' };
}

/** Writes a command and takes what comes until its last message, or until it is silent: that message may be lost. */
function* ask(command: NorthmereCommand, log: NorthmereLog): Step<Heard> {
  const [value = new Uint8Array(0)] = fragmentsOf(encodeFrame(encodeCommand(command)), ROOM);
  const failure = failureOf(yield { kind: 'write', characteristic: NORTHMERE.command, value });
  if (failure !== undefined && failure.kind !== 'complete') return failure;
  const assembler = new Assembler();
  for (let packets = 0; packets < MOST_PACKETS; packets++) {
    const event = yield { kind: 'wait' };
    if (event.kind === 'lost') return { kind: 'lost' };
    if (event.kind !== 'notification') return { kind: 'silent' };
    const message = messageIn(event.value, assembler);
    if (message?.kind === 'records') {
      for (const record of message.records) {
        if (log.take(record.counter)) yield { kind: 'keep', record };
      }
    } else if (message?.kind === 'error') {
      return { kind: 'refused', why: message.code };
    } else if (message !== undefined) {
      return message.kind === 'end' ? { kind: 'end' } : message;
    }
  }
  return { kind: 'refused', why: 'a command that is never answered' };
}

/** A frame that is damaged counts as lost: what was in it is asked for again. */
function messageIn(value: Uint8Array, assembler: Assembler): NorthmereMessage | undefined {
  try {
    const frame = assembler.take(value);
    return frame === undefined ? undefined : decodeMessage(frame);
  } catch (error) {
    if (error instanceof PacketProblem) return undefined;
    throw error;
  }
}
