import { describe, expect, test } from 'vitest';
import { makeReading } from '../history-builder.test-helper.ts';
import type { Content } from './filing.ts';
import { type Placed, placed, type Stretch, Timeline } from './timeline.ts';

const START = Date.UTC(2035, 0, 1);
const at = (second: number): bigint => BigInt(START + second * 1000) * 1_000_000n;
const place = (key: string, second: number, value = '80.0', unit: 'kg' | '[lb_av]' = 'kg'): Placed => {
  const time = new Date(START + second * 1000).toISOString();
  return placed(key, { reading: makeReading({ name: key, value, unit, at: time }) } as Content);
};
const keysOf = (places: Iterable<Placed>): string[] => [...places].map((p) => p.key);
const all = (line: Timeline): string[] => keysOf(line.between(at(-1000), at(100_000)));

/** A line of as many places, one a second from 0 on: 80.0 kg and a tenth more each. */
const lineOf = (count: number, valueOf = (i: number): string => `${80 + i}.0`): Timeline => {
  const line = new Timeline();
  for (let i = 0; i < count; i += 1) line.add(place(`k${i}`, i, valueOf(i)));
  return line;
};

/** What `meet` asks of stretches and shows of places in [from, to), all stretches being worth it unless told. */
const met = (line: Timeline, from: number, to: number, worth = true): { asked: Stretch[]; seen: string[] } => {
  const [asked, seen]: [Stretch[], string[]] = [[], []];
  line.meet(
    at(from),
    at(to),
    (values) => {
      asked.push(values);
      return worth;
    },
    (p) => {
      seen.push(p.key);
      return false;
    },
  );
  return { asked, seen };
};
const named = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `k${from + i}`);

test('a place knows its instant, its local time and its number', () => {
  const found = place('k', 5, '81.5');
  expect([found.key, found.at, found.local.at, found.value]).toEqual([
    'k',
    at(5),
    at(5),
    { of: 81_500_000, unit: 'kg' },
  ]);
});

describe('places in order', () => {
  test('of time, ties by key, wherever they are put in', () => {
    const line = new Timeline();
    for (const p of [place('c', 5), place('a', 5), place('z', 1), place('b', 5), place('d', 9), place('e', 0)])
      line.add(p);
    expect(all(line)).toEqual(['e', 'z', 'a', 'b', 'c', 'd']);
  });

  test('from an instant on, up to before another', () => {
    const line = lineOf(10);
    expect(keysOf(line.between(at(3), at(6)))).toEqual(['k3', 'k4', 'k5']);
    expect(keysOf(line.between(at(3) + 1n, at(6) + 1n))).toEqual(['k4', 'k5', 'k6']);
    expect(keysOf(line.between(at(3), at(3)))).toEqual([]);
    expect(keysOf(line.between(at(9), at(50)))).toEqual(['k9']);
    expect(keysOf(line.between(at(10), at(50)))).toEqual([]);
    expect(keysOf(new Timeline().between(at(0), at(50)))).toEqual([]);
  });

  test('only the very one is taken out', () => {
    const line = new Timeline();
    for (const p of [place('a', 5), place('b', 5), place('c', 6)]) line.add(p);
    line.remove({ at: at(5), key: 'aa' });
    line.remove({ at: at(7), key: 'a' });
    line.remove({ at: at(5), key: 'b' });
    expect(all(line)).toEqual(['a', 'c']);
    line.remove({ at: at(6), key: 'c' });
    expect(all(line)).toEqual(['a']);
  });
});

test('a place at the very instant counts, whatever its name', () => {
  const line = new Timeline();
  for (const key of ['A', '!', 'k']) line.add(place(key, 5));
  expect(keysOf(line.between(at(5), at(6)))).toEqual(['!', 'A', 'k']);
  expect(keysOf(line.between(at(4), at(5)))).toEqual([]);
  expect(met(line, 5, 6).seen).toEqual(['!', 'A', 'k']);
  expect(met(line, 4, 5).seen).toEqual([]);
});

describe('going back', () => {
  test('to the mark: what was added goes, what was removed comes, in its place', () => {
    const line = lineOf(5);
    line.mark();
    line.remove({ at: at(2), key: 'k2' });
    line.add(place('x', 2));
    line.add(place('y', 9));
    line.remove({ at: at(0), key: 'k0' });
    line.remove({ at: at(0), key: 'nobody' });
    const copy = line.copyAtMark();
    expect(all(copy)).toEqual(named(0, 5));
    expect(all(line)).toEqual(['k1', 'x', 'k3', 'k4', 'y']);
    line.mark();
    expect(all(line.copyAtMark())).toEqual(all(line));
  });

  test('a copy is its own', () => {
    const line = lineOf(3);
    const copy = line.copy();
    copy.remove({ at: at(0), key: 'k0' });
    line.add(place('x', 7));
    expect([all(copy), all(line)]).toEqual([
      ['k1', 'k2'],
      ['k0', 'k1', 'k2', 'x'],
    ]);
  });
});

