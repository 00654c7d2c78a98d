import { isDecimalText } from '../../domain/decimal.ts';
import type { RefusalName } from '../../codes/refusals.ts';
import { refuse, type Outcome, type Refusal } from '../../refusal.ts';
import { UNWRITABLE } from '../unwritable.ts';
import { isObject, JsonNumber, type Json, type JsonObject } from '../json/lossless.ts';

/** How a decoder stops; never leaves this folder, see `decoding`. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Most of what is sent: one look tells that nothing is wrong with it. */
const PLAIN = /^[!-~][ -~]*$/;

/** Ends the decoding with a refusal at a FHIRPath. */
export function fail(code: RefusalName, at: string, detail?: string): never {
  throw new Refused(refuse(code, at, detail).refusal);
}

/** Runs a decoder; its `fail` becomes a refused Outcome. Any other error is a defect and passes through. */
export const decoding = <T>(decode: () => T): Outcome<T> => {
  try {
    return { ok: true, value: decode() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
};

/** A place in a resource and what stands there. Reading something that is missing or of another shape fails at its path. */
export class Cursor {
  readonly value: Json | undefined;
  readonly #name: string | number;
  readonly #parent: Cursor | undefined;

  /** `name`: of a child, or its place in a list; without a parent the whole path. */
  constructor(value: Json | undefined, name: string | number, parent?: Cursor) {
    this.value = value ?? undefined;
    this.#name = name;
    this.#parent = parent;
  }

  /** Put together only where it is told: most of what is read is as it should be. */
  get path(): string {
    const name = this.#name;
    if (this.#parent === undefined) return String(name);
    return typeof name === 'number' ? `${this.#parent.path}[${name}]` : `${this.#parent.path}.${name}`;
  }

  get present(): boolean {
    return this.value !== undefined;
  }

  /** The object here, or a refusal: `missing-element` when absent, `malformed` when it is something else. */
  object(): JsonObject {
    if (this.value === undefined) fail('missing-element', this.path);
    if (!isObject(this.value)) fail('malformed', this.path, 'expected an object');
    return this.value;
  }

  /** A child element; absent children and children of an absent element are cursors too. */
  get(name: string): Cursor {
    return new Cursor(this.value === undefined ? undefined : this.object()[name], name, this);
  }

  /** Every element of a repeating element; none when it is absent. */
  list(): readonly Cursor[] {
    if (this.value === undefined) return [];
    if (!Array.isArray(this.value)) fail('malformed', this.path, 'expected an array');
    const items: Cursor[] = [];
    for (const item of this.value as readonly Json[]) items.push(new Cursor(item, items.length, this));
    return items;
  }

  /** The first of a repeating element that must have one. */
  first(): Cursor {
    return this.list()[0] ?? fail('missing-element', this.path);
  }

  /** A text with something in it besides white space, without control characters, well-formed (R4, string). */
  text(): string {
    if (typeof this.value === 'string' && PLAIN.test(this.value)) return this.value;
    if (this.value === undefined) fail('missing-element', this.path);
    if (typeof this.value !== 'string' || this.value.trim() === '') fail('bad-value', this.path, 'expected a text');
    // Text that is not well-formed Unicode has no UTF-8: two different keys could become one.
    if (UNWRITABLE.test(this.value) || !this.value.isWellFormed())
      fail('bad-value', this.path, 'control characters or broken Unicode');
    return this.value;
  }

  optionalText(): string | undefined {
    return this.present ? this.text() : undefined;
  }

  boolean(): boolean {
    if (this.value === undefined) fail('missing-element', this.path);
    if (typeof this.value !== 'boolean') fail('bad-value', this.path, 'expected true or false');
    return this.value;
  }

  /** A number with the digits that were sent. */
  decimal(): string {
    if (this.value === undefined) fail('missing-element', this.path);
    if (!(this.value instanceof JsonNumber) || !isDecimalText(this.value.text)) {
      fail('bad-value', this.path, 'expected a decimal number of at most 32 characters');
    }
    return this.value.text;
  }

  /** A whole number in [min, max]. */
  integer(min: number, max: number): number {
    const text = this.decimal();
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < min || value > max) {
      fail('bad-value', this.path, `expected a whole number from ${min} to ${max}`);
    }
    return value;
  }

  /** One of a closed list of codes. */
  oneOf<T extends string>(codes: readonly T[]): T {
    const text = this.text();
    return codes.find((c) => c === text) ?? fail('bad-value', this.path, `expected one of ${codes.join(', ')}`);
  }
}

/** The root of a resource of the given type. */
export const resourceCursor = (resource: Json | undefined, type: string): Cursor => {
  const root = new Cursor(resource, type);
  if (root.object()['resourceType'] !== type) fail('malformed', `${type}.resourceType`, `expected a ${type}`);
  return root;
};
