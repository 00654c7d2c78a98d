import { PacketReader, PacketWriter } from '../bytes.ts';
import { PacketProblem } from '../problem.ts';
import { crc16 } from './crc16.ts';

/** A message of the meter or to it. */
export interface Frame {
  readonly kind: number;
  /** At most 250 bytes. */
  readonly payload: Uint8Array;
}

const NAME = 'northmere frame';
const MOST_PAYLOAD = 250;
const HEAD_BYTES = 2;
const CHECKSUM_BYTES = 2;

/** One byte of payload length, one of kind, the payload, and a CRC-16 of all before it. */
export function encodeFrame({ kind, payload }: Frame): Uint8Array {
  if (payload.length > MOST_PAYLOAD) {
    throw new PacketProblem(
      'not-representable',
      `${NAME}.payload`,
      `${payload.length} bytes`,
      `at most ${MOST_PAYLOAD}`,
    );
  }
  const writer = new PacketWriter(NAME).u8('length', payload.length).u8('kind', kind);
  for (const byte of payload) writer.u8('payload', byte);
  return writer.u16('checksum', crc16(writer.done())).done();
}

/** Throws a PacketProblem where the length does not fit or the checksum is another. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = new PacketReader(NAME, bytes);
  const length = reader.u8('length');
  const kind = reader.u8('kind');
  if (length > MOST_PAYLOAD) {
    throw new PacketProblem(
      'reserved-value',
      `${NAME}.length`,
      `${length} bytes of payload`,
      `at most ${MOST_PAYLOAD}`,
    );
  }
  const payload = new Uint8Array(length);
  for (let at = 0; at < length; at++) payload[at] = reader.u8('payload');
  const checksum = reader.u16('checksum');
  reader.end();
  const expected = crc16(bytes.subarray(0, -CHECKSUM_BYTES));
  if (checksum === expected) return { kind, payload };
  throw new PacketProblem(
    'checksum',
    `${NAME}.checksum`,
    `0x${checksum.toString(16)} is not that of the frame`,
    `0x${expected.toString(16)}`,
  );
}

export const LONGEST_FRAME = HEAD_BYTES + MOST_PAYLOAD + CHECKSUM_BYTES;

/** A fragment begins with a byte of its own: its number in the frame, and whether it is the last. */
const LAST = 0x80;
const NUMBER = 0x7f;

/** A frame in pieces that fit into packets of `room` bytes, at least 3. */
export function fragmentsOf(frame: Uint8Array, room: number): readonly Uint8Array[] {
  const each = room - 1;
  const count = Math.ceil(frame.length / each);
  return Array.from({ length: count }, (_, number) =>
    Uint8Array.of(number | (number === count - 1 ? LAST : 0), ...frame.subarray(number * each, (number + 1) * each)),
  );
}

/** Puts fragments together. A frame of which one is missing is dropped with all its fragments. */
export class Assembler {
  #bytes: number[] = [];
  #next = 0;

  /** The whole frame with its last fragment, else undefined. Throws a PacketProblem where it is whole and damaged. */
  take(fragment: Uint8Array): Frame | undefined {
    const [head] = fragment;
    if (head === undefined) return undefined;
    const number = head & NUMBER;
    if (number === 0) {
      this.#bytes = [];
      this.#next = 0;
    }
    const fits = number === this.#next && this.#bytes.length + fragment.length - 1 <= LONGEST_FRAME;
    if (!fits) {
      this.#next = NUMBER + 1;
      return undefined;
    }
    for (let at = 1; at < fragment.length; at++) this.#bytes.push(fragment[at] ?? 0);
    this.#next = number + 1;
    if ((head & LAST) === 0) return undefined;
    this.#next = NUMBER + 1;
    return decodeFrame(Uint8Array.from(this.#bytes));
  }
}
