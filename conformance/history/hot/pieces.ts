import { apart, type Shared } from './shared.ts';

/** Past this many no more are remembered: a history of nothing but different ones must not fill memory. */
const MOST = 100_000;

/** Pieces of JSON of one form, which stand in many lines: each is held to the form, and made, once. */
export class Pieces<T> {
  readonly #form: RegExp;
  readonly #shared: Shared;
  readonly #known = new Map<string, T>();

  /** `form`: of a whole piece, which then is valid JSON of this type. */
  constructor(form: RegExp, shared: Shared) {
    this.#form = form;
    this.#shared = shared;
  }

  /** What an ASCII piece stands for, shared with all who ask; undefined: it is not of this form. */
  get(json: string): T | undefined {
    const known = this.#known.get(json);
    if (known !== undefined) return known;
    if (!this.#form.test(json)) return undefined;
    const made = this.#shared.value<T>(json);
    if (this.#known.size < MOST) this.#known.set(apart(json), made);
    return made;
  }
}
