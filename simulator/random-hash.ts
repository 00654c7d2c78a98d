/** What keys a stream: any mix of words and whole numbers. `1` and `'1'` are different keys. */
export type StreamKey = string | number;

const WORD_TAG = 0x77;
const SMALL_TAG = 0x6e;
const WIDE_TAG = 0x4e;
const END_TAG = 0xff;
const TWO_POW_32 = 0x1_0000_0000;

/**
 * 128 bits that depend on every key absorbed and on their order: HalfSipHash's state and round
 * (Aumasson and Bernstein 2012, 32-bit words), two rounds for each word and four at the end. Absorbing
 * a number makes no text and no object, so a state that has absorbed a prefix is copied and goes on
 * from there for each day or event.
 */
export class KeyHash {
  v0 = 0x736f6d65;
  v1 = 0x646f7261;
  v2 = 0x6c796765;
  v3 = 0x74656462;

  /** Takes over the state of another. */
  copy(from: KeyHash): this {
    this.v0 = from.v0;
    this.v1 = from.v1;
    this.v2 = from.v2;
    this.v3 = from.v3;
    return this;
  }

  /** Throws RangeError on a number that is not whole and safe: it would share its stream with another. */
  absorb(key: StreamKey): this {
    if (typeof key === 'string') this.word(key);
    else this.number(key);
    return this;
  }

  /** Each kind of key begins with a tag, and text with its length, so that no two lists of keys are the same words. */
  private number(key: number): void {
    if (key === (key | 0)) {
      this.v1 ^= SMALL_TAG;
      this.mix(key | 0);
      return;
    }
    if (!Number.isSafeInteger(key)) throw new RangeError(`the key ${key} of a random stream: a safe whole number`);
    this.v1 ^= WIDE_TAG;
    this.mix(key | 0);
    this.mix(Math.floor(key / TWO_POW_32) | 0);
  }

  private word(key: string): void {
    this.v1 ^= WORD_TAG;
    this.mix(key.length | 0);
    for (let i = 0; i < key.length; i += 2) {
      this.mix(key.charCodeAt(i) | ((i + 1 < key.length ? key.charCodeAt(i + 1) : 0) << 16));
    }
  }

  private mix(word: number): void {
    this.v3 ^= word;
    this.rounds(2);
    this.v0 ^= word;
  }

  /** After this the four words are the hash. */
  finish(): this {
    this.v2 ^= END_TAG;
    this.rounds(4);
    return this;
  }

  private rounds(count: number): void {
    let { v0, v1, v2, v3 } = this;
    for (let i = 0; i < count; i++) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    this.v0 = v0;
    this.v1 = v1;
    this.v2 = v2;
    this.v3 = v3;
  }
}
