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
import { Outages } from '../sight/outages.ts';

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
    outages: new Outages([], 60_000),
    absence: {
      lastLook: () => 900 * MS,
      provesAbsence: (_patient: string, from: number, quiet: number) =>
        absence.push(`quiet from ${from / MS} for ${quiet / MS}`) > 0,
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
    const unanswered = flags((b) => {
      begin(b);
      b.reading({ name: 'r', value: '250' }, { outcome: 'unknown' });
    });
    expect(unanswered).toEqual(['']);
  });
  test('is held to the deadline of its kind', () => {
    const held = (value: string): number | undefined =>
      facts((b) => {
        b.order({ limits: [reference('70', '180'), { tier: 'critical', high: '300' }] });
        b.grant();
        b.reading({ name: 'r', value });
      }).facts[0]?.deadlineMs;
    expect([held('250'), held('310'), held('120')]).toEqual([60, 10, 10]);
  });
  test('is held to the wider deadline, where it is open of which kind it is, or whether it is', () => {
    const held = (critical: string | undefined, high: string): unknown[] =>
      facts((b) => {
        b.order({ limits: [reference('70', '180'), { tier: 'critical', high: '300' }] });
        b.grant();
        b.changeOrder(
          {
            limits: [
              reference('70', high),
              ...(critical === undefined ? [] : [{ tier: 'critical' as const, high: critical }]),
            ],
          },
          { took: 20 },
        );
        b.reading({ name: 'r', value: '250', at: b.wall(-5) }, { ago: 10 });
      }).facts.map((f) => [f.demand.level, f.deadlineMs]);
    expect(held('240', '180')).toEqual([['must', 60]]);
    expect(held(undefined, '260')).toEqual([['may', 60]]);
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
  test('is timed only where it had to be', () => {
    const timed = (write: (b: HistoryBuilder) => void): unknown[] =>
      facts(
        (b) => {
          begin(b);
          write(b);
        },
        [seen('a', 50)],
      ).facts.map((f) => [f.demand.level, f.timing?.lowMs]);
    expect(timed((b) => b.reading({ name: 'r', value: '250' }))).toEqual([['must', 20]]);
    expect(timed((b) => b.reading({ name: 'r', value: '120' }))).toEqual([['must-not', undefined]]);
    const either = (b: HistoryBuilder): void => {
      b.changeOrder({ limits: [reference('70', '260')] }, { took: 20 });
      b.reading({ name: 'r', value: '250', at: b.wall(-5) }, { ago: 10 });
    };
    expect(timed(either)).toEqual([['may', undefined]]);
    expect(timed((b) => b.reading({ name: 'r', value: '250' }, { outcome: 'unknown' }))).toEqual([['may', undefined]]);
  });
  test('that calls for nothing has nothing that an item would have to say', () => {
    const write = (b: HistoryBuilder): void => {
      begin(b);
      b.reading({ name: 'r', value: '120' });
    };
    expect(facts(write, [seen('a', 50)]).facts.map((f) => f.flaws)).toEqual([[]]);
  });
  test('is told in the lane of its first attempt', () => {
    const lanes = facts((b) => {
      begin(b);
      b.reading({ name: 'r', value: '250' }, { lane: 'lane/late' });
    });
    expect(lanes.facts.map((f) => f.lane)).toEqual(['lane/late']);
  });
  test('has an item that says what was corrected, if it was looked at when that had had its time', () => {
    /** The value was corrected by 840 ms or later; the last look began at 900, and an item has 60 ms. */
    const flawed = (settled: number): string[] =>
      facts(
        (b) => {
          begin(b);
          const r = b.reading({ name: 'r', value: '260', at: '2035-01-01T00:00:00Z' });
          b.wait(settled - 10 - b.now).op({
            op: 'reading.submit',
            reading: {
              ...r,
              status: 'corrected',
              result: { kind: 'value', quantity: { value: '270', unit: 'mg/dL' } },
            },
          });
          b.wait(-500).reading({ name: 's', value: '120' });
        },
        [seen('a', 50)],
      ).facts.flatMap((f) => f.flaws.filter((flaw) => flaw.field === 'value').map((flaw) => flaw.expected));
    expect([flawed(839), flawed(840)]).toEqual([['270 mg/dL'], ['270 mg/dL or 260 mg/dL']]);
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
  test('goes to whom the order names until it was answered, where nothing came into sight', () => {
    const [fact] = facts((b) => {
      begin(b);
      b.reading({ name: 'r', value: '250' }, { took: 100 });
      b.wait(-50).changeOrder({ responsible: OKAFOR });
    }).facts;
    expect([...(fact?.recipients ?? [])].map((k) => k.split('|')[1])).toEqual(['rivera', 'okafor']);
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
    expect(facts(write('120')).absence).toEqual(['quiet from 140 for 120']);
    expect(facts(write('250'), [seen('a', 50)]).absence).toEqual(['quiet from 140 for 120']);
  });
  test('is absent after quiet time since the attempt that was answered last, whichever was sent last', () => {
    const write = (b: HistoryBuilder): void => {
      begin(b);
      const r = b.reading({ name: 'r', value: '120' });
      b.op({ op: 'reading.submit', reading: r }, { took: 100 });
      b.wait(-90).op({ op: 'reading.submit', reading: r });
    };
    expect(facts(write).absence).toEqual(['quiet from 130 for 120']);
  });
});
