import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import type { DemandFact } from '../facts.ts';
import {
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  OKAFOR,
  patientId,
  reference,
  RIVERA,
} from '../history-builder.test-helper.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { demandFacts } from './demand-facts.ts';
import { patientCase } from './patient-case.ts';
import type { World } from './world.ts';

const MS = 1_000_000;
const seen = (name: string, by: number, recipient = RIVERA): ObservedItem => {
  const latest = makeItem(makeReading({ name: 'r', value: '250' }), makeOrder(), name, { recipient });
  const line = { surface: 'inbox', after: (by - 10) * MS, by: by * MS, item: latest };
  return { key: name, first: line, versions: [line], latest } as unknown as ObservedItem;
};
interface Asked {
  readonly facts: readonly DemandFact[];
  readonly absence: readonly string[];
}
const facts = (write: (b: HistoryBuilder) => void, items: readonly ObservedItem[] = []): Asked => {
  const b = new HistoryBuilder();
  b.took = 10;
  write(b);
  const patient = Analysis.of(b.end()).patients.find((p) => p.record.key === keyOf(patientId()));
  if (patient === undefined) throw new Error('no patient');
  const absence: string[] = [];
  const world = {
    deadlines: { critical: 10, other: 60 },
    lagNs: 0,
    absence: {
      lastLook: () => 900 * MS,
      provesAbsence: (_patient: string, from: number) => absence.push(`quiet from ${from / MS}`) > 0,
      provesMissing: (_patient: string, at: number) => absence.push(`look after ${at / MS}`) > 0,
    },
    coverage: { knows: (person: string) => person === keyOf(OKAFOR) },
  } as unknown as World;
  return { facts: demandFacts(patientCase(patient), () => items, world), absence };
};
const begin = (b: HistoryBuilder): void => {
  b.order();
  b.grant();
};
const FLAGS = ['resent', 'changedLimits', 'belated', 'reorderedOrder', 'batched'] as const;
const flags = (write: (b: HistoryBuilder) => void): string[] =>
  facts(write).facts.map(({ facts: f }) => FLAGS.filter((flag) => f[flag]).join(' '));

describe('a demand', () => {
  test('of a reading that was sent again', () => {
    expect(
      flags((b) => {
        begin(b);
        const r = b.reading({ name: 'r', value: '250' });
        b.op({ op: 'reading.submit', reading: r });
        b.reading({ name: 's', value: '250' });
      }),
    ).toEqual(['resent', '']);
  });
  test('of an order whose limits changed, or that was submitted again', () => {
    const order = (more: (b: HistoryBuilder) => void): string[] =>
      flags((b) => {
        begin(b);
        more(b);
        b.reading({ name: 'r', value: '250' });
      });
    expect(order((b) => b.changeOrder({ limits: [reference('70', '190')] }))).toEqual(['changedLimits']);
    expect(order((b) => b.changeOrder({ responsible: OKAFOR }))).toEqual(['']);
    expect(order((b) => b.order())).toEqual(['reorderedOrder']);
    expect(order((b) => b.order({}, { outcome: 'refused' }))).toEqual(['']);
  });
  test('of a reading that was submitted more than 5 min after it was measured', () => {
    const aged = (at: string): string[] =>
      flags((b) => {
        begin(b);
        b.reading({ name: 'r', value: '250', at }, { took: 0 });
      });
    expect([aged('2034-12-31T23:55:00.019Z'), aged('2034-12-31T23:55:00.020Z')]).toEqual([['belated'], ['']]);
  });
  test('of a reading that came with others', () => {
    const bundled = (...bundles: (string | undefined)[]): string[] =>
      flags((b) => {
        begin(b);
        for (const [i, id] of bundles.entries())
          b.op({
            op: 'reading.submit',
            reading: makeReading({ name: `r${i}`, value: '250' }),
            ...(id === undefined ? {} : { bundle: { kind: 'batch', id } as const }),
          });
      });
    expect(bundled('x', 'x')).toEqual(['batched', 'batched']);
    expect(bundled('x', 'y')).toEqual(['', '']);
    expect(bundled(undefined, undefined)).toEqual(['', '']);
  });
  test('is held to the deadline of its kind', () => {
    const held = (value: string): number | undefined =>
      facts((b) => {
        b.order({ limits: [reference('70', '180'), { tier: 'critical', high: '300' }] });
        b.grant();
        b.reading({ name: 'r', value });
      }).facts[0]?.deadlineMs;
    expect([held('250'), held('310')]).toEqual([60, 10]);
  });
  test('is timed by the first item that lies where it may', () => {
    const timed = (...items: ObservedItem[]) =>
      facts((b) => {
        begin(b);
        b.reading({ name: 'r', value: '250' });
      }, items).facts[0]?.timing;
    expect(timed(seen('b', 60), seen('a', 50))).toEqual(timed(seen('a', 50)));
    expect(timed(seen('x', 40, OKAFOR), seen('a', 50))).toEqual(timed(seen('a', 50)));
    expect(timed(seen('x', 40, OKAFOR))).toBeUndefined();
    expect(timed()).toBeDefined();
  });
  test('goes to whom the order names until it came into sight', () => {
    const to = (by: number): readonly [string[], boolean | undefined] => {
      const [fact] = facts(
        (b) => {
          begin(b);
          b.reading({ name: 'r', value: '250' });
          b.wait(100).changeOrder({ responsible: OKAFOR });
        },
        [seen('a', by)],
      ).facts;
      return [[...(fact?.recipients ?? [])].map((k) => k.split('|')[1] ?? ''), fact?.covered];
    };
    expect([to(100), to(200)]).toEqual([
      [['rivera'], false],
      [['rivera', 'okafor'], true],
    ]);
  });
  test('is missing after a look past its deadline, and absent after quiet time since the last attempt', () => {
    const write =
      (value: string) =>
      (b: HistoryBuilder): void => {
        begin(b);
        const r = b.reading({ name: 'r', value });
        b.wait(100).op({ op: 'reading.submit', reading: r });
        b.wait(-50).op({ op: 'reading.submit', reading: r }, { took: 5 });
      };
    expect(facts(write('250')).absence).toEqual(['look after 80']);
    expect(facts(write('120')).absence).toEqual(['quiet from 140']);
    expect(facts(write('250'), [seen('a', 50)]).absence).toEqual(['quiet from 140']);
  });
});
