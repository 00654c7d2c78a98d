import { describe, expect, test } from 'vitest';
import type { InboxItem, Reading, Rule } from '../../../contract/domain/index.ts';
import { expectationsOf } from '../expect.ts';
import {
  change,
  HistoryBuilder,
  itemId,
  makeItem,
  makeReading,
  OKAFOR,
  type OrderInput,
  patientId,
  personId,
  POOL,
  readingId,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { HOUR_MS, items, MINUTE_MS, type Told } from './items.test-helper.ts';

describe('an item about a reading goes to whom the latest version names', () => {
  /** A reading is filed; half a second later another is responsible; then the item may be seen. */
  const moved = (value: string, item: Partial<InboxItem> | undefined, input: OrderInput = {}): string[] =>
    items(input, ({ b, order, changed }) => {
      const r = b.reading({ name: 'r', value });
      b.wait(500);
      changed({ responsible: OKAFOR });
      b.wait(500);
      if (item !== undefined) b.seen(makeItem(r, order, 'i', item));
    });
  const H = 'o1 limits r abnormal H: 1/1 to';
  test('when it was filed', () => {
    expect(moved('212', undefined)).toEqual([`${H} rivera late false`]);
  });
  test('or until it came into sight', () => {
    expect(moved('212', {})).toEqual([`${H} okafor|rivera late false`]);
  });
  test('also where further readings may join it', () => {
    const input = { rules: [{ kind: 'digest', window: { value: 1, unit: 'h' } }] } as const;
    expect(moved('212', undefined, input)).toEqual([`${H} rivera late false, r`]);
    expect(moved('212', {}, input)).toEqual([`${H} okafor|rivera late false, r`]);
    const further = items(input, ({ b, order, changed }) => {
      const r = b.reading({ name: 'r', value: '212' });
      b.wait(500);
      changed({ responsible: OKAFOR });
      b.wait(500);
      b.seen(makeItem(r, order, 'i'));
      b.wait(500).reading({ name: 's', value: '213' });
    });
    expect(further).toEqual([
      `${H} okafor|rivera late false, r or r,s`,
      'o1 limits s abnormal H: 0|1/0|1 to okafor late false, s',
    ]);
  });
  test('and what explains where one item went explains where the next one goes', () => {
    const input = { rules: [{ kind: 'digest', window: { value: 1, unit: 'h' } }] } as const;
    const found = items(input, ({ b, order, until }) => {
      until(12 * MINUTE_MS);
      const r = b.reading({ name: 'r', value: '212' });
      b.wait(90_000);
      b.seen(makeItem(r, order, 'i', { recipient: OKAFOR }));
      until(20 * MINUTE_MS);
      b.reading({ name: 's', value: '213' });
      until(30 * MINUTE_MS);
      const absences = [{ period: { start: b.wall(-HOUR_MS), end: b.wall(24 * HOUR_MS) }, coveredBy: OKAFOR }];
      const coverage = { person: RIVERA, absences };
      b.op({ op: 'coverage.set', coverage }, { ago: 20 * MINUTE_MS, took: 20 * MINUTE_MS });
      until(HOUR_MS);
    });
    // To Rivera by itself `s` never goes: if `r` went to who covers her, that was known before `s` came.
    expect(found).toEqual([
      `${H} okafor|rivera late false, r or r,s`,
      'o1 limits s abnormal H: 0|1/0|1 to okafor late false, s',
    ]);
  });
  test('of one that further readings may join the course says where it lies', () => {
    const found = items({ rules: [{ kind: 'digest', window: { value: 1, unit: 'h' } }] }, ({ b, order, until }) => {
      const r = b.reading({ name: 'r', value: '212' });
      b.seen(makeItem(r, order, 'i'));
      until(10 * MINUTE_MS);
      b.reading({ name: 's', value: '213' }, { outcome: 'unknown' });
      until(20 * MINUTE_MS);
      const absences = [{ period: { start: b.wall(-HOUR_MS), end: b.wall(24 * HOUR_MS) }, coveredBy: OKAFOR }];
      b.op({ op: 'coverage.set', coverage: { person: RIVERA, absences } });
      until(25 * HOUR_MS);
    });
    // Filed before the absence or after it `s` joins; filed in it it goes to who covers, and is raised no later.
    expect(found).toEqual([
      `${H} rivera late false, r or r,s`,
      'o1 limits s abnormal H: 0|1/0|1 to okafor late false|true, s',
    ]);
  });
  test('an item from before there was a digest is one as soon as another reading joins it', () => {
    const before: OrderInput = { rules: [{ kind: 'summary', period: { value: 7, unit: 'd' } }] };
    const after = { rules: [{ kind: 'digest', window: { value: 1, unit: 'h' } }] } satisfies OrderInput;
    const found = (joins: boolean): readonly string[] =>
      items({ ...before, limits: [reference('70', '180')] }, ({ b, changed, until }) => {
        b.reading({ name: 'r', value: '212' });
        until(10 * MINUTE_MS);
        changed(after);
        until(20 * MINUTE_MS);
        if (joins) b.reading({ name: 's', value: '213' });
        until(30 * MINUTE_MS);
      });
    expect(found(false)).toEqual([`${H} rivera late false`]);
    expect(found(true)).toEqual([`${H} rivera late false, r,s`]);
  });
  test.each<[string, Partial<InboxItem>]>([
    ['of another kind', { kind: 'critical' }],
    ['of another direction', { interpretation: ['L'] }],
    ['of another rule', { rule: 'repeated' }],
    ['of another order', { order: { system: 'x', value: 'o2' } }],
    ['about another reading', { reading: { system: 'x', value: 'q' } }],
  ])('whatever else came into sight: one %s', (_name, item) => {
    expect(moved('212', item)).toEqual([`${H} rivera late false`]);
  });
  test('of a change, whatever direction it says', () => {
    const rules = [change('gain', '10', 'mg/dL', '24 h')];
    const grew = (item: Partial<InboxItem> | undefined): string[] =>
      items({ rules }, ({ b, order, changed }) => {
        b.reading({ name: 'q', value: '100', at: '2034-12-31T22:00:00Z' });
        const r = b.reading({ name: 'r', value: '120' });
        b.wait(500);
        changed({ responsible: OKAFOR });
        b.wait(500);
        if (item !== undefined) b.seen(makeItem(r, order, 'i', { kind: 'change', rule: 'change', ...item }));
      });
    const CHANGE = 'o1 change r: 1/1 to';
    expect(grew(undefined)).toEqual([`${CHANGE} rivera late false, U`]);
    expect(grew({ interpretation: ['D'] })).toEqual([`${CHANGE} okafor|rivera late false, U`]);
    expect(grew({ kind: 'abnormal' })).toEqual([`${CHANGE} rivera late false, U`]);
  });
  test('until it came into sight under its second identifier', () => {
    const sent = (shown: 'r' | 's' | 'q'): string[] =>
      items({}, ({ b, order, changed }) => {
        const r = b.reading({ name: 'r', value: '212', device: 'd' });
        b.reading({ name: 's', value: '212', device: 'd', at: r.effective });
        b.wait(500);
        changed({ responsible: OKAFOR });
        b.wait(500);
        b.seen(makeItem({ ...r, identifier: readingId(shown) }, order, 'i'));
      });
    expect(sent('r')).toEqual([`${H} okafor|rivera late false`]);
    expect(sent('s')).toEqual([`${H} okafor|rivera late false`]);
    expect(sent('q')).toEqual([`${H} rivera late false`]);
  });
  test('whichever of the reading and the hand-over came first, while both were in flight and something else was taken', () => {
    const overlapped = items({}, ({ b, changed, until }) => {
      until(10 * MINUTE_MS);
      const over = [{ period: { start: b.wall(-HOUR_MS), end: b.wall(-MINUTE_MS) }, coveredBy: POOL }];
      b.op({ op: 'coverage.set', coverage: { person: RIVERA, absences: over } });
      changed({ responsible: OKAFOR, from: b.wall(-5 * MINUTE_MS - 1500) }, { ago: 5000, took: 10_000 });
      b.reading({ name: 'r', value: '212', at: b.wall(-6 * MINUTE_MS) }, { ago: 3000, took: 20_000 });
    });
    expect(overlapped).toEqual([`${H} okafor|rivera late false`]);
  });
  test('until its reading was answered, though the item of another order shows that it was filed before', () => {
    const overlapped = (outcome: 'ok' | 'unknown'): string[] =>
      items({}, ({ b, changed }) => {
        const other = b.order({ name: 'o2' });
        const r = b.reading({ name: 'r', value: '212' }, { took: 100, ago: 0, outcome });
        b.wait(50);
        b.seen(makeItem(r, other, 'i'));
        b.wait(20);
        changed({ responsible: OKAFOR });
        b.wait(500);
      }).filter((i) => i.startsWith('o1'));
    expect(overlapped('ok')).toEqual([`${H} okafor|rivera late false`]);
    expect(overlapped('unknown')).toEqual([`${H} rivera late false`]);
  });
});

describe('an item that falls due by itself goes to whom the latest version names', () => {
  test('not to whom a change names that came after it was seen, though it is open when the order was taken', () => {
    const b = new HistoryBuilder();
    b.took = 0;
    const whole = {
      limits: [reference('70', '180')],
      rules: [{ kind: 'missing', period: { value: 6, unit: 'h' } }],
    } as const;
    const order = b.order(whole, { outcome: 'unknown' });
    b.wait(2 * HOUR_MS + 5000);
    b.seen({
      ...makeItem(makeReading({ name: 'x', value: '1' }), order, 'i'),
      kind: 'missing',
      rule: 'missing',
      reading: undefined,
      due: '2035-01-01T02:00:00Z',
    });
    b.wait(MINUTE_MS);
    b.changeOrder({ ...whole, responsible: OKAFOR });
    b.wait(MINUTE_MS);
    const [missing] = expectationsOf(b.end()).items;
    expect([missing?.slot, missing?.recipients]).toEqual(['o1 missing 2035-01-01T02:00:00.000Z', ['rivera']]);
  });
  const missing: Rule[] = [{ kind: 'missing', period: { value: 6, unit: 'h' } }];
  const MISSING = 'o1 missing 2035-01-01T02:00:00.000Z: 1/1 to';
  const away = (b: HistoryBuilder, from: string, until: string): void =>
    void b.op({
      op: 'coverage.set',
      coverage: { person: RIVERA, absences: [{ period: { start: from, end: until }, coveredBy: personId('cover') }] },
    });
  test('at its instant', () => {
    expect(
      items({ rules: missing }, ({ until, changed }) => {
        until(HOUR_MS);
        changed({ responsible: OKAFOR });
        until(3 * HOUR_MS);
        changed({ responsible: POOL });
      }),
    ).toEqual([`${MISSING} okafor`]);
  });
  test('or over it', () => {
    const over = ({ until, changed }: Told): void => {
      until(2 * HOUR_MS - 10);
      changed({ responsible: OKAFOR }, { took: 20 });
    };
    expect(items({ rules: missing }, over)).toEqual([`${MISSING} okafor|rivera`]);
  });
  test('or until it came into sight', () => {
    const later =
      (shown: boolean) =>
      ({ b, order, until, changed }: Told): void => {
        until(2 * HOUR_MS + 10);
        changed({ responsible: OKAFOR });
        b.wait(10);
        const item = makeItem(
          {
            patient: patientId(),
            measure: 'glucose',
            result: { kind: 'absent', reason: 'error' },
            effective: b.wall(),
          } as unknown as Reading,
          order,
          'i',
        );
        if (shown) b.seen({ ...item, kind: 'missing', rule: 'missing', due: '2035-01-01T02:00:00Z' });
      };
    expect(items({ rules: missing }, later(true))).toEqual([`${MISSING} okafor|rivera`]);
    expect(items({ rules: missing }, later(false))).toEqual([`${MISSING} rivera`]);
  });
  test('or to who covers then', () => {
    const absent = (from: string, until: string): string[] =>
      items({ rules: missing }, (told) => {
        away(told.b, from, until);
        told.until(3 * HOUR_MS);
      });
    expect(absent('2035-01-01T01:00:00Z', '2035-01-01T03:00:00Z')).toEqual([`${MISSING} cover`]);
    expect(absent('2035-01-01T02:00:00Z', '2035-01-01T03:00:00Z')).toEqual([`${MISSING} cover`]);
    expect(absent('2035-01-01T01:00:00Z', '2035-01-01T02:00:00Z')).toEqual([`${MISSING} rivera`]);
  });
  test('as it was told by then', () => {
    const toldAt = (ms: number): string[] =>
      items({ rules: missing }, (told) => {
        told.until(ms);
        away(told.b, '2035-01-01T01:00:00Z', '2035-01-01T03:00:00Z');
        told.until(3 * HOUR_MS);
      });
    expect([toldAt(2 * HOUR_MS - 1), toldAt(2 * HOUR_MS + 1)]).toEqual([[`${MISSING} cover`], [`${MISSING} rivera`]]);
  });
  test('of an order in error it stands no more', () => {
    const error = ({ until, changed }: Told): void => {
      until(3 * HOUR_MS);
      changed({ status: 'entered-in-error' });
    };
    expect(items({ rules: missing }, error)).toEqual([`${MISSING.replace('1/1', '1/0')} rivera`]);
  });
});

describe('a copy', () => {
  const rules: Rule[] = [{ kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR }];
  const copies = (write: (told: Told & { readonly r: Reading }) => void): string[] =>
    items({ rules }, (told) => {
      const r = told.b.reading({ name: 'r', value: '310' });
      write({ ...told, r });
      told.until(HOUR_MS);
    }).filter((i) => i.includes('escalation'));
  const COPY = 'o1 escalation r 1: 1/1 to okafor late false';
  test('is made for the recipient of its step', () => {
    expect(copies(() => undefined)).toEqual([COPY]);
  });
  test('goes to either, where its step was handed over while it may have been due', () => {
    const handedOver = (after: number): string[] =>
      items({ rules }, ({ b, changed, until }) => {
        b.reading({ name: 'r', value: '310' }, { took: 20 });
        until(30 * MINUTE_MS + 1000 + after);
        changed({ rules: [{ ...rules[0], recipient: POOL } as Rule] });
        until(HOUR_MS);
      }).filter((i) => i.includes('escalation'));
    expect(handedOver(0)).toEqual([COPY.replace('okafor', 'dm')]);
    expect(handedOver(10)).toEqual([COPY.replace('okafor', 'dm|okafor')]);
    expect(handedOver(20)).toEqual([COPY.replace('okafor', 'dm|okafor')]);
    expect(handedOver(21)).toEqual([COPY]);
  });
  test('may not be made, where its item was seen at its instant', () => {
    const seen = ({ b, r, order, until }: Told & { readonly r: Reading }): void => {
      b.seen(makeItem(r, order, 'i', { kind: 'critical', interpretation: ['HH'] }));
      until(30 * MINUTE_MS + 1000);
      b.op({ op: 'item.act', item: itemId('i'), act: 'seen', person: RIVERA });
    };
    expect(copies(seen)).toEqual([COPY.replace('1/1', '0|1/0|1')]);
  });
});

describe('a summary', () => {
  const rules: Rule[] = [{ kind: 'summary', period: { value: 12, unit: 'h' } }];
  const SUMMARY = 'o1 summary 2034-12-31T20:00:00.000Z: 1/1 to';
  test('goes to whom its rule names, else to the responsible one', () => {
    const until = (told: Told): void => told.until(9 * HOUR_MS);
    expect(items({ rules }, until)).toEqual([`${SUMMARY} rivera, 0 0 0 - - -`]);
    const named = [{ ...rules[0], recipient: POOL }] as Rule[];
    expect(items({ rules: named }, until)).toEqual([`${SUMMARY} dm, 0 0 0 - - -`]);
    const mixed = [{ kind: 'missing', period: { value: 2, unit: 'd' } }, ...rules] as Rule[];
    expect(items({ rules: mixed }, until)).toEqual([`${SUMMARY} rivera, 0 0 0 - - -`]);
    expect(items({ rules: [mixed[0] as Rule, ...named] }, until)).toEqual([`${SUMMARY} dm, 0 0 0 - - -`]);
  });
  test('is withdrawn where the order is in error later', () => {
    const error = ({ until, changed }: Told): void => {
      until(9 * HOUR_MS);
      changed({ status: 'entered-in-error' });
    };
    expect(items({ rules }, error)).toEqual([`${SUMMARY.replace('1/1', '1/0')} rivera, 0 0 0 - - -`]);
  });
});

test('items are sorted by what they are about', () => {
  const found = items({}, ({ b }) => {
    for (const name of ['c', 'a', 'd', 'b']) b.wait(1000).reading({ name, value: '212' });
  });
  expect(found.map((i) => i.slice(0, 11))).toEqual(['o1 limits a', 'o1 limits b', 'o1 limits c', 'o1 limits d']);
});
