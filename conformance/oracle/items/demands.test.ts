import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../contract/domain/index.ts';
import { change, type OrderInput, reference, critical } from '../history-builder.test-helper.ts';
import { again, calls, corrected, demandsOf, LIMITS, text, texts, UNKNOWN, type Write } from './demands.test-helper.ts';

const HIGH = 'must limits of r, abnormal H, at';

describe('an item is called for', () => {
  test.each<[string, string[], Write, OrderInput?]>([
    [
      'by what is beyond a limit',
      [`${HIGH} 1000-1020, since 3`],
      (b) => b.reading({ name: 'r', value: '212' }, { took: 20 }),
    ],
    [
      'not by what is within',
      ['must-not limits of r, nothing, at 1000-1020, since 3'],
      (b) => b.reading({ name: 'r', value: '120' }, { took: 20 }),
    ],
    [
      'by each order that is active then',
      [
        'must-not limits of r, nothing, at 1000, since 4',
        'must limits of r by o2, abnormal H, at 1000, since 4, late yes',
      ],
      (b) => {
        b.order({ name: 'o2' });
        b.reading({ name: 'r', value: '212', at: '2034-12-31T21:00:00Z' });
      },
      { start: '2035-01-01T00:00:00Z' },
    ],
    [
      'late or not, where that is open',
      [`${HIGH} 1000-1020, since 3, late maybe`],
      (b) => b.reading({ name: 'r', value: '212', at: '2034-12-31T23:00:01.010Z' }, { took: 20 }),
    ],
    [
      'by an implausible number as such',
      ['must-not limits of r, nothing, at 1000, since 3', 'must data-quality of r, data-quality , at 1000, since 3'],
      (b) => b.reading({ name: 'r', value: '650' }),
      { limits: [...LIMITS, { ...reference('20', '600'), tier: 'absolute' }] },
    ],
    [
      'of a reading by all of its names',
      ['must limits of r, s, abnormal H, at 1000, since 3'],
      (b) => {
        const r = b.reading({ name: 'r', value: '212', device: 'd' });
        b.reading({ name: 's', value: '212', device: 'd', at: r.effective });
      },
    ],
    [
      'by the last of repeated ones',
      [
        'must-not limits of p, nothing, at 2000, since 3',
        'must-not repeated of p, nothing, at 2000, since 3',
        'must-not limits of q, nothing, at 3000, since 4',
        'must repeated of q, abnormal H, at 3000, since 4',
      ],
      (b) => {
        for (const name of ['p', 'q']) b.wait(1000).reading({ name, value: '212' });
      },
      { rules: [{ kind: 'repeated', count: 2, window: { value: 1, unit: 'd' } }] },
    ],
    [
      'by the first of a digest, which the others join',
      ['must limits of p, abnormal H, at 2000, since 3', 'must-not limits of q, nothing, at 3000, since 4, joined'],
      (b) => {
        for (const name of ['p', 'q']) b.wait(1000).reading({ name, value: '212' });
      },
      { rules: [{ kind: 'digest', window: { value: 1, unit: 'd' } } as unknown as Rule] },
    ],
  ])('%s', (_name, expected, write, order) => {
    expect(texts(write, order)).toEqual(expected);
  });
  test('not by what had to be refused', () => {
    const write: Write = (b) => {
      b.permission('withdrawn');
      b.wait(1).reading({ name: 'r', value: '212' });
    };
    expect(texts(write)).toEqual([]);
  });
});

describe('what was corrected or erased', () => {
  test('calls for each item that it ever made', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' });
      for (const value of ['120', '310', '213']) again(b.wait(10), r, corrected(value));
    };
    expect(texts(write)).toEqual([
      `${HIGH} 1000, since 3, withdrawn must corrected-to-normal 1010`,
      `${HIGH} 1030, since 6`,
      'must limits of r, critical HH, at 1020, since 5, withdrawn must corrected-otherwise 1030',
    ]);
  });
  test('in either order, where both were under way', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '120' });
      again(b.wait(10), r, corrected('212'), { took: 20 });
      again(b.wait(-10), r, corrected('310'), { took: 20 });
    };
    expect(texts(write)).toEqual([
      `${HIGH} 1010-1030, since 4, withdrawn may corrected-otherwise 1020-1040`,
      'must limits of r, critical HH, at 1020-1040, since 5, withdrawn may corrected-otherwise 1020-1030',
    ]);
  });
  test('calls for no item any more, where it is gone', () => {
    const erased =
      (value: string): Write =>
      (b) =>
        again(b, b.reading({ name: 'r', value }), { status: 'entered-in-error' });
    expect(texts(erased('212'))).toEqual([`${HIGH} 1000, since 3, withdrawn must entered-in-error 1000`]);
    expect(texts(erased('120'))).toEqual(['must-not limits of r, nothing, at 1000, since 3']);
  });
});

