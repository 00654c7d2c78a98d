/** A character that does not fit a byte. */
const BEYOND = 0x100;
const LONGEST = 255;
const FIRST_BYTES = 256;
const GROWTH = 1.5;

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

  /** False: it is longer than 255 characters, or holds one that is not of Latin-1. */
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

  /** How long the text is that is there. */
  lengthAt(from: number): number {
    return this.#bytes[from] ?? 0;
  }

  textAt(from: number): string {
    return String.fromCharCode(...this.#bytes.subarray(from + 1, from + 1 + this.lengthAt(from)));
  }

  isAt(from: number, text: string): boolean {
    if (this.#bytes[from] !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (this.#bytes[from + 1 + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  #grow(least: number): void {
    const larger = new Uint8Array(Math.max(least, Math.floor(this.#bytes.length * GROWTH)));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
