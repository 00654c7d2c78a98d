import { describe, expect, test } from 'vitest';
import type { InboxItem, Reading, Rule } from '../../../contract/domain/index.ts';
import {
  critical,
  itemId,
  makeItem,
  makeReading,
  OKAFOR,
  type OrderInput,
  personId,
  POOL,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { corrected, HOUR_MS, LIMITS, MINUTE_MS, texts, told, type Told, value } from './due.test-helper.ts';

describe('an item on missing data', () => {
  const rules: Rule[] = [{ kind: 'missing', period: { value: 6, unit: 'h' } }];
  const missing = (write: (told: Told) => void, input: OrderInput = {}, end?: number): string[] =>
    texts({ rules, ...input }, write, end);
  const UNTIL = `must missing, due 02:00:00, raised ${2 * HOUR_MS}, to rivera`;
  test('is raised when the clock comes to it', () => {
    expect(missing(() => undefined)).toEqual([UNTIL]);
  });
  test('or by what made it past', () => {
    expect(missing(() => undefined, { start: '2034-12-31T12:00:00Z' }, HOUR_MS)).toEqual([
      'must missing, due 18:00:00, raised 0, to rivera',
    ]);
  });
  test('or as a version begins to hold that asks for what was past already', () => {
    const scheduled = ({ changed }: Told): void => changed({ rules, from: '2035-01-01T05:00:00Z' });
    expect(missing(scheduled, { rules: [] })).toEqual([UNTIL.replace(`${2 * HOUR_MS}`, `${5 * HOUR_MS}`)]);
  });
  test('and withdrawn by data', () => {
    const write = ({ b, until }: Told): void => {
      until(3 * HOUR_MS);
      b.reading({ name: 'r', value: '120' }, { took: 20 });
    };
    expect(missing(write, {}, 4 * HOUR_MS)).toEqual([`${UNTIL}, withdrawn must data-received 10800000-10800020`]);
  });
  test('or by time', () => {
    expect(missing(() => undefined, { end: '2035-01-01T03:00:00Z' })).toEqual([
      `${UNTIL}, withdrawn must order-ended 10800000`,
    ]);
  });
  test('goes to whom the latest version names, then or until it came into sight', () => {
    const moved = ({ until, changed }: Told): void => {
      until(HOUR_MS);
      changed({ responsible: OKAFOR });
    };
    expect(missing(moved)).toEqual([UNTIL.replace('rivera', 'okafor')]);
    const seen = ({ b, order, until, changed }: Told): void => {
      until(2 * HOUR_MS + 10);
      changed({ responsible: OKAFOR });
      b.wait(10);
      b.seen({
        ...makeItem(makeReading({ name: 'x', value: '1' }), order, 'i'),
        kind: 'missing',
        rule: 'missing',
        reading: undefined,
        due: '2035-01-01T02:00:00Z',
      });
    };
    expect(missing(seen)).toEqual([UNTIL.replace('rivera', 'rivera, okafor')]);
  });
  test('may be, where a reading comes over its instant', () => {
    const write = ({ b, until }: Told): void => {
      until(2 * HOUR_MS - 10);
      b.reading({ name: 'r', value: '120' }, { took: 20 });
    };
    expect(missing(write, {}, 4 * HOUR_MS)).toEqual([
      `${UNTIL.replace('must', 'may')}, withdrawn must data-received 7199990-7200010`,
    ]);
  });
  test('has to be also where it is open whether anything was filed later, and then it may go', () => {
    const write = ({ b, until }: Told): void => {
      until(3 * HOUR_MS);
      b.reading({ name: 'r', value: '120' }, { outcome: 'unknown' });
    };
    expect(missing(write, {}, 4 * HOUR_MS)).toEqual([`${UNTIL}, withdrawn may data-received 10800000-Infinity`]);
    const later = ({ b, until }: Told): void => {
      until(3 * HOUR_MS);
      b.changeOrder({ name: 'o2' }, { outcome: 'unknown' });
    };
    expect(missing(later, {}, 4 * HOUR_MS)).toEqual([UNTIL]);
  });
  test('may be, where it is open whether anything was filed before', () => {
    const write = ({ b, until }: Told): void => {
      until(HOUR_MS);
      b.reading({ name: 'r', value: '120', at: '2034-12-31T23:30:00Z' }, { outcome: 'unknown' });
      until(4 * HOUR_MS);
      b.grant();
    };
    const MAY = UNTIL.replace('must', 'may');
    expect(missing(write, {}, 6 * HOUR_MS)).toEqual([
      `${MAY}, withdrawn may data-received 3600000-Infinity`,
      MAY.replace('02:00:00, raised 7200000', '05:30:00, raised 19800000'),
    ]);
  });
  test('is raised once more for the same gap when what closed it is erased', () => {
    const write = ({ b, until }: Told): void => {
      until(3 * HOUR_MS);
      const r = b.reading({ name: 'r', value: '120' });
      until(4 * HOUR_MS);
      corrected(b, r, { status: 'entered-in-error' });
    };
    expect(missing(write, {}, 5 * HOUR_MS)).toEqual([
      `${UNTIL}, withdrawn must data-received ${3 * HOUR_MS}`,
      UNTIL.replace(`${2 * HOUR_MS}`, `${4 * HOUR_MS}`),
    ]);
  });
  test('may be raised once more where it is open whether what closed it is erased', () => {
    const write = ({ b, until }: Told): void => {
      until(3 * HOUR_MS);
      const r = b.reading({ name: 'r', value: '120' });
      until(4 * HOUR_MS);
      b.op({ op: 'reading.submit', reading: { ...r, status: 'entered-in-error' } }, { outcome: 'unknown' });
    };
    expect(missing(write, {}, 5 * HOUR_MS)).toEqual([
      `${UNTIL}, withdrawn must data-received ${3 * HOUR_MS}`,
      UNTIL.replace('must', 'may').replace(`${2 * HOUR_MS}`, `${4 * HOUR_MS}-Infinity`),
    ]);
  });
  test('may be raised by time or by what came at the same instant', () => {
    const erased = ({ b, until }: Told): void => {
      const r = b.reading({ name: 'r', value: '120', at: '2034-12-31T20:30:00Z' });
      until(2 * HOUR_MS - 10);
      corrected(b, r, { status: 'entered-in-error' }, 20);
    };
    expect(missing(erased, {}, 4 * HOUR_MS)).toEqual(['must missing, due 02:00:00, raised 7199990-7200010, to rivera']);
  });
  test('says why, in the time of its order', () => {
    const [demand] = told({ rules, start: '2034-12-31T15:00:00-05:00' }, () => undefined);
    expect(demand?.why).toBe(
      'missing: nothing was filed for 6 h, until 31 December 2034 21:00 -05:00; order o1 (line 1)',
    );
    expect([demand?.virtual, demand?.late]).toEqual([false, undefined]);
  });
  test('says where the clock was advanced', () => {
    const [demand] = told(
      { rules },
      ({ b, until }) => {
        until(1000);
        b.advance('2035-01-01T05:00:00Z');
      },
      2000,
    );
    expect(demand?.virtual).toBe(true);
  });
});

describe('a copy', () => {
  const step = (number: 1 | 2, minutes: number, recipient = OKAFOR): Rule => ({
    kind: 'escalation',
    step: number,
    after: { value: minutes, unit: 'min' },
    recipient,
  });
  const rules = [step(1, 30), step(2, 60, POOL)];
  const CRITICAL: Partial<InboxItem> = { kind: 'critical', interpretation: ['HH'] };
  const copies = (write: (told: Told & { readonly r: Reading }) => void = () => undefined, took = 0): string[] =>
    texts({ rules }, (all) => write({ ...all, r: all.b.reading({ name: 'r', value: '310' }, { took }) }), 4 * HOUR_MS);
  const ONE = 'must copy 1 of r, due 00:30:00, raised 1800000, to okafor';
  const TWO = 'must copy 2 of r, due 01:30:00, raised 5400000, to dm';
  test('is made by each step', () => {
    expect(copies()).toEqual([ONE, TWO]);
  });
  test('goes to whom the latest version names for its step', () => {
    const write = ({ until, changed }: Told): void => {
      until(10 * MINUTE_MS);
      changed({ rules: [step(1, 30, personId('nurse'))], responsible: OKAFOR });
    };
    expect(copies(write)).toEqual([ONE.replace('okafor', 'nurse'), TWO]);
  });
  test('is withdrawn with its item, for its reason', () => {
    const gone = ({ b, r, until }: Told & { readonly r: Reading }): void => {
      until(45 * MINUTE_MS);
      corrected(b, r, value('120'), 20);
    };
    expect(copies(gone)).toEqual([`${ONE}, withdrawn must corrected-to-normal 2700000-2700020`]);
  });
  test('or with its order', () => {
    const write = ({ until, changed }: Told): void => {
      until(45 * MINUTE_MS);
      changed({ status: 'entered-in-error' }, 20);
    };
    expect(copies(write)).toEqual([`${ONE}, withdrawn must order-in-error 2700000-2700020`]);
  });
  test('may be withdrawn, where somebody finished it meanwhile', () => {
    const write = ({ b, r, order, until }: Told & { readonly r: Reading }): void => {
      until(31 * MINUTE_MS);
      b.seen(makeItem(r, order, 'c', { ...CRITICAL, routedAs: 'escalated', step: 1 }));
      b.op({ op: 'item.act', item: itemId('c'), act: 'done', person: RIVERA }, { took: 20 });
      b.wait(-10);
      corrected(b, r, value('120'), 20);
    };
    expect(copies(write)).toEqual([`${ONE}, withdrawn may corrected-to-normal 1860010-1860030`]);
  });
  test('may be made, where its item was seen at that instant', () => {
    const write = ({ b, r, order, until }: Told & { readonly r: Reading }): void => {
      b.seen(makeItem(r, order, 'i', CRITICAL));
      until(30 * MINUTE_MS);
      b.op({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
    };
    expect(copies(write)).toEqual([ONE.replace('must', 'may')]);
  });
  test('has to be made also where it is open whether something else was filed', () => {
    expect(copies(({ b }) => void b.reading({ name: 's', value: '120' }, { outcome: 'unknown' }))).toEqual([ONE, TWO]);
  });
  test('is told from those of another reading that may have been critical', () => {
    const all = copies(({ b, changed }) => {
      changed({ rules, limits: [reference('70', '180'), critical('54', '325')] }, 20);
      b.wait(-10);
      b.reading({ name: 's', value: '320' }, { took: 20 });
      b.reading({ name: 't', value: '330' });
    });
    expect(all.map((line) => line.slice(0, 'must copy 1 of r'.length).trim()).toSorted()).toEqual([
      'may copy 1 of s,',
      'may copy 2 of s,',
      'must copy 1 of r',
      'must copy 1 of t',
      'must copy 2 of r',
      'must copy 2 of t',
    ]);
  });
  test('is raised where the clock shows its instant, which may be open', () => {
    expect(copies(undefined, 20)).toEqual([
      'must copy 1 of r, due 00:30:00-00:30:00.020, raised 1800000-1800020, to okafor',
      'must copy 2 of r, due 01:30:00-01:30:00.020, raised 5400000-5400020, to dm',
    ]);
  });
  test('of a reading that was corrected meanwhile may show either', () => {
    const demands = told(
      { rules },
      ({ b }) => {
        const r = b.reading({ name: 'r', value: '310' });
        corrected(b, r, value('320'), 20);
        b.wait(-10);
        corrected(b, r, value('330'), 20);
      },
      2 * HOUR_MS,
    );
    const [first] = demands;
    if (first?.subject.family !== 'escalation') throw new Error('no copy');
    const shown = first.subject.contents.map(({ reading: { result } }) =>
      result.kind === 'value' ? result.quantity.value : '',
    );
    expect([demands.length, first.level, shown.toSorted(), first.subject.evaluations.length]).toEqual([
      2,
      'must',
      ['320', '330'],
      2,
    ]);
  });
  test('says why, in the time of its reading, and that it is late', () => {
    const [demand] = told(
      { rules },
      ({ b }) => void b.reading({ name: 'r', value: '310', at: '2034-12-31T17:59:00-05:00' }),
    );
    expect(demand?.why).toBe(
      'escalation: step 1, the critical item was not seen by 31 December 2034 19:30 -05:00; order o1 (line 1)',
    );
    expect(demand?.late).toBe('yes');
  });
});

describe('a summary', () => {
  const rules: Rule[] = [{ kind: 'summary', period: { value: 12, unit: 'h' } }];
  const summary = (write: (told: Told) => void = () => undefined, input: OrderInput = {}): string[] =>
    texts({ rules, ...input }, write);
  const made = (figures: string, to = 'rivera'): string =>
    `must summary from 20:00:00 to 08:00:00 in mg/dL: ${figures}, due 08:01:00, raised 28860000, to ${to}`;
  test('is made a minute after its period', () => {
    expect(summary(({ b }) => void b.reading({ name: 'r', value: '200' }))).toEqual([made('1 1 0 200 200 200')]);
  });
  test('is told from that of another order that may have ended before', () => {
    const all = summary(({ b }) => {
      b.order({ name: 'o2', limits: LIMITS, rules, responsible: OKAFOR });
      b.changeOrder({ limits: LIMITS, rules, status: 'revoked' }, { outcome: 'unknown' });
    });
    expect(all.toSorted()).toEqual([made('0 0 0   ').replace('must', 'may'), made('0 0 0   ', 'okafor')]);
  });
  test('goes to whom the rule names, else to the responsible one', () => {
    expect(
      summary(undefined, { rules: [{ ...(rules[0] as Extract<Rule, { kind: 'summary' }>), recipient: POOL }] }),
    ).toEqual([made('0 0 0   ', 'dm')]);
    expect(summary(({ changed }) => changed({ responsible: OKAFOR }))).toEqual([made('0 0 0   ', 'okafor')]);
  });
  test.each<[string, string, number]>([
    ['before: it stays', '', -10],
    ['meanwhile: it stays or goes', ', withdrawn may order-in-error 30600000-30600020', 10],
    ['after: it goes', ', withdrawn must order-in-error 30600000-30600020', 20],
  ])('is finished by a person as its order is in error, %s', (_name, gone, when) => {
    const write = ({ b, order, until, changed }: Told): void => {
      until(8.5 * HOUR_MS - 100);
      const reading = makeReading({ name: 'x', value: '1' });
      b.seen({
        ...makeItem(reading, order, 'i', { kind: 'summary', rule: 'summary' }),
        reading: undefined,
        summary: { period: { start: '2034-12-31T20:00:00Z', end: '2035-01-01T08:00:00Z' } },
      });
      const act = (took: number) =>
        void b.op({ op: 'item.act', item: itemId('i'), act: 'done', person: RIVERA }, { took });
      until(8.5 * HOUR_MS + Math.min(0, when));
      if (when < 0) act(5);
      until(8.5 * HOUR_MS);
      changed({ status: 'entered-in-error' }, 20);
      b.wait(when - 20);
      if (when > 0) act(5);
    };
    expect(summary(write)).toEqual([`${made('0 0 0   ')}${gone}`]);
  });
  test('is withdrawn where the order is in error later', () => {
    const write = ({ until, changed }: Told): void => {
      until(8.5 * HOUR_MS);
      changed({ status: 'entered-in-error' }, 20);
    };
    expect(summary(write)).toEqual([`${made('0 0 0   ')}, withdrawn must order-in-error 30600000-30600020`]);
  });
  test('may say one or the other, where a reading was filed as it was made', () => {
    const write = ({ b, until }: Told): void => {
      until(8 * HOUR_MS + MINUTE_MS - 10);
      b.reading({ name: 'r', value: '200', at: '2035-01-01T07:00:00Z' }, { took: 20 });
    };
    expect(summary(write)).toEqual([made('1 1 0 200 200 200|0 0 0   ')]);
  });
  test('says why', () => {
    const [demand] = told({ rules, start: '2034-12-31T15:00:00-05:00' }, () => undefined);
    expect(demand?.why).toBe(
      'summary: the period from 31 December 2034 15:00 -05:00 to 1 January 2035 03:00 -05:00 is over; order o1 (line 1)',
    );
  });
});

test('nothing is due of an order without such rules', () => {
  expect(texts({}, ({ b }) => void b.reading({ name: 'r', value: '310' }))).toEqual([]);
});
test('of several orders each has its own', () => {
  const rules: Rule[] = [{ kind: 'missing', period: { value: 6, unit: 'h' } }];
  const demands = told({ rules }, ({ b }) => void b.order({ name: 'o2', rules, limits: LIMITS }));
  expect(demands.map((d) => d.order.key.split('|')[1])).toEqual(['o1', 'o2']);
});
