import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../contract/domain/index.ts';
import type { RunLine } from '../../history/lines.ts';
import { change, critical, HistoryBuilder, reference } from '../history-builder.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';
import { demandsOf as demandsIn } from './demands.ts';
import { again, calls, corrected, demandsOf, LIMITS, texts, UNKNOWN, type Write } from './demands.test-helper.ts';

const DIGEST = [{ kind: 'digest', window: { value: 1, unit: 'd' } }] as unknown as Rule[];

describe('an item that some courses have otherwise than others', () => {
  test('is demanded as each has it, and may be what one alone has', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' });
      again(b.wait(10), r, corrected('310'), UNKNOWN);
    };
    expect(texts(write)).toEqual([
      'must limits of r, abnormal H, at 1000, since 3, withdrawn may corrected-otherwise 1010-Infinity',
      'may limits of r, critical HH, at 1010-Infinity, since never',
    ]);
  });
  test('and as often as any has it', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' });
      again(b.wait(10), r, corrected('120'), { ...UNKNOWN, took: 5 });
      again(b.wait(10), r, corrected('213'));
    };
    expect(texts(write)).toEqual([
      'must limits of r, abnormal H, at 1000-1025, since 5, 2 of them, ' +
        'withdrawn may corrected-to-normal 1010-Infinity, withdrawn may corrected-to-normal 1010-Infinity',
    ]);
  });
  test('is one demand, where none of its kinds and directions is in every course', () => {
    const write: Write = (b) => {
      b.wait(100);
      b.changeOrder({ limits: [reference('350', '400')] }, { took: 20 });
      const r = b.reading({ name: 'r', value: '250', at: b.wall(-5) }, { ago: 10, took: 20 });
      again(b.wait(100), r, corrected('310'));
    };
    expect(texts(write)).toEqual([
      'must limits of r, abnormal L or abnormal H or critical HH, at 1110-1220, since 5, 2 of them, ' +
        'withdrawn may corrected-otherwise 1220, withdrawn may corrected-otherwise 1220',
    ]);
  });
});

describe('what is shown of a direction', () => {
  test('is what its own course has, where they have none in common', () => {
    const found = demandsOf((b) => {
      b.wait(100);
      b.changeOrder({ limits: [reference('70', '180'), critical('54', '240')] }, { took: 20 });
      b.reading({ name: 'r', value: '250', at: b.wall(-5) }, { ago: 10, took: 20 });
    });
    expect(found.map((d) => calls(d).toSorted())).toEqual([['H (H+HH)', 'HH (H+HH)']]);
  });
});

describe('the deadline of an item counts', () => {
  const since = (write: Write, rules: readonly Rule[] = []): string[] =>
    demandsOf(write, { rules })
      .filter((d) => d.level !== 'must-not')
      .map((d) => `${d.family} since line ${d.cause?.seq ?? 'none'}, late ${d.late}`);
  test('from the attempt that was answered first', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' }, { took: 100 });
      again(b.wait(-90), r, {}, { took: 10 });
    };
    expect(since(write)).toEqual(['limits since line 4, late no']);
  });
  test('not from one that came before what raised it', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '120' });
      again(b.wait(10), r, corrected('212'), { ...UNKNOWN, took: 5 });
      again(b.wait(10), r, corrected('212'));
    };
    expect(since(write)).toEqual(['limits since line 5, late no']);
  });
  /** A weight, and two earlier ones under way at once, either of which makes it a gain; so many ms each. */
  const gained = (first: number, second: number, wait = 0): string[] => {
    const b = new HistoryBuilder();
    b.took = 0;
    b.order({ measure: 'weight', rules: [change('gain', '2', 'kg', '3 d')] });
    b.grant('weight');
    b.reading({ name: 'n', value: '85', unit: 'kg' });
    b.wait(wait);
    b.reading({ name: 'p', value: '80', unit: 'kg', at: '2034-12-31T22:00:00Z' }, { took: first });
    b.wait(10 - first);
    b.reading({ name: 'q', value: '81', unit: 'kg', at: '2034-12-31T23:00:00Z' }, { took: second });
    return understoodExactly(b.end())
      .demands.filter((d) => d.family === 'change' && d.level !== 'must-not')
      .map((d) => `since line ${d.cause?.seq ?? 'none'}, late ${d.late}`);
  };
  test('from the later answer, where either of two may have raised it', () => {
    expect(gained(40, 10)).toEqual(['since line 4, late no']);
    expect(gained(20, 40)).toEqual(['since line 5, late no']);
  });
  test('and it may be late, where it is by one of them', () => {
    const HOUR_MS = 3_600_000;
    expect(gained(40, 10, HOUR_MS + 1)).toEqual(['since line 4, late yes']);
    expect(gained(40, 10, HOUR_MS - 9)).toEqual(['since line 4, late maybe']);
    expect(gained(40, 10, HOUR_MS - 100)).toEqual(['since line 4, late no']);
  });
});

