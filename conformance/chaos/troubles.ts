import type { Mono } from '../history/lines.ts';

/** When trouble of ours was about, so that nobody is held to an answer that it can have swallowed. */
export class Troubles {
  readonly #over: { readonly from: Mono; readonly until: Mono }[] = [];
  readonly #open = new Set<{ readonly from: Mono }>();

  /** Trouble begins. Call what is returned when it is over. */
  begin(from: Mono): (until: Mono) => void {
    const trouble = { from };
    this.#open.add(trouble);
    return (until) => {
      if (this.#open.delete(trouble)) this.#over.push({ from, until });
    };
  }

  /** Whether there was any between these instants, both included. */
  between(from: Mono, until: Mono): boolean {
    return (
      [...this.#open].some((trouble) => trouble.from <= until) ||
      this.#over.some((trouble) => trouble.from <= until && trouble.until >= from)
    );
  }
}