describe('what nobody answered', () => {
  test('may call for one', () => {
    expect(texts((b) => void b.reading({ name: 'r', value: '212' }, UNKNOWN))).toEqual([
      'may limits of r, abnormal H, at 1000-Infinity, since never',
    ]);
  });
  test('calls for one once it was answered, from when that attempt was sent', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' }, { ...UNKNOWN, took: 10 });
      again(b.wait(10), r, {}, { took: 10 });
      again(b.wait(10), r, {}, { took: 10 });
    };
    expect(texts(write)).toEqual([`${HIGH} 1000-1030, since 4`]);
  });
  test('also where it was found before', () => {
    const write: Write = (b) => {
      const r = b.reading({ name: 'r', value: '212' }, { ...UNKNOWN, took: 10 });
      b.read([{ reading: r } as never]);
      again(b.wait(10), r, {}, { took: 10 });
      again(b, r, {}, { took: 10 });
    };
    expect(texts(write)).toEqual([`${HIGH} 1000-1010, since 5`]);
  });
  test('may bear on another', () => {
    const rules = [change('gain', '10', 'mg/dL', '2 h'), change('loss', '10', 'mg/dL', '2 h')];
    const found = demandsOf(
      (b) => {
        b.reading({ name: 'p', value: '100', at: '2034-12-31T23:00:00Z' });
        b.reading({ name: 'q', value: '150', at: '2034-12-31T23:30:00Z' }, UNKNOWN);
        b.reading({ name: 'r', value: '130' });
      },
      { rules },
    ).filter((d) => d.family === 'change');
    expect(found.map(text)).toEqual([
      'must-not change of p, nothing, at 1000, since 3',
      'must change of r, change U or change D+U, at 1000, since 5',
      'may change of q, change U, at 1000-Infinity, since never',
    ]);
    expect(found.map(calls)).toEqual([['-'], ['U (D+U)'], ['U (U)']]);
  });
});

describe('what is one thing in one course and another in another', () => {
  const either = (name: string, own: OrderInput, other: OrderInput): string[] => {
    const write: Write = (b) => {
      b.wait(100);
      b.changeOrder({ limits: LIMITS, ...other }, { took: 20 });
      b.reading({ name, value: '250', at: b.wall(-5) }, { ago: 10, took: 20 });
    };
    return texts(write, own);
  };
  test('is one demand, whichever it is', () => {
    const [only, ...others] = either('r', {}, { limits: [reference('70', '180'), critical('54', '240')] });
    expect([only?.split(', ').slice(0, 2).join(', '), others]).toEqual([
      'must limits of r, critical HH or abnormal H',
      [],
    ]);
  });
  test('or nothing in one: it may be', () => {
    const [only] = either('r', {}, { limits: [reference('70', '300')] });
    expect(only).toMatch(/^may limits of r, abnormal H, at /);
  });
  test('a rule for implausible numbers counts in whichever version it is', () => {
    const absolute = { ...reference('20', '600'), tier: 'absolute' } as const;
    const families = demandsOf(
      (b) => {
        b.reading({ name: 'r', value: '650' });
        b.wait(1).changeOrder({ limits: LIMITS });
      },
      { limits: [...LIMITS, absolute] },
    ).map((d) => d.family);
    expect(families).toEqual(['limits', 'data-quality']);
  });
});

describe('says why', () => {
  const why = (write: Write, order?: OrderInput): string[] => demandsOf(write, order).map((d) => d.why);
  test.each<[string, RegExp, Write, OrderInput?]>([
    ['the limit', /^limits: 212 mg\/dL > 180 mg\/dL/, (b) => b.reading({ name: 'r', value: '212' })],
    [
      'an order that was not active',
      /^limits: order o1 is not active at 2034-12-31T21:00 \(not-begun\)$/,
      (b) => {
        b.order({ name: 'o2' });
        b.reading({ name: 'r', value: '212', at: '2034-12-31T21:00:00Z' });
      },
      { start: '2035-01-01T00:00:00Z' },
    ],
    [
      'that it is too old',
      /^effective 2034-12-20T00:00, filed 1 January 2035 00:00:01 \+00:00: more than 7 days, so no item \(limits: 212/,
      (b) => b.reading({ name: 'r', value: '212', at: '2034-12-20T00:00:00Z' }),
      { start: '2034-12-01T00:00:00Z' },
    ],
  ])('%s', (_name, expected, write, order) => {
    expect(why(write, order)[0]).toMatch(expected);
  });
  test('that it was erased, where it would call for one in a digest', () => {
    const rules = [{ kind: 'digest', window: { value: 1, unit: 'd' } }] as unknown as Rule[];
    const write: Write = (b) => {
      b.wait(1000).reading({ name: 'p', value: '212' });
      const q = b.wait(1000).reading({ name: 'q', value: '212' });
      again(b.wait(1000), q, { status: 'entered-in-error' });
    };
    expect(why(write, { rules })[1]).toMatch(/^the reading was erased \(limits: 212/);
  });
  test('that it counts in an item that is there', () => {
    const rules = [{ kind: 'digest', window: { value: 1, unit: 'd' } }] as unknown as Rule[];
    const write: Write = (b) => {
      for (const name of ['p', 'q']) b.wait(1000).reading({ name, value: '212' });
    };
    expect(why(write, { rules })[1]).toMatch(/^it counts in an item that is there already \(limits: 212/);
  });
});

test('a demand finds readings by name', () => {
  const [demand] = demandsOf((b) => {
    const r = b.reading({ name: 'r', value: '212', device: 'd' });
    b.reading({ name: 's', value: '212', device: 'd', at: r.effective });
  });
  const key = demand?.filing.key ?? '';
  const alias = [...(demand?.filing.keys ?? [])].find((k) => k !== key) ?? '';
  expect([demand?.nameOf(alias), demand?.nameOf('x')]).toEqual([key, 'x']);
  expect([demand?.readingOf(key)?.identifier.value, demand?.readingOf('x')]).toEqual(['r', undefined]);
});