describe('stretches of 32', () => {
  test('are summed up where they are whole; the rest is met one by one', () => {
    const line = lineOf(70);
    expect(met(line, 0, 70)).toEqual({
      asked: [
        { least: 80_000_000, most: 111_000_000, unit: 'kg' },
        { least: 112_000_000, most: 143_000_000, unit: 'kg' },
      ],
      seen: named(0, 70),
    });
    expect(met(line, 0, 70, false).seen).toEqual(named(64, 70));
    expect(met(lineOf(64), 0, 64, false)).toMatchObject({ asked: [{}, {}], seen: [] });
    expect(met(lineOf(31), 0, 31, false)).toEqual({ asked: [], seen: named(0, 31) });
  });

  test('from and to within one', () => {
    const line = lineOf(100);
    expect(met(line, 40, 50).seen).toEqual(named(40, 50));
    expect(met(line, 40, 70)).toMatchObject({
      asked: [{ least: 112_000_000, most: 143_000_000 }, { least: 144_000_000 }],
      seen: named(40, 70),
    });
    expect(met(line, 10, 32).asked.length).toBe(1);
    expect(met(line, 32, 33).asked).toEqual([{ least: 112_000_000, most: 143_000_000, unit: 'kg' }]);
    expect(met(line, 40, 40)).toEqual({ asked: [], seen: [] });
    expect(met(line, 50, 40)).toEqual({ asked: [], seen: [] });
  });

  test('enough is enough', () => {
    const seen: string[] = [];
    lineOf(70).meet(
      at(0),
      at(70),
      () => true,
      ({ key }) => seen.push(key) === 3,
    );
    expect(seen).toEqual(['k0', 'k1', 'k2']);
  });

  test('without a number are left out unasked, with some they tell of those alone', () => {
    expect(
      met(
        lineOf(32, () => 'HI'),
        0,
        32,
      ),
    ).toEqual({ asked: [], seen: [] });
    const some = lineOf(32, (i) => (i === 3 ? '90.0' : i === 20 ? '70.0' : 'none'));
    expect(met(some, 0, 32).asked).toEqual([{ least: 70_000_000, most: 90_000_000, unit: 'kg' }]);
  });

  test('of two units, or with a number that is not exact, are always worth it', () => {
    const two = new Timeline();
    for (let i = 0; i < 32; i += 1) two.add(place(`k${i}`, i, '80.0', i === 17 ? '[lb_av]' : 'kg'));
    expect(met(two, 0, 32).asked.map((s) => s.unit)).toEqual([undefined]);
    expect(
      met(
        lineOf(32, (i) => (i === 30 ? '8e1' : '80.0')),
        0,
        32,
      ).asked.map((s) => s.unit),
    ).toEqual([undefined]);
    const units = met(
      lineOf(32, (i) => (i === 0 ? '8e1' : '80.0')),
      0,
      32,
    ).asked;
    expect(units.map((s) => s.unit)).toEqual([undefined]);
  });

  test('are told anew of what was added, removed or taken back in them, and in those after', () => {
    const line = lineOf(96, () => '80.0');
    const most = (t: Timeline): number[] => met(t, 0, 200).asked.map((s) => s.most);
    expect(most(line)).toEqual([80_000_000, 80_000_000, 80_000_000]);
    line.mark();
    line.add(place('heavy', 40, '200.0'));
    const copy = line.copy();
    expect([most(line), most(copy)]).toEqual([
      [80_000_000, 200_000_000, 80_000_000],
      [80_000_000, 200_000_000, 80_000_000],
    ]);
    line.remove({ at: at(0), key: 'k0' });
    line.add(place('first', -1, '190.0'));
    expect(most(line)).toEqual([190_000_000, 200_000_000, 80_000_000]);
    expect(most(line.copyAtMark())).toEqual([80_000_000, 80_000_000, 80_000_000]);
    line.remove({ at: at(40), key: 'heavy' });
    expect(most(line)).toEqual([190_000_000, 80_000_000, 80_000_000]);
    expect(most(line.copyAtMark())).toEqual([80_000_000, 80_000_000, 80_000_000]);
    expect(most(copy)).toEqual([80_000_000, 200_000_000, 80_000_000]);
  });

  test('a removal at the edge of a stretch moves the next one', () => {
    const line = lineOf(97);
    met(line, 0, 97);
    line.remove({ at: at(32), key: 'k32' });
    expect(met(line, 0, 97).asked.map((s) => s.least)).toEqual([80_000_000, 113_000_000, 145_000_000]);
    line.remove({ at: at(31), key: 'k31' });
    expect(met(line, 0, 97).asked.map((s) => [s.least, s.most])).toEqual([
      [80_000_000, 113_000_000],
      [114_000_000, 145_000_000],
    ]);
  });
});
