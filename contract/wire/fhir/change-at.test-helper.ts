import { isObject, type Json, type JsonObject } from '../json/lossless.ts';

/** A copy in which one place, `a.0.b`, holds something else; undefined takes it away. */
export const at = (value: Json | undefined, path: string, by: Json | undefined): JsonObject => {
  const change = (v: Json | undefined, [name = '', ...rest]: string[]): Json => {
    if (Array.isArray(v)) {
      const items = v as readonly Json[];
      if (by === undefined && rest.length === 0) return items.filter((_, i) => i !== Number(name));
      return items.map((item, i) =>
        i === Number(name) ? (rest.length === 0 ? (by ?? null) : change(item, rest)) : item,
      );
    }
    const object = isObject(v) ? v : {};
    return { ...object, [name]: rest.length === 0 ? by : change(object[name], rest) };
  };
  const changed = change(value, path.split('.'));
  if (!isObject(changed)) throw new Error('not an object');
  return changed;
};
