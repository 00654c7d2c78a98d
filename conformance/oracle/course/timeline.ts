import type { UnitCode } from '../../../contract/domain/index.ts';
import { type LocalInstant } from '../time/instant.ts';
import type { Content } from './filing.ts';
import { measuredValue, type Millionths } from './measured-value.ts';
import { effectiveTime } from '../record/kept-reading.ts';

/** One reading's place in time. */
export interface Place {
  readonly at: bigint;
  readonly key: string;
}

/** A live reading in its place. */
export interface Placed extends Place {
  readonly content: Content;
  readonly local: LocalInstant;
  readonly value: Millionths | 'none' | 'inexact';
}

/** A content as it stands in time under its filing's first key. */
export const placed = (key: string, content: Content): Placed => {
  const local = effectiveTime(content.reading);
  return { at: local.at, key, content, local, value: measuredValue(content) };
};

/** The values of a stretch of neighbours. `unit` undefined: they are not all exact and of one unit. */
export interface Stretch {
  readonly least: number;
  readonly most: number;
  readonly unit: UnitCode | undefined;
}

/** Neighbours that are summed up together. */
const STRETCH = 32;

const before = (a: Place, b: Place): boolean => a.at < b.at || (a.at === b.at && a.key < b.key);

/** Index of the first place that is not before `place`. */
const indexIn = (places: readonly Place[], place: Place): number => {
  let low = 0;
  let high = places.length;
  const last = places.at(-1);
  if (last === undefined || before(last, place)) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = places[middle];
    if (there !== undefined && before(there, place)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Undefined: none of them has a number. */
const sumUp = (places: readonly Placed[]): Stretch | undefined => {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let unit: UnitCode | undefined;
  for (const { value } of places) {
    if (value === 'none') continue;
    if (value === 'inexact' || (unit !== undefined && unit !== value.unit)) return { least, most, unit: undefined };
    unit = value.unit;
    if (value.of < least) least = value.of;
    if (value.of > most) most = value.of;
  }
  return unit === undefined ? undefined : { least, most, unit };
};

/** The live readings of one course by effective time (ties by key). Can go back to the last mark. */
export class Timeline {
  #places: Placed[] = [];
  /** What was changed since the mark: the first so many, which are filled anew. */
  readonly #changes: { readonly index: number; readonly place: Placed; readonly added: boolean }[] = [];
  #changed = 0;
  /** Whole stretches from the first place on, as far as they were asked for and nothing in them has changed. */
  #stretches: (Stretch | undefined)[] = [];

  add(place: Placed): void {
    const index = indexIn(this.#places, place);
    if (index === this.#places.length) this.#places.push(place);
    else this.#places.splice(index, 0, place);
    this.#change({ index, place, added: true });
  }

  remove(place: Place): void {
    const index = indexIn(this.#places, place);
    const there = this.#places[index];
    if (there?.key !== place.key) return;
    this.#places.splice(index, 1);
    this.#change({ index, place: there, added: false });
  }

  /** Nothing is effective later. */
  endsBy(at: bigint): boolean {
    const last = this.#places.at(-1);
    return last === undefined || last.at <= at;
  }

  /** Places effective in [from, to), in order of time. */
  *between(from: bigint, to: bigint): Generator<Placed> {
    for (let i = indexIn(this.#places, { at: from, key: '' }); i < this.#places.length; i += 1) {
      const place = this.#places[i];
      if (place === undefined || place.at >= to) return;
      yield place;
    }
  }

  /**
   * Meets the places effective in [from, to) in order of time, until `meet` says that it is enough. Stretches that
   * are not `worth` it are left out; so `worth` may say no only where `meet` would find nothing.
   */
  meet(from: bigint, to: bigint, worth: (values: Stretch) => boolean, meet: (place: Placed) => boolean): void {
    const places = this.#places;
    const end = indexIn(places, { at: to, key: '' });
    let i = indexIn(places, { at: from, key: '' });
    while (i < end) {
      const next = i - (i % STRETCH) + STRETCH;
      const values = next <= places.length ? this.#stretch(Math.floor(i / STRETCH)) : 'unknown';
      if (values === 'unknown' || (values !== undefined && worth(values)))
        for (; i < next && i < end; i += 1) {
          const place = places[i];
          if (place !== undefined && meet(place)) return;
        }
      i = next;
    }
  }

  mark(): void {
    this.#changed = 0;
  }

  copyAtMark(): Timeline {
    const copy = this.copy();
    for (const { index, place, added } of this.#changes.slice(0, this.#changed).toReversed()) {
      if (added) copy.#places.splice(index, 1);
      else copy.#places.splice(index, 0, place);
      copy.#cutStretches(index);
    }
    return copy;
  }

  copy(): Timeline {
    const copy = new Timeline();
    copy.#places = [...this.#places];
    copy.#stretches = [...this.#stretches];
    return copy;
  }

  #change(change: { readonly index: number; readonly place: Placed; readonly added: boolean }): void {
    this.#cutStretches(change.index);
    this.#changes[this.#changed] = change;
    this.#changed += 1;
  }

  /** What was summed up from there on is so no more. */
  #cutStretches(index: number): void {
    const first = Math.floor(index / STRETCH);
    if (this.#stretches.length > first) this.#stretches.length = first;
  }

  #stretch(index: number): Stretch | undefined {
    for (let i = this.#stretches.length; i <= index; i += 1)
      this.#stretches.push(sumUp(this.#places.slice(i * STRETCH, (i + 1) * STRETCH)));
    return this.#stretches[index];
  }
}
