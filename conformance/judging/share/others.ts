import type { HistoryLine } from '../../history/lines.ts';
import type { Glance } from './glance.ts';
import { Hashes } from './hashes.ts';
import { keyHash } from './key-hash.ts';

/** A piece of a file: a line without its line feed. Bytes. */
export interface Piece {
  readonly at: number;
  readonly length: number;
}

const COLUMNS = 2;

/** Where lines stand that may have to be read after all, by what they name. */
class Index {
  readonly #names = new Hashes();
  #places = new Float64Array(2048);

  add(name: number, { at, length }: Piece): void {
    const i = this.#names.length * COLUMNS;
    if (i === this.#places.length) {
      const larger = new Float64Array(i * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#names.push(name);
    this.#places[i] = at;
    this.#places[i + 1] = length;
  }

  *of(isWanted: (name: number) => boolean): Generator<Piece> {
    for (let i = 0; i < this.#names.length; i++)
      if (isWanted(this.#names.at(i)))
        yield { at: this.#places[i * COLUMNS] ?? 0, length: this.#places[i * COLUMNS + 1] ?? 0 };
  }
}

/**
 * The lines that were gone by because another has their patients, and which of them say something of one's own after
 * all: a reading under an identifier that was used here too, an item about a reading that was sent here, another
 * version of an item that was seen here. Two identifiers may share a hash: then a line too many is read, which does
 * no harm.
 */
export class Others {
  readonly #readings = new Hashes();
  readonly #items = new Hashes();
  readonly #theirReadings = new Index();
  readonly #theirItems = new Index();
  readonly #theirItemsByReading = new Index();

  /** A line that was read. */
  own(line: HistoryLine): void {
    if (line.kind === 'seen') this.#items.push(keyHash(line.item.identifier));
    else if (line.kind === 'op' && line.act.op === 'reading.submit')
      this.#readings.push(keyHash(line.act.reading.identifier));
  }

  /** The same of one that says so at a glance. */
  ownAt(glance: Glance): void {
    if (glance.kind === 'seen') this.#items.push(glance.item);
    else this.#readings.push(glance.reading);
  }

  /** A line that was gone by. */
  theirs(glance: Glance, piece: Piece): void {
    if (glance.kind === 'op') this.#theirReadings.add(glance.reading, piece);
    else {
      this.#theirItems.add(glance.item, piece);
      if (glance.reading !== undefined) this.#theirItemsByReading.add(glance.reading, piece);
    }
  }

  /** Lines about a reading or an item of one's own, in the order of the file. `read`: what a line at a piece says. */
  concerning(read: (piece: Piece) => HistoryLine | undefined): HistoryLine[] {
    const isReading = this.#readings.membership();
    const found = new Map<number, HistoryLine>();
    const take = (pieces: Iterable<Piece>): void => {
      for (const piece of pieces) {
        const line = found.has(piece.at) ? undefined : read(piece);
        if (line === undefined) continue;
        found.set(piece.at, line);
        if (line.kind === 'seen') this.#items.push(keyHash(line.item.identifier));
      }
    };
    take(this.#theirReadings.of(isReading));
    take(this.#theirItemsByReading.of(isReading));
    // Last: an item about a reading of one's own is wanted in all its versions.
    take(this.#theirItems.of(this.#items.membership()));
    return [...found].toSorted(([a], [b]) => a - b).map(([, line]) => line);
  }
}
