import { isAscii, isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { InputProblem } from '../../contract/input-problem.ts';

/** Bytes from the first to before the last; of a file's chunk, they hold until the next one is split. */
export interface LineBytes {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
}

/** One line of a file. */
export interface TextLine extends LineBytes {
  readonly number: number;
  /** A line feed ended it. */
  readonly whole: boolean;
  /** It holds nothing but ASCII for certain. */
  readonly ascii: boolean;
  /** Where it begins in the file, bytes. */
  readonly at: number;
  /** There is a backslash in it. */
  readonly escaped: boolean;
  /** What it says, of one that is not ASCII. */
  readonly text?: string;
  /** Of an `end` line: CRC-32 of the bytes before it. */
  readonly crc?: number;
}

/** What a line says: made when it is asked for, because half of a long history is gone by unread. */
export const textOf = ({ bytes, from, to, text }: TextLine): string => text ?? bytes.toString('latin1', from, to);

/** Longest line that is read; longer ones are no history. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

const LINE_FEED = Buffer.from('\n');
const END = '{"kind":"end"';
const BACKSLASH = 0x5c;

const startsWith = ({ bytes, from, to }: LineBytes, start: string): boolean => {
  if (to - from < start.length) return false;
  for (let i = 0; i < start.length; i++) if (bytes[from + i] !== start.charCodeAt(i)) return false;
  return true;
};

/** Splits chunks of UTF-8 into lines without ever holding more than one line and one chunk. */
export class LineSplitter {
  /** Parts of a line that began in an earlier chunk. */
  #held: Buffer[] = [];
  #size = 0;
  #number = 0;
  /** CRC-32 of the lines before the current one, as far as `push` has summed them up. */
  #crc = 0;
  /** Bytes before the current chunk. */
  #before = 0;
  readonly #file: string;
  readonly #sums: boolean;

  /** `sums`: the bytes are summed up for the checksum at the end; else no line says its sum. */
  constructor(file: string, { sums = true }: { readonly sums?: boolean } = {}) {
    this.#file = file;
    this.#sums = sums;
  }

  *push(chunk: Buffer): Generator<TextLine> {
    let from = 0;
    if (this.#size > 0) {
      const first = chunk.indexOf(10);
      this.#hold(first < 0 ? chunk : chunk.subarray(0, first));
      if (first < 0) {
        this.#before += chunk.length;
        return;
      }
      yield this.#heldLine(true, this.#before + first);
      from = first + 1;
    }
    const last = chunk.lastIndexOf(10);
    const plain = isAscii(chunk);
    let summed = from;
    let backslash = chunk.indexOf(BACKSLASH, from);
    for (let to = last < 0 ? -1 : chunk.indexOf(10, from); to >= 0 && to <= last; to = chunk.indexOf(10, from)) {
      this.#bounded(to - from);
      // A name with an accent is no reason to read a thousand other lines the slow way.
      const ascii = plain || isAscii(chunk.subarray(from, to));
      if (backslash >= 0 && backslash < from) backslash = chunk.indexOf(BACKSLASH, from);
      const line: TextLine = {
        bytes: chunk,
        from,
        to,
        number: this.#number + 1,
        whole: true,
        ascii,
        at: this.#before + from,
        escaped: backslash >= 0 && backslash < to,
        ...(ascii ? undefined : { text: this.#decoded(chunk.subarray(from, to)) }),
      };
      this.#number++;
      if (this.#sums && startsWith(line, END)) {
        this.#sum(chunk.subarray(summed, from));
        summed = from;
        yield { ...line, crc: this.#crc };
      } else yield line;
      from = to + 1;
    }
    this.#sum(chunk.subarray(summed, from));
    if (from < chunk.length) this.#hold(chunk.subarray(from));
    this.#before += chunk.length;
  }

  *end(): Generator<TextLine> {
    if (this.#size > 0) yield this.#heldLine(false, this.#before);
  }

  #sum(bytes: Buffer): void {
    if (this.#sums) this.#crc = crc32(bytes, this.#crc);
  }

  /** `to`: where it ends in the file. */
  #heldLine(whole: boolean, to: number): TextLine {
    const bytes = Buffer.concat(this.#held);
    this.#held = [];
    this.#size = 0;
    // The torn last line of a run that was cut off may end inside a character; it is left out anyway.
    const text = whole ? this.#decoded(bytes) : bytes.toString('utf8');
    this.#number++;
    const line = {
      bytes,
      from: 0,
      to: bytes.length,
      number: this.#number,
      whole,
      ascii: isAscii(bytes),
      at: to - bytes.length,
      escaped: bytes.includes(BACKSLASH),
      text,
    };
    if (!this.#sums) return line;
    const crc = this.#crc;
    this.#crc = crc32(LINE_FEED, crc32(bytes, crc));
    return { ...line, crc };
  }

  #decoded(bytes: Buffer): string {
    if (isUtf8(bytes)) return bytes.toString('utf8');
    throw this.#problem('bytes that are not UTF-8', 'text in UTF-8');
  }

  #hold(part: Buffer): void {
    // The chunk is the reader's, who fills it anew.
    this.#held.push(Buffer.from(part));
    this.#size += part.length;
    this.#bounded(this.#size);
  }

  #bounded(bytes: number): void {
    if (bytes > MAX_LINE_BYTES)
      throw this.#problem('the line is too long', `at most ${MAX_LINE_BYTES} bytes in a line`);
  }

  /** With the line that is being read. */
  #problem(what: string, expected: string): InputProblem {
    return new InputProblem(what, { file: this.#file, line: this.#number + 1 }, expected);
  }
}
