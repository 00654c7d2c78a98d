/** MLLP block marks: VT starts a message, FS CR ends it. Source: standards.md 3.4. */
export const VT = 0x0b;
export const FS = 0x1c;
export const CR = 0x0d;

/** Largest message that is accepted unless told otherwise, in bytes. */
export const DEFAULT_MAX_MESSAGE_BYTES = 8 * 1024 * 1024;
/** How much of an oversize message is kept, so that it can be answered under its control id. */
const HEAD_BYTES = 4096;
/** First size of the buffer of a message. */
const FIRST_BYTES = 1024;
const NOTHING = Buffer.alloc(0);

/** One message as bytes on the wire. */
export const frame = (content: string | Uint8Array): Buffer =>
  typeof content === 'string'
    ? Buffer.from(`\u000b${content}\u001c\r`, 'utf8')
    : Buffer.concat([Buffer.from([VT]), content, Buffer.from([FS, CR])]);

/** `message`: the bytes between VT and FS CR. `oversize`: the first bytes of a message that is too large; told once. */
export type Frame = { readonly kind: 'message' | 'oversize'; readonly bytes: Buffer };

/** What was thrown away, in bytes, and how many messages were cut off by a new VT. */
export interface Discarded {
  readonly bytes: number;
  readonly truncated: number;
}

/**
 * Cuts a byte stream into messages, however it was segmented. Bytes outside VT … FS CR are skipped. A
 * VT inside a message means that its end got lost: what came before is dropped and a new message
 * begins, because VT cannot occur in HL7 content. FS without CR behind it is content. What it gives may lie in
 * the chunk that it was given. Holds at most about twice `maxBytes` (one buffer that doubles as it fills) and looks at each byte a bounded
 * number of times.
 */
export class MllpFramer {
  readonly #maxBytes: number;
  #buffer = NOTHING;
  #length = 0;
  #state: 'outside' | 'inside' | 'oversize' = 'outside';
  #endsWithFs = false;
  #discardedBytes = 0;
  #truncated = 0;

  constructor(maxBytes: number = DEFAULT_MAX_MESSAGE_BYTES) {
    this.#maxBytes = maxBytes;
  }

  get discarded(): Discarded {
    return { bytes: this.#discardedBytes, truncated: this.#truncated };
  }

  /** True while a message has begun and not ended. */
  get unfinished(): boolean {
    return this.#state !== 'outside';
  }

  /** Bytes of memory that the message takes which has begun. */
  get held(): number {
    return this.#buffer.length;
  }

  /** Takes the next bytes of the stream and gives what they complete, in order. */
  push(chunk: Buffer): readonly Frame[] {
    const frames: Frame[] = [];
    let from = 0;
    while (from < chunk.length) {
      from = this.#state === 'outside' ? this.#skip(chunk, from) : this.#take(chunk, from, frames);
    }
    return frames;
  }

  #skip(chunk: Buffer, from: number): number {
    const start = chunk.indexOf(VT, from);
    this.#discardedBytes += (start === -1 ? chunk.length : start) - from;
    if (start === -1) return chunk.length;
    this.#reset('inside');
    return start + 1;
  }

  /** Consumes up to and with the next mark, or up to the end of the chunk. */
  #take(chunk: Buffer, from: number, frames: Frame[]): number {
    if (this.#endsWithFs && chunk[from] === CR) {
      this.#end(frames);
      return from + 1;
    }
    let at = from;
    while (at < chunk.length && chunk[at] !== VT && chunk[at] !== FS) at += 1;
    if (this.#isWhole(chunk, from, at)) {
      frames.push({ kind: 'message', bytes: chunk.subarray(from, at) });
      this.#reset('outside');
      return at + 2;
    }
    this.#endsWithFs = chunk[at] === FS;
    const end = this.#endsWithFs ? at + 1 : at;
    this.#keep(chunk, from, end, frames);
    if (this.#endsWithFs || at === chunk.length) return end;
    this.#truncated += 1;
    this.#discardedBytes += this.#length;
    this.#reset('inside');
    return at + 1;
  }

  /**
   * True where a message begins and ends in this chunk, as most do, and is at least half of it: then it is handed on where
   * it lies. A smaller one would hold more than is counted of it.
   */
  #isWhole(chunk: Buffer, from: number, at: number): boolean {
    const length = at - from;
    const isNew = this.#state === 'inside' && this.#length === 0;
    const hasEnd = chunk[at] === FS && chunk[at + 1] === CR;
    return isNew && hasEnd && length <= this.#maxBytes && 2 * length >= chunk.length;
  }

  #keep(chunk: Buffer, from: number, end: number, frames: Frame[]): void {
    if (this.#state === 'oversize') {
      this.#discardedBytes += end - from;
      return;
    }
    const length = this.#length + end - from;
    // One byte more than the maximum may be the FS of the end mark.
    if (length > this.#maxBytes + 1) {
      const head = Buffer.concat([this.#buffer.subarray(0, this.#length), chunk.subarray(from, end)]);
      frames.push({ kind: 'oversize', bytes: Buffer.from(head.subarray(0, HEAD_BYTES)) });
      this.#discardedBytes += length;
      this.#reset('oversize');
      return;
    }
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#buffer.length, FIRST_BYTES));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    chunk.copy(this.#buffer, this.#length, from, end);
    this.#length = length;
  }

  #end(frames: Frame[]): void {
    if (this.#state === 'inside') frames.push({ kind: 'message', bytes: this.#buffer.subarray(0, this.#length - 1) });
    this.#reset('outside');
  }

  #reset(state: 'outside' | 'inside' | 'oversize'): void {
    this.#state = state;
    this.#buffer = NOTHING;
    this.#length = 0;
    this.#endsWithFs = state === 'oversize' && this.#endsWithFs;
  }
}
