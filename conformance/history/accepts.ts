import type { z } from 'zod';
import { type CheckParts, checksOf, isOptional, partsOf } from './zod-parts.ts';

/** Whether a value read from JSON fits. */
export type Accepts = (value: unknown) => boolean;

const never: Accepts = () => false;

type Schema = z.core.$ZodType;

const checkOf = (check: CheckParts): Accepts => {
  switch (check.check) {
    case 'min_length':
      return (value) => (value as string).length >= check.minimum;
    case 'max_length':
      return (value) => (value as string).length <= check.maximum;
    case 'string_format': {
      const { pattern } = check;
      return pattern === undefined ? never : (value) => pattern.test(value as string);
    }
    case 'number_format':
      return check.format === 'safeint' ? Number.isSafeInteger : never;
    case 'greater_than': {
      const least = Number(check.value);
      return (value) => (check.inclusive ? (value as number) >= least : (value as number) > least);
    }
    case 'less_than': {
      const most = Number(check.value);
      return (value) => (check.inclusive ? (value as number) <= most : (value as number) < most);
    }
    case 'custom':
      return (value) => check.fn(value) === true;
    default:
      return never;
  }
};

const all = (tests: readonly Accepts[]): Accepts => {
  const [a, b] = tests;
  if (a === undefined) return () => true;
  if (b === undefined) return a;
  if (tests.length === 2) return (value) => a(value) && b(value);
  return (value) => tests.every((test) => test(value));
};

/** Every member known and fitting, none missing that has to be there. */
const object = (shape: Readonly<Record<string, Schema>>, known: Map<Schema, Accepts>): Accepts => {
  const members = Object.entries(shape).map(([name, schema]) => {
    return { name, optional: isOptional(schema), accepts: compiled(schema, known) };
  });
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const from = value as Readonly<Record<string, unknown>>;
    let fitting = 0;
    for (const { name, optional, accepts } of members) {
      const member = from[name];
      if (member === undefined) {
        if (!optional) return false;
      } else {
        if (!accepts(member)) return false;
        fitting++;
      }
    }
    let present = 0;
    for (const name in from) present += name === undefined ? 0 : 1;
    return present === fitting;
  };
};

const discriminated = (name: string, options: readonly Schema[], known: Map<Schema, Accepts>): Accepts => {
  const byValue = new Map<unknown, Accepts>();
  for (const option of options) {
    const def = partsOf(option);
    const member = def.type === 'object' ? def.shape[name] : undefined;
    const tag = member === undefined ? undefined : partsOf(member);
    if (tag?.type !== 'literal') return never;
    for (const value of tag.values) byValue.set(value, compiled(option, known));
  }
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    return byValue.get((value as Readonly<Record<string, unknown>>)[name])?.(value) === true;
  };
};

const bare = (schema: Schema, known: Map<Schema, Accepts>): Accepts => {
  const def = partsOf(schema);
  switch (def.type) {
    case 'string': {
      const { format, pattern } = def as { format?: string; pattern?: RegExp };
      if (format !== undefined && pattern === undefined) return never;
      return (value) => typeof value === 'string' && (pattern === undefined || pattern.test(value));
    }
    case 'number':
      return (value) => typeof value === 'number';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'enum': {
      const values = new Set<unknown>(Object.values(def.entries));
      return (value) => values.has(value);
    }
    case 'literal': {
      const values = new Set<unknown>(def.values);
      return (value) => values.has(value);
    }
    case 'nullable': {
      const inner = compiled(def.innerType, known);
      return (value) => value === null || inner(value);
    }
    case 'optional':
    case 'default':
      return compiled(def.innerType, known);
    case 'array': {
      const element = compiled(def.element, known);
      return (value) => Array.isArray(value) && value.every(element);
    }
    case 'object':
      return def.catchall !== undefined && partsOf(def.catchall).type === 'never' ? object(def.shape, known) : never;
    case 'union': {
      const { discriminator } = def as { discriminator?: string };
      if (discriminator !== undefined) return discriminated(discriminator, def.options, known);
      return never;
    }
    default:
      return never;
  }
};

const compiled = (schema: Schema, known: Map<Schema, Accepts>): Accepts => {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const made = all([bare(schema, known), ...checksOf(schema).map(checkOf)]);
  known.set(schema, made);
  return made;
};

/**
 * A quick test for a schema: true only where the schema takes the value and gives it back as it is. False says
 * nothing: the value may be wrong, a member may be left out that the schema fills in, or the schema may be of a kind
 * that is not known here. The schema itself then decides, and says what is wrong. For JSON values, in which no
 * member is undefined.
 */
export const acceptsOf = (schema: Schema): Accepts => compiled(schema, new Map());
