import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { acceptsOf } from './accepts.ts';
import { arbitraryOf, mutatedOf } from './arbitrary.test-helper.ts';
import { HistoryLine } from './lines.ts';

const accepts = acceptsOf(HistoryLine);
const lines = arbitraryOf(HistoryLine);

/** What is accepted is what the schema gives back, unchanged. */
const agrees = (value: unknown): void => {
  if (!accepts(value)) return;
  const parsed = HistoryLine.safeParse(value);
  expect(parsed.success).toBe(true);
  expect(parsed.data).toEqual(value);
};

describe('the quick test and the schema', () => {
  test('agree on every line that fits', () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(HistoryLine.safeParse(line).success).toBe(true);
        expect(accepts(line)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
  test('agree on lines with one thing changed', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        lines.chain((line) => mutatedOf(line)),
        (line) => {
          agrees(line);
          if (!accepts(line)) refused++;
        },
      ),
      { numRuns: 4000 },
    );
    expect(refused).toBeGreaterThan(1000);
  });
  test('agree on anything', () => {
    fc.assert(fc.property(fc.jsonValue(), agrees));
  });
  test('where a member is filled in, the schema is asked', () => {
    const schema = z.strictObject({ a: z.number().int().default(7), b: z.string().optional() });
    expect(acceptsOf(schema)({ b: 'x' })).toBe(false);
    expect(acceptsOf(schema)({ a: 1 })).toBe(true);
  });
});

test('a schema of an unknown kind accepts nothing by itself', () => {
  for (const schema of [
    z.any(),
    z.object({ a: z.string() }),
    z.union([z.string(), z.number()]),
    z.string().transform(Number),
    z.strictObject({ a: z.coerce.date() }),
    z.record(z.string(), z.string()),
  ])
    for (const value of ['1', 1, { a: '1' }, {}]) expect(acceptsOf(schema)(value)).toBe(false);
});
