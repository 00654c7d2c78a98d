import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Layers } from './layers.ts';

const key = fc.integer({ min: 0, max: 40 }).map(String);
const move = fc.oneof(
  fc.record({ on: fc.nat(), kind: fc.constant('set' as const), key, value: fc.integer() }),
  fc.record({ on: fc.nat(), kind: fc.constant('unset' as const), key }),
  fc.record({ on: fc.nat(), kind: fc.constant('copy' as const) }),
);

const contents = (map: ReadonlyMap<string, number>): [string, number][] =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));

test('copies are as independent as copies of a map, however deep they lie on one another', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 120 }), fc.nat(), (moves, last) => {
      const all = [{ layers: new Layers<number>(), map: new Map<string, number>() }];
      for (const one of moves) {
        const at = all[one.on % all.length];
        if (at === undefined) continue;
        if (one.kind === 'copy') all.push({ layers: at.layers.copy(), map: new Map(at.map) });
        else if (one.kind === 'set') {
          at.layers.set(one.key, one.value);
          at.map.set(one.key, one.value);
        } else {
          at.layers.set(one.key, undefined);
          at.map.delete(one.key);
        }
      }
      for (const { layers, map } of all) {
        expect(contents(layers.whole())).toEqual(contents(map));
        for (let i = 0; i <= 40; i += 1) expect(layers.get(String(i))).toBe(map.get(String(i)));
      }
      const [one, other] = [all[last % all.length], all.at(-1)];
      if (one !== undefined && other !== undefined) {
        const apart = one.layers.apart(other.layers);
        for (let i = 0; i <= 40; i += 1)
          if (one.map.get(String(i)) !== other.map.get(String(i))) expect(apart).toContain(String(i));
      }
      const only = all[last % all.length];
      only?.layers.settle();
      expect(contents(only?.layers.whole() ?? new Map())).toEqual(contents(only?.map ?? new Map()));
    }),
  );
});
