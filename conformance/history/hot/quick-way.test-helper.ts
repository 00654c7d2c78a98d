import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { mutatedOf } from '../arbitrary.test-helper.ts';

const ASCII = /^[\x20-\x7e]*$/;

/** What reads lines of one kind without the schema; undefined where it leaves one to the schema. */
interface Quick<L> {
  read(text: string, wire: boolean): L | undefined;
}

/** A quick way held against the schema that it stands for. */
export const quickWay = <L extends { wire?: unknown }>(schema: z.ZodType<L>, fresh: () => Quick<L>) => {
  /** The same text read as JSON and held to the schema; undefined where it does not fit. */
  const bySchema = (text: string): L | undefined => {
    try {
      return schema.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  };
  /** What the quick way gives is what the schema gives. True where it gave something. */
  const agrees = (text: string, lines = fresh()): boolean => {
    if (!ASCII.test(text)) return false;
    const quick = lines.read(text, true);
    if (quick === undefined) return false;
    expect(quick).toEqual(bySchema(text));
    const { wire: _wire, ...rest } = quick;
    expect(lines.read(text, false)).toEqual(rest);
    return true;
  };
  /** Text in the order of the schema's members, as the writer writes it. */
  const written = (value: unknown): string => JSON.stringify(schema.parse(value));
  /** Of 2000 lines more than `atLeast` have to go the quick way. */
  const compared = (line: fc.Arbitrary<unknown>, atLeast: number): void => {
    test('as it was written', () => {
      let quick = 0;
      fc.assert(
        fc.property(line, (value) => {
          if (agrees(written(value))) quick++;
        }),
        { numRuns: 2000 },
      );
      expect(quick).toBeGreaterThan(atLeast);
    });
    test('with one thing changed', () => {
      fc.assert(
        fc.property(
          line.chain((value) => mutatedOf(schema.parse(value))),
          (value) => void agrees(JSON.stringify(value)),
        ),
        { numRuns: 3000 },
      );
    });
    test('with any one character changed, taken out or put in', () => {
      const lines = fresh();
      fc.assert(
        fc.property(
          line,
          fc.nat(),
          fc.constantFrom(...'"\\,:{}[]0159ae.-+ Tt'),
          fc.nat({ max: 2 }),
          (value, where, by, how) => {
            const text = written(value);
            const at = where % text.length;
            agrees(text, lines);
            agrees(text.slice(0, at) + (how === 2 ? '' : by) + text.slice(how === 1 ? at : at + 1), lines);
          },
        ),
        { numRuns: 5000 },
      );
    });
  };
  return { bySchema, agrees, written, compared };
};
