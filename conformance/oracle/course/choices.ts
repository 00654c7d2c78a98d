/**
 * The open questions of one step: each is answered by the script where it has an answer, else by the
 * first alternative, and noted. `nextScript` gives the next combination of answers.
 */
export class Choices {
  /** Alternatives of each question asked so far, and the one taken. */
  readonly asked: { readonly of: number; readonly taken: number }[] = [];
  readonly #script: readonly number[];

  constructor(script: readonly number[] = []) {
    this.#script = script;
  }

  /** One of 0 … of − 1. A question with one answer is none. */
  pick(of: number): number {
    if (of <= 1) return 0;
    const taken = this.#script[this.asked.length] ?? 0;
    this.asked.push({ of, taken });
    return taken;
  }
}

/** The script that comes after the one whose run asked these questions; undefined after the last. */
export const nextScript = (asked: Choices['asked']): readonly number[] | undefined => {
  for (let i = asked.length - 1; i >= 0; i -= 1) {
    const { of, taken } = asked[i] ?? { of: 1, taken: 0 };
    if (taken + 1 < of) return [...asked.slice(0, i).map((a) => a.taken), taken + 1];
  }
  return undefined;
};