describe('no item of its own has', () => {
  test('what joined another in every course', () => {
    const write =
      (options = {}): Write =>
      (b) => {
        b.wait(1000).reading({ name: 'p', value: '212' });
        b.wait(1000).reading({ name: 'q', value: '213' }, options);
      };
    expect(texts(write(), { rules: DIGEST })[1]).toMatch(/^must-not limits of q, nothing, .*, joined$/);
    expect(texts(write(UNKNOWN), { rules: DIGEST })[1]).not.toMatch(/joined/);
  });
  test('nor did it join what it left, or what went with its order', () => {
    const write =
      (then: Write): Write =>
      (b) => {
        b.wait(1000).reading({ name: 'p', value: '212' });
        const q = b.wait(1000).reading({ name: 'q', value: '213' });
        if (then.length === 1) again(b.wait(1000), q, { status: 'entered-in-error' });
        then(b);
      };
    expect(
      texts(
        write((_b) => undefined),
        { rules: DIGEST },
      )[1],
    ).not.toMatch(/joined/);
    const inError = (...b: Parameters<Write>): void =>
      void b[0].wait(1000).changeOrder({ limits: LIMITS, rules: DIGEST, status: 'entered-in-error' });
    expect(texts(write(inError), { rules: DIGEST })[1]).not.toMatch(/joined/);
  });
  test('what came under an order that was never taken', () => {
    expect(
      texts((b) => {
        b.order({ name: 'o2', limits: [] }, { outcome: 'refused' });
        b.reading({ name: 'r', value: '212' });
      }),
    ).toEqual(['must limits of r, abnormal H, at 1000, since 4']);
  });
});

describe('says why nothing is called for', () => {
  const why = (write: Write, order = {}): string[] =>
    demandsOf(write, order).flatMap((d) => d.evaluations.map((e) => e.why));
  test('as each version has it, where they call for it or not and it is too old', () => {
    const old: Write = (b) => {
      b.order({ name: 'o2', start: '2034-12-01T00:00:00Z' }, { took: 20 });
      b.reading({ name: 'r', value: '212', at: '2034-12-20T00:00:00Z' }, { ago: 10, took: 20 });
    };
    const said = why(old, { start: '2034-12-01T00:00:00Z' }).map((text) => text.split(' (limits')[0]);
    const tooOld =
      'effective 2034-12-20T00:00, filed 1 January 2035 00:00:01 to 00:00:02 +00:00: more than 7 days, so no item';
    expect(said).toEqual([tooOld, tooOld, 'limits: order o2 is not active at 2034-12-20T00:00 (not-begun)']);
  });
  test('that it counts in an item that is there, whatever becomes of what comes after the end', () => {
    const run = new HistoryBuilder().lines[0] as RunLine;
    const b = new HistoryBuilder({ policies: { ...run.policies, afterEnd: 'refuse' } });
    b.order({ limits: LIMITS, rules: DIGEST });
    b.grant();
    for (const name of ['p', 'q']) b.wait(1000).reading({ name, value: '212' });
    const [, joined] = understoodExactly(b.end()).demands;
    expect(joined?.why).toMatch(/^it counts in an item that is there already \(limits: 212 mg\/dL > 180 mg\/dL/);
  });
  test('of what was corrected often and is gone, by what it said last', () => {
    const gone: Write = (b) => {
      const r = b.reading({ name: 'r', value: '120' });
      for (const value of ['121', '122']) again(b.wait(10), r, corrected(value));
      again(b.wait(10), r, { ...corrected('122'), status: 'entered-in-error' });
    };
    expect(why(gone).map((text) => text.split(';')[0])).toEqual([
      'limits: 122 mg/dL is within reference 70 to 180, critical 54 to 300 mg/dL',
    ]);
  });
});

test('where there were more courses than are kept, nothing has to be or must not be', () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  b.reading({ name: 'r', value: '120' });
  b.reading({ name: 's', value: '212' });
  const found = understoodExactly(b.end()).measures.flatMap(({ measure, orders, filings }) =>
    demandsIn({ ...measure, explored: { ...measure.explored, overflow: true } }, orders, filings),
  );
  expect(found.map((d) => d.level)).toEqual(['may', 'may']);
});

test('finds readings in whichever course has them; what was erased before it came says nothing', () => {
  const [demand] = demandsOf((b) => {
    b.reading({ name: 's', value: '212' });
    b.reading({ name: 'r', value: '212' }, UNKNOWN);
    const x = b.reading({ name: 'x', value: '1' }, { outcome: 'refused' });
    again(b, { ...x, identifier: { ...x.identifier, value: 'y' } }, { status: 'entered-in-error' });
  });
  const key = (name: string): string => `urn:example:meter-readings|${name}`;
  expect(['r', 's', 'x', 'y'].map((name) => demand?.readingOf(key(name))?.identifier.value)).toEqual([
    'r',
    's',
    undefined,
    undefined,
  ]);
  expect(demand?.nameOf(key('r'))).toBe(key('r'));
});
