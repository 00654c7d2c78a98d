import fc from 'fast-check';
import type { z } from 'zod';
import { checksOf, isOptional, partsOf } from './zod-parts.ts';

type Schema = z.core.$ZodType;

const bounds = (schema: Schema): { readonly least: number | undefined; readonly most: number | undefined } => {
  let [least, most]: (number | undefined)[] = [undefined, undefined];
  for (const check of checksOf(schema)) {
    if (check.check === 'min_length') least = check.minimum;
    if (check.check === 'max_length') most = check.maximum;
    if (check.check === 'greater_than') least = Number(check.value) + (check.inclusive ? 0 : 1);
    if (check.check === 'less_than') most = Number(check.value) - (check.inclusive ? 0 : 1);
  }
  return { least, most };
};

const text = (schema: Schema, format: RegExp | undefined): fc.Arbitrary<string> => {
  const { least = 0, most = 60 } = bounds(schema);
  const pattern = format ?? checksOf(schema).flatMap((c) => (c.check === 'string_format' ? (c.pattern ?? []) : []))[0];
  if (pattern !== undefined) return fc.stringMatching(pattern).filter((s) => s.length >= least && s.length <= most);
  const maxLength = Math.min(most, Math.max(least, 12));
  const plain = fc.string({ minLength: least, maxLength });
  return fc.oneof(
    plain,
    fc.string({ minLength: least, maxLength, unit: 'binary' }).map((s) => s.slice(0, maxLength)),
  );
};

/** Values that a schema takes, of the kinds of schema that histories are made of; what its refinements refuse is left out. */
export const arbitraryOf = (schema: Schema): fc.Arbitrary<unknown> => {
  const def = partsOf(schema);
  const refinements = checksOf(schema).flatMap((c) => (c.check === 'custom' ? [c.fn] : []));
  const made = ((): fc.Arbitrary<unknown> => {
    switch (def.type) {
      case 'string':
        return text(schema, (def as { readonly pattern?: RegExp }).pattern);
      case 'number': {
        const { least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER } = bounds(schema);
        return fc.oneof(
          fc.integer({ min: least, max: Math.min(most, least + 1000) }),
          fc.maxSafeNat().map((n) => Math.max(least, Math.min(most, n))),
        );
      }
      case 'boolean':
        return fc.boolean();
      case 'enum':
        return fc.constantFrom(...Object.values(def.entries));
      case 'literal':
        return fc.constantFrom(...def.values);
      case 'nullable':
        return fc.option(arbitraryOf(def.innerType));
      case 'optional':
      case 'default':
        return arbitraryOf(def.innerType);
      case 'array': {
        const { least = 0, most = 3 } = bounds(schema);
        return fc.array(arbitraryOf(def.element), { minLength: least, maxLength: Math.min(most, least + 2) });
      }
      case 'object': {
        const shape = Object.entries(def.shape);
        const needed = shape.filter(([, member]) => !isOptional(member)).map(([name]) => name);
        return fc.record(Object.fromEntries(shape.map(([name, member]) => [name, arbitraryOf(member)])), {
          requiredKeys: needed,
          noNullPrototype: true,
        });
      }
      case 'union':
        return fc.oneof(...def.options.map(arbitraryOf));
      default:
        throw new TypeError(`no values for a schema of type ${def.type}`);
    }
  })();
  return refinements.length === 0 ? made : made.filter((value) => refinements.every((fn) => fn(value) === true));
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Every place inside a JSON value, as a path. */
const placesIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  isObject(value) ? [path, ...Object.keys(value).flatMap((key) => placesIn(value[key], [...path, key]))] : [path];

const STRANGE: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  '',
  'x',
  '2026-02-30',
  [],
  {},
  [[]],
  { system: 'a', value: 'b' },
];

/** A copy with one place taken out, replaced, or given a member that nobody knows. */
export const mutatedOf = (value: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.constantFrom(...placesIn(value).slice(1)),
      fc.constantFrom('drop', 'replace', 'add'),
      fc.constantFrom(...STRANGE),
    )
    .map(([path, how, strange]) => {
      const copy: unknown = structuredClone(value);
      const parent = path.slice(0, -1).reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), copy);
      const last = path.at(-1) ?? '';
      if (!isObject(parent)) return copy;
      if (how === 'replace') parent[last] = strange;
      else if (how === 'add' && Array.isArray(parent)) parent.push(strange);
      else if (how === 'add') parent[`${last}2`] = strange;
      else if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
      return copy;
    });
