import type { Quantity } from '../../../contract/domain/index.ts';
import type { Bundle } from '../../history/lines.ts';
import { ByteTexts } from './byte-texts.ts';

/** What of a submission is its own. Instants: monotonic, ns. */
export interface PackedRow {
  readonly seq: number;
  readonly intended: number;
  readonly sent: number;
  readonly settled: number;
  /** The meter's own number of it, or −1. */
  readonly number: number;
  /** Which of its patient's shapes it has. */
  readonly shape: number;
  /** The row of its patient before this one, or −1. */
  readonly before: number;
  readonly name: string;
  readonly effective: string;
  readonly quantity: Quantity;
  /** What it came in together with others. */
  readonly bundle: Bundle | undefined;
}

const FIRST_ROWS = 64;
const GROWTH = 1.5;
const WIDE = 4;
const NARROW = 4;

/**
 * The rows of all patients, in the order of the history: in a few long columns, because a great many short ones take
 * half as much room again.
 */
export class PackedColumns {
  #count = 0;
  #wide = new Float64Array(FIRST_ROWS * WIDE);
  #narrow = new Int32Array(FIRST_ROWS * NARROW);
  readonly #texts = new ByteTexts();
  readonly #quantities: Quantity[] = [];
  /** Of every row. */
  readonly #bundles: (Bundle | undefined)[] = [];
  #bundle: Bundle | undefined;

  /** Its place; undefined: its texts cannot be packed. */
  add({
    seq,
    intended,
    sent,
    settled,
    number,
    shape,
    before,
    name,
    effective,
    quantity,
    bundle,
  }: PackedRow): number | undefined {
    const text = this.#texts.end;
    if (!this.#texts.add(name) || !this.#texts.add(effective)) {
      this.#texts.cutAt(text);
      return undefined;
    }
    const row = this.#count++;
    if (row * WIDE === this.#wide.length) this.#grow();
    this.#wide[row * WIDE] = seq;
    this.#wide[row * WIDE + 1] = intended;
    this.#wide[row * WIDE + 2] = sent;
    this.#wide[row * WIDE + 3] = settled;
    this.#narrow[row * NARROW] = number;
    this.#narrow[row * NARROW + 1] = shape;
    this.#narrow[row * NARROW + 2] = before;
    this.#narrow[row * NARROW + 3] = text;
    this.#quantities.push(quantity);
    this.#bundles.push(this.#shared(bundle));
    return row;
  }

  /** Throws RangeError where there is no such row. */
  at(row: number): PackedRow {
    const quantity = this.#quantities[row];
    if (quantity === undefined) throw new RangeError(`no row ${row}`);
    const wide = (column: number): number => this.#wide[row * WIDE + column] ?? 0;
    const narrow = (column: number): number => this.#narrow[row * NARROW + column] ?? 0;
    const [name, effective] = this.#texts.pairAt(narrow(3));
    return {
      seq: wide(0),
      intended: wide(1),
      sent: wide(2),
      settled: wide(3),
      number: narrow(0),
      shape: narrow(1),
      before: narrow(2),
      name,
      effective,
      quantity,
      bundle: this.#bundles[row],
    };
  }

  /** Those who came together come one after the other, and share what says so. */
  #shared(bundle: Bundle | undefined): Bundle | undefined {
    const last = this.#bundle;
    if (bundle === undefined || (last?.id === bundle.id && last.kind === bundle.kind)) return bundle && last;
    this.#bundle = bundle;
    return bundle;
  }

  #grow(): void {
    const rows = Math.ceil(this.#count * GROWTH);
    const [wide, narrow] = [new Float64Array(rows * WIDE), new Int32Array(rows * NARROW)];
    wide.set(this.#wide);
    narrow.set(this.#narrow);
    this.#wide = wide;
    this.#narrow = narrow;
  }
}
