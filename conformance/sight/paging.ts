/** A page as far as its turning matters. */
export interface TurnedPage {
  /** Names and versions of what it holds. */
  readonly entries: readonly string[];
  /** Its `next` link as given; opaque. */
  readonly next: string | undefined;
}

export type Turn =
  | { readonly kind: 'more'; readonly link: string }
  | { readonly kind: 'end' }
  /** The pages never end, or one came twice: no fault of the network. */
  | { readonly kind: 'error'; readonly text: string };

/** A `next` that goes on for longer is a loop (bindings 3). */
export const MOST_PAGES = 10_000;

/** Follows the `next` links of one search to its end. */
export class Paging {
  readonly #asked: Set<string>;
  readonly #seen = new Map<string, number>();
  #pages = 0;

  /** `first`: the link that the search began with. */
  constructor(first: string) {
    this.#asked = new Set([first]);
  }

  /** What to do after a page. */
  turn({ entries, next }: TurnedPage): Turn {
    this.#pages += 1;
    const twin = this.#twinOf(entries);
    if (twin !== undefined)
      return { kind: 'error', text: `page ${this.#pages} shows again what page ${twin} showed: the pages repeat` };
    if (next === undefined) return { kind: 'end' };
    if (this.#asked.has(next) || this.#pages >= MOST_PAGES)
      return { kind: 'error', text: `the next links go on for ever: ${next}` };
    this.#asked.add(next);
    return { kind: 'more', link: next };
  }

  /** The earlier page that began, ended and counted alike. An item version stands on one page only. */
  #twinOf(entries: readonly string[]): number | undefined {
    if (entries.length === 0) return undefined;
    const face = JSON.stringify([entries[0], entries.at(-1), entries.length]);
    const twin = this.#seen.get(face);
    if (twin === undefined) this.#seen.set(face, this.#pages);
    return twin;
  }
}
