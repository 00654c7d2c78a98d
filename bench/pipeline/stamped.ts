/** A text in a request that is another for every number, and always as long. */
export type Field = (n: number) => string;

interface Place {
  readonly at: number;
  readonly field: Field;
  /** Of which of the things in one request. */
  readonly index: number;
}

interface Template {
  readonly bytes: Buffer;
  readonly places: readonly Place[];
}

/**
 * Requests that are made by `make` once for each of `period` numbers that follow each other; every other is a copy in which
 * the `fields` are written anew. `size`: things in one request, numbered on. Throws where a request that is made and one that
 * is copied are not the same bytes; it is tried with one number.
 */
export const stamped = (
  make: (n: number) => Buffer,
  fields: readonly Field[],
  { period, size = 1 }: { readonly period: number; readonly size?: number },
): ((n: number) => Buffer) => {
  const templates = new Map<number, Template>();
  const templateOf = (n: number): Template => {
    const bytes = make(n);
    const places = Array.from({ length: size }, (_, index) =>
      fields.flatMap((field) => {
        const text = field(n * size + index);
        const found: Place[] = [];
        for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length))
          found.push({ at, field, index });
        return found;
      }),
    ).flat();
    return { bytes, places };
  };
  const copied = ({ bytes, places }: Template, n: number): Buffer => {
    const copy = Buffer.from(bytes);
    for (const { at, field, index } of places) copy.write(field(n * size + index), at, 'latin1');
    return copy;
  };
  const one = (n: number): Buffer => {
    const key = (n * size) % period;
    const known = templates.get(key);
    if (known !== undefined) return copied(known, n);
    const template = templateOf(n);
    templates.set(key, template);
    return Buffer.from(template.bytes);
  };
  // Far apart, so that a field which is not written anew is seen.
  const [near, far] = [0, 10_007 * period];
  one(near);
  if (!one(far).equals(make(far))) throw new Error('a request that is copied is not as it would be made');
  return one;
};
