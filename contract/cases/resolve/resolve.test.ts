import { describe, expect, test } from 'vitest';
import { keyOf } from '../../domain/index.ts';
import { InputProblem } from '../../input-problem.ts';
import { parseCase } from '../load.ts';

const GOOD = `case: 900
title: A case for the loader alone
clauses: [Evaluation]
requirements: [LIM-01]
covers: [rule/limits/strict]
orders:
  scale: { measure: weight, limits: { reference: { high: 82.0 } }, responsible: okafor }
timeline:
  - { at: 2035-03-05T08:00-05:00, order: scale, expect: accepted }
  - { at: 2035-03-05T08:05-05:00, grant: weight, expect: accepted }
  - { at: 2035-03-05T08:10-05:00, reading: { name: one, value: 82.10 kg, device: scale-1 }, expect: accepted, raises: [{ kind: abnormal, interpretation: H, to: okafor }] }
  - { at: 2035-03-05T08:20-05:00, hold: scale, expect: accepted }
  - { at: 2035-03-05T08:30-05:00, change-order: scale, limits: { critical: { high: 90 } }, expect: accepted, withdraws: [{ kind: abnormal, reading: one, reason: re-evaluated }] }
  - { at: 2035-03-05T08:40-05:00, again: one, expect: replayed }
why: Because the loader has to be tried on something.
`;

describe('a case, resolved', () => {
  const one = parseCase(GOOD, 'cases/LIM-loader.yaml');
  const [order, grant, reading, hold, change, again] = one.acts;

  test('has whole orders with full identifiers, digits kept', () => {
    expect(one).toMatchObject({ number: 900, name: 'LIM-loader', requirements: ['LIM-01'] });
    expect(order).toMatchObject({
      op: 'order.submit',
      at: '2035-03-05T08:00:00-05:00',
      order: {
        identifier: { system: 'urn:example:ehr:placer', value: 'CASE900-SCALE' },
        patient: { system: 'urn:oid:2.999.1.1', value: 'CASE900-ANA' },
        status: 'active',
        unit: 'kg',
        limits: [{ tier: 'reference', high: '82.0' }],
        period: { start: '2035-03-05T08:00:00-05:00', end: '2035-06-03T08:00:00-05:00' },
      },
    });
  });

  test('has permissions and readings of the same patient', () => {
    expect(grant).toMatchObject({ op: 'permission.set', permission: { measure: 'weight', status: 'granted' } });
    expect(reading).toMatchObject({
      op: 'reading.submit',
      reading: {
        code: { code: '29463-7' },
        effective: '2035-03-05T08:10:00-05:00',
        result: { kind: 'value', quantity: { value: '82.10', unit: 'kg' } },
        device: one.devices[0]?.identifier,
      },
    });
    expect(one.devices).toHaveLength(1);
  });

  test('a hold keeps the whole order, a change states the whole set', () => {
    expect(hold).toMatchObject({ op: 'order.change', order: { status: 'on-hold', limits: [{ high: '82.0' }] } });
    expect(change).toMatchObject({ order: { status: 'on-hold', limits: [{ tier: 'critical', high: '90' }] } });
  });

  test('an act says which items stand after it', () => {
    expect(one.acts.map((a) => a.standingAfter.length)).toEqual([0, 0, 1, 1, 0, 0]);
    expect(change?.withdraws[0]?.item).toBe(reading?.raises[0]);
    expect(one.shortNames.get(keyOf(reading?.raises[0]?.recipient ?? { system: '', value: '' }))).toBe('Okafor');
  });

  test('a replay is the same reading', () => {
    expect(again?.expect).toEqual({ outcome: 'accepted', replay: true });
    expect(again).toMatchObject({ op: 'reading.submit', said: 'again one' });
    expect(
      again !== undefined &&
        'reading' in again &&
        reading !== undefined &&
        'reading' in reading &&
        again.reading === reading.reading,
    ).toBe(true);
  });
});

const REFUSED: readonly (readonly [name: string, from: string, to: string, line: number, path: string])[] = [
  ['an unknown field', 'title:', 'titel:', 2, 'titel'],
  ['an unknown verb', 'hold: scale', 'pause: scale', 12, 'timeline[3].pause'],
  ['two verbs', 'hold: scale', 'hold: scale, resume: scale', 12, 'timeline[3]'],
  ['a field of another verb', 'hold: scale', 'hold: scale, limits: {}', 12, 'timeline[3].limits'],
  ['a time without offset', '08:05-05:00', '08:05', 10, 'timeline[1].at'],
  ['time that runs back', '08:05-05:00', '07:05-05:00', 10, 'timeline[1].at'],
  ['two acts at one instant', '08:05-05:00', '08:00-05:00', 10, 'timeline[1].at'],
  ['an unknown unit', '82.10 kg', '82.10 stone', 11, 'timeline[2].reading.value'],
  ['a value without unit', '82.10 kg', '82.10', 11, 'timeline[2].reading.value'],
  ['an order that is not there', 'order: scale, expect', 'order: scales, expect', 9, 'timeline[0].order'],
  ['an order that was not sent', 'hold: scale', 'hold: sugar', 12, 'timeline[3].hold'],
  ['a reading that was not sent', 'again: one', 'again: two', 14, 'timeline[5].again'],
  ['an item that does not stand', 'kind: abnormal, reading', 'kind: critical, reading', 13, 'timeline[4].withdraws[0]'],
  ['an unknown person', 'to: okafor', 'to: watson', 11, 'timeline[2].raises[0].to'],
  ['an unknown patient', 'grant: weight', 'grant: weight, patient: ben', 10, 'timeline[1].patient'],
  ['an unknown refusal', 'expect: replayed', 'expect: { refused: bad-luck }', 14, 'timeline[5].expect.refused'],
  [
    'a permission that is replayed',
    'grant: weight, expect: accepted',
    'grant: weight, expect: replayed',
    10,
    'timeline[1].expect',
  ],
  [
    'a refusal that raises',
    'device: scale-1 }, expect: accepted',
    'device: scale-1 }, expect: replayed',
    11,
    'timeline[2].expect',
  ],
  [
    'an order that is never sent',
    'timeline:',
    '  idle: { measure: weight, responsible: okafor }\ntimeline:',
    8,
    'orders.idle',
  ],
];

describe('a case with a mistake', () => {
  test.each(REFUSED)('%s is refused at its line', (_name, from, to, line, path) => {
    expect(GOOD).toContain(from);
    const attempt = () => parseCase(GOOD.replace(from, to), 'cases/LIM-loader.yaml');
    expect(attempt).toThrow(InputProblem);
    try {
      attempt();
    } catch (error) {
      expect(error instanceof InputProblem && error.place).toEqual({ file: 'cases/LIM-loader.yaml', line, path });
    }
  });
});
