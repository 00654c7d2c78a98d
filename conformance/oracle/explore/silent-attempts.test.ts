import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Analysis } from '../analysis.ts';
import { patientCase } from '../derive/patient-case.ts';
import { HistoryBuilder, makeItem, makeReading } from '../history-builder.test-helper.ts';
import {
  again,
  both,
  begin,
  explored,
  filed,
  read,
  REFUSED,
  rulings,
  UNKNOWN,
  type Write,
} from './explored.test-helper.ts';
import type { Explored } from './explorer.ts';
import { silentAttempts } from './silent-attempts.ts';

/** `attempts` that nobody answered, then one that is. */
const outage = (b: HistoryBuilder, name: string, attempts: number, value = '250'): void => {
  const reading = makeReading({ name, value, at: b.wall() });
  for (let i = 0; i < attempts; i += 1) again(b, reading, UNKNOWN);
  again(b, reading);
};

const demandsIn = (write: Write) => {
  const b = new HistoryBuilder();
  write(b);
  const [patient] = Analysis.of(b.end()).patients;
  if (patient === undefined) throw new Error('no patient');
  return patientCase(patient).demands;
};

describe('attempts that nobody answered', () => {
  test('of eight readings, forty of each, leave nothing open once one is answered', () => {
    const write: Write = (b) => {
      begin(b);
      for (let i = 0; i < 8; i += 1) outage(b, `r${i}`, 40);
    };
    const { overflow, courses } = explored(write);
    expect([overflow, courses.length]).toEqual([false, 1]);
    expect(demandsIn(write).map((d) => d.level)).toEqual(Array.from({ length: 8 }, () => 'must'));
  });

  test('and none that is: one question is left, not forty', () => {
    const { overflow, courses } = explored((b) => {
      begin(b);
      const reading = makeReading({ name: 'r', value: '250' });
      for (let i = 0; i < 40; i += 1) again(b, reading, UNKNOWN);
    });
    expect([overflow, courses.length]).toEqual([false, 2]);
  });

  test('may have happened from the first on, and until the answer that ends them', () => {
    const all = filed(
      explored((b) => {
        begin(b);
        outage(b, 'r', 5);
      }),
    );
    // Sent every 20 ms from 130 on; the answered one, sent at 230, took 10 ms.
    expect(all).toEqual([['r 8 130-240']]);
  });

  test('each has to be answered as all of them', () => {
    const { rulings: told } = both((b) => {
      begin(b);
      outage(b, 'r', 5);
    });
    expect(told.slice(2)).toEqual([3, 4, 5, 6, 7, 8].map((line) => `${line}: accept or accept replay`));
  });

  test('that were sent after the reading was in sight did not file it', () => {
    const all = filed(
      explored((b) => {
        const order = b.order();
        b.grant();
        const reading = makeReading({ name: 'r', value: '250' });
        for (let i = 0; i < 5; i += 1) again(b, reading, UNKNOWN);
        b.seen(makeItem(reading, order, 'i'), { after: b.now, by: b.now + 5 });
        b.wait(100);
        for (let i = 0; i < 5; i += 1) again(b, reading, UNKNOWN);
      }),
    );
    expect(all).toHaveLength(1);
    expect(all[0]).toEqual(['r 7 30-125']);
  });
});

/** Which attempts, by line, are as good as one. */
const groups = (write: Write): number[][] => {
  const b = new HistoryBuilder();
  b.took = 10;
  write(b);
  const ops = b.lines.filter((line) => line.kind === 'op');
  const silent = silentAttempts(ops, { seen: () => undefined, repeated: () => undefined }, () => undefined);
  return [...new Set(silent.values())].map((group) => group.map((op) => op.seq));
};

describe('as good as one are', () => {
  const reading = makeReading({ name: 'r', value: '250' });
  const sent =
    (...more: readonly Write[]): Write =>
    (b) => {
      for (const write of more) write(b);
    };
  const times =
    (n: number, write: Write): Write =>
    (b) => {
      for (let i = 0; i < n; i += 1) write(b);
    };
  const plain = times(5, (b) => again(b, reading, UNKNOWN));

  test('attempts of one reading, and not those of two', () => {
    expect(groups(plain)).toEqual([[1, 2, 3, 4, 5]]);
    expect(groups(sent(plain, (b) => void read(b, 's', UNKNOWN)))).toEqual([[1, 2, 3, 4, 5]]);
  });

  test('not a few: they are gone through one by one', () =>
    expect(groups(times(4, (b) => again(b, reading, UNKNOWN)))).toEqual([]));

  test('not what was answered', () =>
    expect(
      groups(
        sent(
          plain,
          (b) => again(b, reading, REFUSED),
          (b) => again(b, reading),
          plain,
        ),
      ),
    ).toEqual([[1, 2, 3, 4, 5, 8, 9, 10, 11, 12]]));

  test('not attempts by two ways: each way has its own', () => {
    const other: Write = (b) => again(b, reading, { ...UNKNOWN, via: 'hl7v2' });
    expect(
      groups(
        times(
          5,
          sent((b) => again(b, reading, UNKNOWN), other),
        ),
      ),
    ).toEqual([
      [1, 3, 5, 7, 9],
      [2, 4, 6, 8, 10],
    ]);
  });

  test('none where anything else was ever said of the reading', () => {
    const another: Write = (b) => again(b, { ...reading, status: 'corrected' });
    expect(groups(sent(plain, another))).toEqual([]);
    const value: Write = (b) => again(b, makeReading({ name: 'r', value: '251' }));
    expect(groups(sent(plain, value))).toEqual([]);
  });

  test('none in a bundle: what becomes of the others bears on it', () => {
    const bundled: Write = (b) =>
      void b.op({ op: 'reading.submit', reading, bundle: { kind: 'transaction', id: 'x' } }, UNKNOWN);
    expect(groups(times(5, bundled))).toEqual([]);
  });
});

/** Everything that is said of what was answered, and what can have been filed. */
const said = (all: Explored) => ({
  overflow: all.overflow,
  filed: [...new Set(all.courses.map(({ state }) => [...state.filings.values()].map((f) => f.key).join()))].toSorted(),
  items: [...new Set(all.courses.map(({ state }) => [...state.items.keys()].join()))].toSorted(),
  rulings: rulings({ ...all, rulings: new Map([...all.rulings].filter(([op]) => op.outcome !== 'unknown')) }),
});

test('taken as one or one by one they say the same', () => {
  const step = fc.oneof(
    { weight: 12, arbitrary: fc.constant('unknown' as const) },
    fc.constantFrom('ok', 'refused', 'withdrawn', 'granted', 'other'),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 8 }), (steps) => {
      const write =
        (apart: boolean): Write =>
        (b) => {
          b.order();
          b.grant();
          b.wait(10);
          const reading = makeReading({ name: 'r', value: '250' });
          for (const [i, what] of steps.entries())
            if (what === 'withdrawn' || what === 'granted') b.permission(what);
            else if (what === 'other') read(b, 's', {}, '120');
            // An actor of its own makes an attempt differ, and changes nothing that is judged here.
            else again(b, reading, { outcome: what, ...(apart ? { actor: `gateway:${i}` } : {}) });
        };
      const apart = said(explored(write(true)));
      // One by one there may be more courses than are kept, and then nothing is said.
      fc.pre(!apart.overflow);
      expect(said(explored(write(false)))).toEqual(apart);
    }),
    { numRuns: 60 },
  );
});
