import type { Mono } from '../../history/lines.ts';
import { Lookings } from './lookings.ts';
import type { Pass, Push, Shown } from './pass.ts';

/**
 * When something came into sight. It appeared after `after` (null: no complete look lacked it) and by `by`
 * (null: a clock was stepped, nobody knows).
 */
export interface Sight {
  readonly after: Mono | null;
  readonly by: Mono | null;
}

/** What was in sight, and a complete pass begun afterwards that lacks it: proof that it was taken away. */
export interface Gone {
  readonly shown: Shown;
  readonly seen: { readonly by: Mono; readonly line?: number };
  readonly missed: { readonly sent: Mono; readonly line?: number; readonly olderVersion?: number };
}

interface Receipt {
  readonly shown: Shown;
  readonly by: Mono | null;
  readonly line?: number;
}

const earlier = (a: Receipt, b: Receipt): Receipt =>
  a.by === null || (b.by !== null && b.by < a.by) ? (b.by === null ? a : b) : a;

/**
 * One surface (a search, a push, a person's own In Basket, one instance): which item versions it showed, and the
 * interval in which each came into sight. A version counts as in sight from when it or a later one can be seen.
 * It was not in sight when a pass began that is complete, asked for it, and lacks it; it was by the first receipt
 * that had it. Passes may overlap and be told in any order. A push gives only the upper bound.
 */
export class SurfaceSight {
  readonly #lookings: Lookings;
  readonly #receipts = new Map<string, Map<number, Receipt>>();

  /** `keep`: how many passes to remember; unsaid: all, which `gone` needs. */
  constructor(keep = Number.POSITIVE_INFINITY) {
    this.#lookings = new Lookings(keep);
  }

  pass(pass: Pass): void {
    for (const { received, shows } of pass.pages)
      for (const shown of shows) this.#receive(shown, pass.untimed === true ? null : received, pass.line);
    this.#lookings.add(pass);
  }

  /** Pushes may be lost, doubled and late. */
  push({ received, shows, untimed, line }: Push): void {
    this.#receive(shows, untimed === true ? null : received, line);
  }

  /** Undefined when this version was not shown. */
  sight(item: string, version: number): Sight | undefined {
    const receipt = this.#receipts.get(item)?.get(version);
    return receipt === undefined ? undefined : this.#sightOf(receipt.shown);
  }

  /** When the item itself came into sight, in whatever version. */
  firstSight(item: string): Sight | undefined {
    const versions = this.#receipts.get(item);
    return versions === undefined ? undefined : this.sight(item, Math.min(...versions.keys()));
  }

  /**
   * Start of the last complete pass before `by` that did not show the item, whether or not it asked for its stamp:
   * so long a client that follows the cursor went without it.
   */
  missedUntil(shown: Shown, by: Mono): Mono | null {
    return this.#lookings.lastLack(shown, by, false);
  }

  /** The first proof that an item, or a version of it, was in sight and then gone. */
  gone(item: string): Gone | undefined {
    for (const { shown } of this.#receipts.get(item)?.values() ?? []) {
      const first = this.#firstReceipt(shown);
      if (first?.by === undefined || first.by === null) continue;
      const missed = this.#lookings.firstLack(shown, first.by);
      const seen = { by: first.by, ...(first.line === undefined ? {} : { line: first.line }) };
      if (missed !== undefined) return { shown, seen, missed };
    }
    return undefined;
  }

  #sightOf(shown: Shown): Sight {
    const by = this.#firstReceipt(shown)?.by ?? null;
    return { after: this.#lookings.lastLack(shown, by ?? Number.POSITIVE_INFINITY, true), by };
  }

  #firstReceipt({ item, version }: Shown): Receipt | undefined {
    let first: Receipt | undefined;
    for (const receipt of this.#receipts.get(item)?.values() ?? [])
      if (receipt.shown.version >= version) first = first === undefined ? receipt : earlier(first, receipt);
    return first;
  }

  #receive(shown: Shown, by: Mono | null, line: number | undefined): void {
    const receipt: Receipt = { shown, by, ...(line === undefined ? {} : { line }) };
    const versions = this.#receipts.get(shown.item) ?? new Map<number, Receipt>();
    this.#receipts.set(shown.item, versions);
    const known = versions.get(shown.version);
    versions.set(shown.version, known === undefined ? receipt : earlier(known, receipt));
  }
}
