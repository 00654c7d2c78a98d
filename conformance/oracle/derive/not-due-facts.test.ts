import { describe, expect, test } from 'vitest';
import { keyOf, type Rule } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import {
  HistoryBuilder,
  critical,
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  orderId,
  patientId,
  reference,
} from '../history-builder.test-helper.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { notDueFacts } from './not-due-facts.ts';
import { patientCase } from './patient-case.ts';
import type { World } from './world.ts';

const RULES: Readonly<Record<string, Rule>> = {
  missing: { kind: 'missing', period: { value: 6, unit: 'h' } },
  escalation: { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR },
  summary: { kind: 'summary', period: { value: 12, unit: 'h' } },
};
const LIMITS = [reference('70', '180'), critical('54', '300')];
const stray = (name: string, rule: 'missing' | 'summary', order = 'o1'): ObservedItem =>
  ({
    key: name,
    latest: makeItem(makeReading({ name: 'r', value: '1' }), makeOrder(), name, {
      kind: rule,
      rule,
      order: orderId(order),
    }),
  }) as unknown as ObservedItem;
/** Of each order and rule that goes by time: what is there that nothing calls for. And what its absence hangs on. */
const facts = (write: (b: HistoryBuilder) => void, items: readonly ObservedItem[] = []) => {
  const b = new HistoryBuilder();
  b.took = 10;
  write(b);
  const patient = Analysis.of(b.end()).patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  const asked: string[] = [];
  const world = {
    deadlines: { other: 60 },
    absence: {
      provesAbsence: (_patient: string, from: number, quiet: number) =>
        asked.push(`${from / 1e6} + ${quiet / 1e6}`) > 0,
    },
  } as unknown as World;
  const found = notDueFacts(patientCase(patient), items, world).map(
    (f) => `${f.order.key.split('|')[1]} ${f.family}${f.items.map((i) => ` ${i.key}`).join('')} in ${f.lane}`,
  );
  return { found, asked };
};
const ordered =
  (...kinds: string[]) =>
  (b: HistoryBuilder): void => {
    b.order({ limits: LIMITS, rules: kinds.flatMap((k) => RULES[k] ?? []) }, { lane: 'own' });
    b.grant();
  };

describe('of an order it is asked what nothing calls for', () => {
  test('by each rule that it has', () => {
    expect(facts(ordered('missing', 'summary')).found).toEqual(['o1 missing in own', 'o1 summary in own']);
    expect(facts(ordered('missing')).found).toEqual(['o1 missing in own']);
    expect(facts(ordered()).found).toEqual([]);
  });
  test('and whether it ever had it', () => {
    expect(
      facts((b) => {
        ordered('missing')(b);
        b.changeOrder({ limits: LIMITS });
      }).found,
    ).toEqual(['o1 missing in own']);
  });
  test('by its steps, once it has a critical item', () => {
    const valued = (...values: string[]): string[] =>
      facts((b) => {
        ordered('escalation')(b);
        for (const value of values) b.reading({ name: `r${value}`, value });
      }).found;
    expect([valued(), valued('250'), valued('310'), valued('250', '310')]).toEqual([
      [],
      [],
      ['o1 escalation in own'],
      ['o1 escalation in own'],
    ]);
    expect(
      facts((b) => {
        ordered('escalation')(b);
        b.order(
          { name: 'o2', limits: [reference('70', '400')], rules: [RULES['escalation'] as Rule] },
          { lane: 'two' },
        );
        b.reading({ name: 'r', value: '310' });
      }).found,
    ).toEqual(['o1 escalation in own']);
  });
  test('also while it is open what took effect', () => {
    expect(
      facts((b) => {
        ordered('missing', 'summary', 'escalation')(b);
        b.reading({ name: 'r', value: '310' });
        b.reading({ name: 's', value: '120' }, { outcome: 'unknown' });
      }).found,
    ).toEqual(['o1 missing in own', 'o1 escalation in own', 'o1 summary in own']);
  });
  test('each item once, by its rule and order', () => {
    const items = [
      stray('a', 'missing'),
      stray('b', 'summary'),
      stray('c', 'missing', 'o2'),
      stray('d', 'missing', 'o3'),
    ];
    expect(
      facts((b) => {
        ordered('missing', 'summary')(b);
        b.order({ name: 'o2', limits: LIMITS, rules: [RULES['missing'] as Rule] }, { lane: 'two' });
      }, items).found,
    ).toEqual(['o1 missing a in own', 'o1 summary b in own', 'o2 missing c in two']);
  });
  test('proven by quiet time of twice the deadline after the last that was sent', () => {
    expect(
      facts((b) => {
        ordered('missing')(b);
        b.reading({ name: 'r', value: '120' }, { took: 50 });
        b.reading({ name: 's', value: '120' }, { ago: 30, took: 5 });
      }).asked,
    ).toEqual(['70 + 120']);
    expect(
      facts((b) => {
        ordered('missing')(b);
        b.wait(100).changeOrder({ limits: LIMITS });
      }).asked,
    ).toEqual(['130 + 120']);
  });
});
