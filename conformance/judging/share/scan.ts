import { standsAt } from '../../history/hot/cursor.ts';
import { keyHashAt, type Place } from './key-hash.ts';

const QUOTE = '"';
const ZERO = 0x30;
const NINE = 0x39;
/** More of them a double does not hold exactly. */
const MOST_DIGITS = 15;

/** Goes through one line of JSON as `JSON.stringify` writes it, from left to right. Nothing in it may be escaped. */
export class Scan {
  readonly #line: string;
  #at = 0;

  constructor(line: string) {
    this.#line = line;
  }

  /** Past this piece, if it stands here. */
  past(piece: string): boolean {
    if (!standsAt(this.#line, this.#at, piece)) return false;
    this.#at += piece.length;
    return true;
  }

  /** To the end of the next such piece; false: there is none. */
  to(piece: string): boolean {
    const found = this.#line.indexOf(piece, this.#at);
    if (found < 0) return false;
    this.#at = found + piece.length;
    return true;
  }

  /** Past a whole number; undefined: none stands here. */
  whole(): number | undefined {
    const from = this.#at;
    let value = 0;
    for (; this.#at - from < MOST_DIGITS; this.#at++) {
      const code = this.#line.charCodeAt(this.#at);
      if (!(code >= ZERO && code <= NINE)) break;
      value = value * 10 + (code - ZERO);
    }
    return this.#at === from ? undefined : value;
  }

  /** Past a text, if one stands here. */
  pastText(): boolean {
    if (!this.past(QUOTE)) return false;
    const to = this.#line.indexOf(QUOTE, this.#at);
    if (to < 0) return false;
    this.#at = to + 1;
    return true;
  }

  /** Past a text and its quotes. */
  text(): string | undefined {
    const place = this.#place();
    return place === undefined ? undefined : this.#line.slice(place.from, place.to);
  }

  /** Past an identifier: the hash of its key. */
  key(): number | undefined {
    if (!this.past('{"system":')) return undefined;
    const system = this.#place();
    if (system === undefined || !this.past(',"value":')) return undefined;
    const value = this.#place();
    return value === undefined || !this.past('}') ? undefined : keyHashAt(this.#line, system, value);
  }

  #place(): Place | undefined {
    if (!this.past(QUOTE)) return undefined;
    const from = this.#at;
    const to = this.#line.indexOf(QUOTE, from);
    if (to < 0) return undefined;
    this.#at = to + 1;
    return { from, to };
  }
}
