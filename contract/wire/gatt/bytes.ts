import { PacketProblem } from './problem.ts';

/** Reads one packet, little-endian, field after field. Throws a PacketProblem that names the field where the packet ends too soon. */
export class PacketReader {
  readonly #packet: string;
  readonly #bytes: Uint8Array;
  #at = 0;

  /** `packet` is what problems call it. */
  constructor(packet: string, bytes: Uint8Array) {
    this.#packet = packet;
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(field: string): number {
    return this.#take(field, 1);
  }

  u16(field: string): number {
    return this.#take(field, 2);
  }

  /** Two's complement. */
  s16(field: string): number {
    return (this.#take(field, 2) << 16) >> 16;
  }

  u32(field: string): number {
    return this.#take(field, 4);
  }

  path(field: string): string {
    return `${this.#packet}.${field}`;
  }

  /** Throws where bytes are left over. */
  end(): void {
    if (this.left === 0) return;
    throw new PacketProblem(
      'trailing-bytes',
      this.#packet,
      `${this.#bytes.length} bytes are ${this.left} too many`,
      `${this.#at} bytes, as its flags say`,
    );
  }

  /** Throws where a bit outside `known` is set. */
  known(field: string, flags: number, known: number): void {
    const others = (flags & ~known) >>> 0;
    if (others === 0) return;
    throw new PacketProblem(
      'unknown-flags',
      this.path(field),
      `the flags 0x${flags.toString(16)} have 0x${others.toString(16)} set, which has no meaning`,
      `bits of 0x${known.toString(16)} only`,
    );
  }

  #take(field: string, count: number): number {
    if (this.left < count) {
      throw new PacketProblem(
        'truncated',
        this.path(field),
        `the packet ends after ${this.#bytes.length} bytes, within or before this field`,
        `at least ${this.#at + count} bytes`,
      );
    }
    let value = 0;
    let weight = 1;
    for (const end = this.#at + count; this.#at < end; this.#at++) {
      value += (this.#bytes[this.#at] ?? 0) * weight;
      weight *= 256;
    }
    return value;
  }
}

/** As much as a packet of the smallest link holds, and a little more. */
const ROOM_AT_FIRST = 24;

/** Writes one packet, little-endian. Throws a PacketProblem that names the field that cannot hold its value. */
export class PacketWriter {
  readonly #packet: string;
  #bytes = new Uint8Array(ROOM_AT_FIRST);
  #length = 0;

  constructor(packet: string) {
    this.#packet = packet;
  }

  u8(field: string, value: number): this {
    return this.#put(field, value, 1, 0, 0xff);
  }

  u16(field: string, value: number): this {
    return this.#put(field, value, 2, 0, 0xffff);
  }

  s16(field: string, value: number): this {
    return this.#put(field, value, 2, -0x8000, 0x7fff);
  }

  u32(field: string, value: number): this {
    return this.#put(field, value, 4, 0, 0xffff_ffff);
  }

  /** Two numbers from 0 to 15 in one byte. */
  nibbles(field: string, low: number, high: number): this {
    this.#check(field, low, 0, 0xf);
    this.#check(field, high, 0, 0xf);
    return this.u8(field, low + high * 16);
  }

  path(field: string): string {
    return `${this.#packet}.${field}`;
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #put(field: string, value: number, count: number, low: number, high: number): this {
    this.#check(field, value, low, high);
    if (this.#length + count > this.#bytes.length) this.#grow();
    for (let byte = 0; byte < count; byte++) this.#bytes[this.#length++] = value >>> (8 * byte);
    return this;
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#bytes.length);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }

  #check(field: string, value: number, low: number, high: number): void {
    if (Number.isInteger(value) && value >= low && value <= high) return;
    throw new PacketProblem(
      'not-representable',
      this.path(field),
      `${value} does not fit`,
      `a whole number from ${low} to ${high}`,
    );
  }
}
