import { type Json, JsonNumber, type JsonObject } from './value.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Without a backslash or a control character every string ends at the next quotation mark. */
// oxlint-disable-next-line no-control-regex
const NOT_PLAIN = /[\u0000-\u001f\\]/;

/**
 * Names of members that were read last, each at a place of its own: what is sent has the same few thousands of times, and one
 * that is at hand need not be made and looked for anew.
 */
const NAMES: string[] = Array.from({ length: 512 }, () => '');
const LONGEST_AT_HAND = 40;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** A value, and what is told of its text beside it. */
export interface Parsed {
  readonly value: Json;
  /**
   * The first member name that stands twice in one object, whose last value counts here. Of such a pair one parser sees
   * the first, another the last: what was ordered would depend on who reads it.
   */
  readonly twice: string | undefined;
}

/** Nested deeper than was allowed. */
export class TooDeep extends SyntaxError {}

/** Goes through the text once: a pass each for the depth, the digits and the names would cost several times as much. */
class Parser {
  readonly #text: string;
  readonly #maxDepth: number;
  readonly #isPlain: boolean;
  #at = 0;
  #depth = 0;
  twice: string | undefined;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
    this.#isPlain = !NOT_PLAIN.test(text);
  }

  whole(): Json {
    const value = this.#value(this.#next());
    if (!Number.isNaN(this.#next())) this.#fail();
    return value;
  }

  #fail(): never {
    throw new SyntaxError(`no JSON at character ${this.#at}`);
  }

  /** The code of the next character that is no white space; NaN at the end. */
  #next(): number {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code > 0x20 || !(code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)) return code;
      this.#at += 1;
    }
  }

  /** The value that begins with `code`, which is where the parser stands. */
  #value(code: number): Json {
    switch (code) {
      case QUOTE:
        return this.#string();
      case OPEN_OBJECT:
        return this.#object();
      case OPEN_LIST:
        return this.#list();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      default:
        return code === MINUS || (code >= ZERO && code <= NINE) ? this.#number() : this.#fail();
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail();
    this.#at += word.length;
    return value;
  }

  #number(): JsonNumber {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    if (found === null) this.#fail();
    this.#at = NUMBER.lastIndex;
    return new JsonNumber(found[0]);
  }

  #name(): string {
    if (!this.#isPlain) return this.#string();
    const text = this.#text;
    const from = this.#at + 1;
    const to = text.indexOf('"', from);
    if (to < 0) this.#fail();
    this.#at = to + 1;
    const length = to - from;
    const place = (31 * length + 7 * text.charCodeAt(from) + text.charCodeAt(to - 1)) % NAMES.length;
    const before = NAMES[place];
    if (before?.length === length && text.startsWith(before, from)) return before;
    const name = text.slice(from, to);
    if (length <= LONGEST_AT_HAND) NAMES[place] = Object.keys({ [name]: true })[0] ?? name;
    return name;
  }

  #string(): string {
    const text = this.#text;
    const from = this.#at;
    if (this.#isPlain) {
      const to = text.indexOf('"', from + 1);
      if (to < 0) this.#fail();
      this.#at = to + 1;
      return text.slice(from + 1, to);
    }
    let end = from + 1;
    let isPlain = true;
    for (;;) {
      const code = text.charCodeAt(end);
      if (code === QUOTE) break;
      if (code === BACKSLASH) {
        isPlain = false;
        end += 2;
      } else if (code >= 0x20) end += 1;
      else this.#fail();
    }
    this.#at = end + 1;
    // Escapes are told by the built-in parser, which also says which of them there are.
    return isPlain ? text.slice(from + 1, end) : (JSON.parse(text.slice(from, end + 1)) as string);
  }

  #deeper(): void {
    this.#at += 1;
    if (++this.#depth > this.#maxDepth) throw new TooDeep(`nested deeper than ${this.#maxDepth}`);
  }

  #list(): readonly Json[] {
    this.#deeper();
    const items: Json[] = [];
    let code = this.#next();
    while (code !== CLOSE_LIST) {
      items.push(this.#value(code));
      code = this.#next();
      if (code === COMMA) {
        this.#at += 1;
        code = this.#next();
        if (code === CLOSE_LIST) this.#fail();
      } else if (code !== CLOSE_LIST) this.#fail();
    }
    this.#at += 1;
    this.#depth -= 1;
    return items;
  }

  #object(): JsonObject {
    this.#deeper();
    const members: Record<string, Json> = {};
    let code = this.#next();
    while (code !== CLOSE_OBJECT) {
      if (code !== QUOTE) this.#fail();
      const name = this.#name();
      if (Object.hasOwn(members, name)) this.twice ??= name;
      if (this.#next() !== COLON) this.#fail();
      this.#at += 1;
      const value = this.#value(this.#next());
      // A member may be called `__proto__`, which assigning would take for something else.
      if (name === '__proto__')
        Object.defineProperty(members, name, { value, enumerable: true, writable: true, configurable: true });
      else members[name] = value;
      code = this.#next();
      if (code === COMMA) {
        this.#at += 1;
        code = this.#next();
        if (code === CLOSE_OBJECT) this.#fail();
      } else if (code !== CLOSE_OBJECT) this.#fail();
    }
    this.#at += 1;
    this.#depth -= 1;
    return members;
  }
}

/**
 * Parses; every number becomes a JsonNumber. Throws TooDeep where objects and lists nest deeper than `maxDepth`, and
 * SyntaxError on what is not JSON (RFC 8259).
 */
export const parseJson = (text: string, maxDepth: number): Parsed => {
  const parser = new Parser(text, maxDepth);
  const value = parser.whole();
  return { value, twice: parser.twice };
};
