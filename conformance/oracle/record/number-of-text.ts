import { ByteTexts } from './byte-texts.ts';

const FIRST_PLACES = 64;
const NOTHING = -1;

/** FNV-1a. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
};

/** A map from texts to whole numbers of 31 bits, which for short texts takes half the room of a Map. */
export class NumberOfText {
  readonly #texts = new ByteTexts();
  /** What does not fit there. */
  readonly #odd = new Map<string, number>();
  /** Open addressing. Of each place: where its text is, and its number. */
  #at = new Int32Array(FIRST_PLACES).fill(NOTHING);
  #numbers = new Int32Array(FIRST_PLACES);
  #count = 0;

  get(text: string): number | undefined {
    const place = this.#placeOf(text);
    return this.#at[place] === NOTHING ? this.#odd.get(text) : this.#numbers[place];
  }

  set(text: string, number: number): void {
    const place = this.#placeOf(text);
    if (this.#at[place] !== NOTHING) {
      this.#numbers[place] = number;
      return;
    }
    const at = this.#texts.end;
    if (!this.#texts.add(text)) {
      this.#odd.set(text, number);
      return;
    }
    this.#at[place] = at;
    this.#numbers[place] = number;
    this.#count += 1;
    if (this.#count * 2 > this.#at.length) this.#grow();
  }

  /** Where a text is, or would be. */
  #placeOf(text: string): number {
    const mask = this.#at.length - 1;
    let place = hashOf(text) & mask;
    for (;;) {
      const at = this.#at[place] ?? NOTHING;
      if (at === NOTHING || this.#texts.isAt(at, text)) return place;
      place = (place + 1) & mask;
    }
  }

  #grow(): void {
    const [places, numbers] = [this.#at, this.#numbers];
    this.#at = new Int32Array(places.length * 2).fill(NOTHING);
    this.#numbers = new Int32Array(places.length * 2);
    for (const [i, at] of places.entries()) {
      if (at === NOTHING) continue;
      const place = this.#placeOf(this.#texts.textAt(at));
      this.#at[place] = at;
      this.#numbers[place] = numbers[i] ?? 0;
    }
  }
}
