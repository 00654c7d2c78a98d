import { isDecimalText } from '../../domain/index.ts';
import { JsonNumber, type Json, type JsonObject } from '../json/value.ts';

/** What was found does not fit; caught where reading began. */
export class Unfit extends Error {
  readonly path: string;
  constructor(path: string, why: string) {
    super(why);
    this.path = path;
  }
}

const MAX_SHOWN = 60;
const shown = (value: Json): string => {
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};

/** A value and where it stands. Every reading of it throws `Unfit` with the place and what was expected. */
export class At {
  readonly value: Json | undefined;
  readonly path: string;

  constructor(value: Json | undefined, path: string) {
    this.value = value;
    this.path = path;
  }

  get present(): boolean {
    return this.value !== undefined;
  }

  fail(expected: string): never {
    const found = this.value === undefined ? 'is absent' : `is ${shown(this.value)}`;
    throw new Unfit(this.path, `${this.path} ${found}, expected ${expected}`);
  }

  #object(): JsonObject {
    const { value } = this;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber)) {
      return value as JsonObject;
    }
    return this.fail('an object');
  }

  member(name: string): At {
    const object = this.#object();
    return new At(
      Object.hasOwn(object, name) ? object[name] : undefined,
      this.path === '' ? name : `${this.path}.${name}`,
    );
  }

  /** The object has no members but these. */
  only(...names: readonly string[]): this {
    const strange = Object.keys(this.#object()).find((name) => !names.includes(name));
    if (strange !== undefined) {
      const path = this.path === '' ? strange : `${this.path}.${strange}`;
      throw new Unfit(path.slice(0, 2 * MAX_SHOWN), `there is no member ${path.slice(0, 2 * MAX_SHOWN)}`);
    }
    return this;
  }

  text(expected = 'a text'): string {
    return typeof this.value === 'string' && this.value !== '' ? this.value : this.fail(expected);
  }

  /** A number's own digits. */
  decimal(expected = 'a number'): string {
    const { value } = this;
    return value instanceof JsonNumber && isDecimalText(value.text) ? value.text : this.fail(expected);
  }

  whole(low: number, high: number): number {
    const expected = `a whole number from ${low} to ${high}`;
    const number = Number(this.decimal(expected));
    return Number.isSafeInteger(number) && number >= low && number <= high ? number : this.fail(expected);
  }

  /** One of a table's values, by its key. */
  among<T>(table: ReadonlyMap<string, T>, key = this.text()): T {
    const found = table.get(key);
    return found === undefined ? this.fail(`one of ${[...table.keys()].join(', ')}`) : found;
  }
}
