import type { Identifier } from '../../../contract/domain/index.ts';

/** Past this many different texts no more are remembered: a history of nothing but different names must not fill memory. */
const MOST = 200_000;

const scratch = Buffer.allocUnsafe(4096);

/**
 * A copy of an ASCII text of at most 4096 characters that keeps nothing else alive. A piece cut out of a line
 * holds the whole line in memory for as long as it lives.
 */
export const apart = (piece: string): string =>
  piece.length > scratch.length
    ? Buffer.from(piece, 'latin1').toString('latin1')
    : scratch.toString('latin1', 0, scratch.write(piece, 'latin1'));

/**
 * Values that stand in a great many lines (systems, patients, devices, lanes), each held once. What comes out is
 * shared: it must not be changed.
 */
export class Shared {
  readonly #texts = new Map<string, string>();
  readonly #values = new Map<string, unknown>();
  readonly #identifiers = new Map<string, Map<string, Identifier>>();

  /** The one copy of a text. */
  text(piece: string): string {
    const known = this.#texts.get(piece);
    if (known !== undefined) return known;
    const copy = apart(piece);
    if (this.#texts.size < MOST) this.#texts.set(copy, copy);
    return copy;
  }

  /** The one value that a piece of JSON stands for. The piece must be valid JSON of the type that is asked for. */
  value<T>(json: string): T {
    return (this.#values.get(json) as T | undefined) ?? this.#made<T>(json, json);
  }

  /** The one identifier of this system and value. */
  identifier({ system, value }: Identifier): Identifier {
    let values = this.#identifiers.get(system);
    if (values === undefined) this.#identifiers.set(system, (values = new Map()));
    return values.get(value) ?? this.#identifier(system, value, values);
  }

  #identifier(system: string, value: string, values: Map<string, Identifier>): Identifier {
    const made = this.value<Identifier>(JSON.stringify({ system, value }));
    if (values.size < MOST) values.set(made.value, made);
    return made;
  }

  /** The one object with these members: `"lane":"a","via":"fhir"`. `closing`: of what is left open among them. */
  members<T>(json: string, closing = ''): T {
    return (this.#values.get(json) as T | undefined) ?? this.#made<T>(json, `{${json}${closing}}`);
  }

  #made<T>(piece: string, json: string): T {
    const made: T = JSON.parse(json);
    if (this.#values.size < MOST) this.#values.set(apart(piece), made);
    return made;
  }
}
