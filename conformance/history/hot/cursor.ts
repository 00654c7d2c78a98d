import { apart } from './shared.ts';

const QUOTE = '"';
const ZERO = 0x30;
const NINE = 0x39;
const BLANK = 0x20;
const BACKSLASH = 0x5c;
/** More of them a double does not hold exactly. */
const MOST_DIGITS = 15;

/** Long texts are compared as wholes eight times as fast as `startsWith` compares them, a character at a time. */
const LONG = 16;

/** Whether a piece stands at a place of a line. */
export const standsAt = (line: string, at: number, piece: string): boolean =>
  piece.length < LONG ? line.startsWith(piece, at) : line.slice(at, at + piece.length) === piece;

/**
 * Goes through one line of JSON in ASCII, from left to right, as far as it stands there as `JSON.stringify` writes it.
 * The first thing that is not so makes it fail, once and for all; what it gives then means nothing.
 */
export class Cursor {
  readonly #line: string;
  #at = 0;
  #failed = false;

  constructor(line: string) {
    this.#line = line;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** From now on it has failed. */
  fail(): void {
    this.#failed = true;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#line.length;
  }

  /** Past this piece, if it stands here. */
  may(piece: string): boolean {
    if (!standsAt(this.#line, this.#at, piece)) return false;
    this.#at += piece.length;
    return true;
  }

  /** Past this piece. */
  must(piece: string): void {
    if (!this.may(piece)) this.#failed = true;
  }

  /** Past a whole number of at most 15 digits. */
  whole(): number {
    const from = this.#at;
    let value = 0;
    for (; this.#at - from < MOST_DIGITS; this.#at++) {
      const code = this.#line.charCodeAt(this.#at);
      if (!(code >= ZERO && code <= NINE)) break;
      value = value * 10 + (code - ZERO);
    }
    const digits = this.#at - from;
    if (digits === 0 || (digits > 1 && this.#line.charCodeAt(from) === ZERO)) this.#failed = true;
    return value;
  }

  /** The inside of a text, up to its closing quote, without a look at what it holds. */
  raw(): string {
    const to = this.#line.indexOf(QUOTE, this.#at);
    if (to < 0) this.#failed = true;
    const piece = this.#line.slice(this.#at, to);
    this.#at = to;
    return piece;
  }

  /** The inside of a text that needs no escape, as a copy of its own. */
  text(): string {
    const from = this.#at;
    return apart(this.#line.slice(from, this.#past()));
  }

  /** Past the inside of a text that needs no escape. */
  pastText(): void {
    this.#past();
  }

  /** To just behind the next such piece, and what stood before it with the piece. */
  upTo(piece: string): string {
    const from = this.#at;
    const found = this.#line.indexOf(piece, from);
    if (found < 0) this.#failed = true;
    this.#at = found + piece.length;
    return this.#line.slice(from, this.#at);
  }

  /** Where the text ended whose inside was gone past: at its closing quote. */
  #past(): number {
    const to = this.#line.indexOf(QUOTE, this.#at);
    if (to < 0) this.#failed = true;
    for (; this.#at < to; this.#at++) {
      const code = this.#line.charCodeAt(this.#at);
      if (code < BLANK || code === BACKSLASH) this.#failed = true;
    }
    return to;
  }
}
