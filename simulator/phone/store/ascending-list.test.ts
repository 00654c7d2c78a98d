import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AscendingList } from './ascending-list.ts';

type Step = readonly ['push', number] | readonly ['shift'] | readonly ['keep', number] | readonly ['after', number];

test('is a sorted list from which the first is taken', () => {
  const step = fc.oneof<fc.Arbitrary<Step>[]>(
    fc.tuple(fc.constant('push' as const), fc.integer({ min: 1, max: 5 })),
    fc.tuple(fc.constant('push' as const), fc.integer({ min: 1, max: 5 })),
    fc.tuple(fc.constant('shift' as const)),
    fc.tuple(fc.constant('keep' as const), fc.integer({ min: 2, max: 4 })),
    fc.tuple(fc.constant('after' as const), fc.nat(200)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
      const list = new AscendingList<string>();
      let plain: number[] = [];
      let last = 0;
      for (const one of steps) {
        if (one[0] === 'push') {
          last += one[1];
          list.push(last, `i${last}`);
          plain.push(last);
        } else if (one[0] === 'shift') {
          const first = plain.shift();
          expect(list.shift()).toBe(first === undefined ? undefined : `i${first}`);
        } else if (one[0] === 'keep') {
          list.keep((_item, number) => number % one[1] === 0);
          plain = plain.filter((number) => number % one[1] === 0);
        } else {
          const seen: number[] = [];
          list.eachAfter(one[1], (item, number) => {
            expect(item).toBe(`i${number}`);
            return seen.push(number) < 3;
          });
          expect(seen).toEqual(plain.filter((number) => number > one[1]).slice(0, 3));
        }
        expect([list.size, list.first]).toEqual([plain.length, plain[0]]);
      }
      expect(list.all().map(({ number }) => number)).toEqual(plain);
    }),
  );
});

test('many pushed and taken hold little', () => {
  const list = new AscendingList<number>();
  for (let i = 1; i <= 20_000; i++) {
    list.push(i, i);
    if (i > 10) expect(list.shift()).toBe(i - 10);
  }
  expect(list.size).toBe(10);
});
