import { ByteTexts, hashOf } from './byte-texts.ts';

const FIRST_PLACES = 64;
const NOTHING = -1;

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

  /** The number that a text has; where it has none, it has this one from now on. */
  getOrSet(text: string, number: number): number {
    const place = this.#placeOf(text);
    if (this.#at[place] !== NOTHING) return this.#numbers[place] ?? number;
    const odd = this.#odd.get(text);
    if (odd !== undefined) return odd;
    this.#add(text, number, place);
    return number;
  }

  set(text: string, number: number): void {
    const place = this.#placeOf(text);
    if (this.#at[place] === NOTHING) this.#add(text, number, place);
    else this.#numbers[place] = number;
  }

  /** A text that has no number, or one that does not fit. */
  #add(text: string, number: number, place: number): void {
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
    return this.#placeFrom(hashOf(text), (at) => this.#texts.isAt(at, text));
  }

  /** The first place from where a hash leads that is free, or whose text is the one that is looked for. */
  #placeFrom(hash: number, isIt: (at: number) => boolean): number {
    const mask = this.#at.length - 1;
    let place = hash & mask;
    for (;;) {
      const at = this.#at[place] ?? NOTHING;
      if (at === NOTHING || isIt(at)) return place;
      place = (place + 1) & mask;
    }
  }

  #grow(): void {
    const [places, numbers] = [this.#at, this.#numbers];
    this.#at = new Int32Array(places.length * 2).fill(NOTHING);
    this.#numbers = new Int32Array(places.length * 2);
    for (const [i, at] of places.entries()) {
      if (at === NOTHING) continue;
      const place = this.#placeFrom(this.#texts.hashAt(at), () => false);
      this.#at[place] = at;
      this.#numbers[place] = numbers[i] ?? 0;
    }
  }
}
