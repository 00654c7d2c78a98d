import type { LineBytes } from '../../history/split-lines.ts';
import { keyHashAt, type Place } from './key-hash.ts';

const QUOTE = 0x22;
const ZERO = 0x30;
const NINE = 0x39;
/** More of them a double does not hold exactly. */
const MOST_DIGITS = 15;

/**
 * Goes through one line of JSON in ASCII as `JSON.stringify` writes it, from left to right, without making a text of
 * it. Nothing in it may be escaped.
 */
export class Scan {
  readonly #bytes: Buffer;
  readonly #to: number;
  #at: number;

  constructor({ bytes, from, to }: LineBytes) {
    this.#bytes = bytes;
    this.#at = from;
    this.#to = to;
  }

  /** Past this piece, if it stands here. */
  past(piece: string): boolean {
    if (!this.#stands(piece, this.#at)) return false;
    this.#at += piece.length;
    return true;
  }

  /** To the end of the next such piece; false: there is none. */
  to(piece: string): boolean {
    for (let at = this.#at; at <= this.#to - piece.length; at++)
      if (this.#stands(piece, at)) {
        this.#at = at + piece.length;
        return true;
      }
    return false;
  }

  /** Past a whole number; undefined: none stands here. */
  whole(): number | undefined {
    const from = this.#at;
    let value = 0;
    for (; this.#at < this.#to && this.#at - from < MOST_DIGITS; this.#at++) {
      const code = this.#bytes[this.#at] ?? 0;
      if (!(code >= ZERO && code <= NINE)) break;
      value = value * 10 + (code - ZERO);
    }
    return this.#at === from ? undefined : value;
  }

  /** Past a text, if one stands here. */
  pastText(): boolean {
    return this.#place() !== undefined;
  }

  /** Past a text and its quotes. */
  text(): string | undefined {
    const place = this.#place();
    return place === undefined ? undefined : this.#bytes.toString('latin1', place.from, place.to);
  }

  /** Past an identifier: the hash of its key. */
  key(): number | undefined {
    if (!this.past('{"system":')) return undefined;
    const system = this.#place();
    if (system === undefined || !this.past(',"value":')) return undefined;
    const value = this.#place();
    return value === undefined || !this.past('}') ? undefined : keyHashAt(this.#bytes, system, value);
  }

  #stands(piece: string, at: number): boolean {
    if (at + piece.length > this.#to) return false;
    for (let i = 0; i < piece.length; i++) if (this.#bytes[at + i] !== piece.charCodeAt(i)) return false;
    return true;
  }

  #place(): Place | undefined {
    if (this.#at >= this.#to || this.#bytes[this.#at] !== QUOTE) return undefined;
    const from = this.#at + 1;
    for (let to = from; to < this.#to; to++)
      if (this.#bytes[to] === QUOTE) {
        this.#at = to + 1;
        return { from, to };
      }
    return undefined;
  }
}
