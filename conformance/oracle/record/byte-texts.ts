/** The first character that is not of ASCII. */
const BEYOND = 0x80;
const LONGEST = 127;
const FIRST_BYTES = 256;
const GROWTH = 1.5;

const DECODER = new TextDecoder();
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const mixed = (hash: number): number => hash ^ (hash >>> 15);

/** FNV-1a of a text: of one in ASCII the same as `ByteTexts.hashAt`. */
export const hashOf = (text: string): number => {
  let hash = BASIS;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return mixed(hash);
};

/**
 * Short texts, one after the other, a byte a character: of a great many texts that are kept for long and seldom asked
 * for, nothing else takes so little room.
 */
export class ByteTexts {
  #bytes = new Uint8Array(FIRST_BYTES);
  #end = 0;

  /** Where the next text will be. */
  get end(): number {
    return this.#end;
  }

  /** False: it is longer than 127 characters, or holds one that is not of ASCII. */
  add(text: string): boolean {
    if (text.length > LONGEST) return false;
    const from = this.#end;
    const to = from + 1 + text.length;
    if (to > this.#bytes.length) this.#grow(to);
    const bytes = this.#bytes;
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      if (code >= BEYOND) return false;
      bytes[from + 1 + i] = code;
    }
    bytes[from] = text.length;
    this.#end = to;
    return true;
  }

  /** Takes back the last text, which is at `from`. */
  cutAt(from: number): void {
    this.#end = from;
  }

  /** The text that is there, and the one after it. */
  pairAt(from: number): readonly [string, string] {
    const second = from + 1 + this.#lengthAt(from);
    const end = second + 1 + this.#lengthAt(second);
    const both = DECODER.decode(this.#bytes.subarray(from + 1, end));
    const length = second - from - 1;
    return [both.slice(0, length), both.slice(length + 1)];
  }

  /** FNV-1a of the text that is there. */
  hashAt(from: number): number {
    const to = from + 1 + this.#lengthAt(from);
    let hash = BASIS;
    for (let i = from + 1; i < to; i += 1) hash = Math.imul(hash ^ (this.#bytes[i] ?? 0), PRIME);
    return mixed(hash);
  }

  isAt(from: number, text: string): boolean {
    if (this.#bytes[from] !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (this.#bytes[from + 1 + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #lengthAt(from: number): number {
    return this.#bytes[from] ?? 0;
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, Math.floor(this.#bytes.length * GROWTH)));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
