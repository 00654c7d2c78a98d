import { expect, test } from 'vitest';
import type { Interval, Rule } from '../../../../contract/domain/index.ts';
import {
  clinician,
  createReadyWorld,
  must,
  orderOf,
  readingOf,
  RIVERA,
  weightOrderOf,
} from '../../../world.test-helper.ts';
import { itemText } from './words.ts';

const LIMITS: readonly Interval[] = [
  { tier: 'reference', low: '70', high: '160' },
  { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  { tier: 'absolute', low: '10', high: '1000' },
];

const raised = async (value: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL') => {
  const world = await createReadyWorld(orderOf({ limits: [...LIMITS] }));
  const reading = readingOf(value, unit);
  must(await world.file(reading));
  return { world, reading, said: () => world.items().map(itemText) };
};

test.each([
  ['171', 'mg/dL', 'Glucose 171 mg/dL, above 160 mg/dL'],
  ['60', 'mg/dL', 'Glucose 60 mg/dL, below 70 mg/dL'],
  ['305', 'mg/dL', 'Glucose 305 mg/dL, above the critical limit 300 mg/dL'],
  ['300.0', 'mg/dL', 'Glucose 300.0 mg/dL, at the critical limit 300 mg/dL'],
  ['2.5', 'mmol/L', 'Glucose 2.5 mmol/L, below the critical limit 54 mg/dL'],
  ['1200', 'mg/dL', 'Glucose 1200 mg/dL, above 1000 mg/dL'],
  ['5', 'mg/dL', 'Glucose 5 mg/dL, below 10 mg/dL'],
  ['0.4', 'mmol/L', 'Glucose 0.4 mmol/L, below 10 mg/dL'],
] as const)('an item of %s %s says on which side of which limit it is', async (value, unit, text) => {
  expect((await raised(value, unit)).said()).toEqual([text]);
});

test('a finished item whose reading is corrected says that the number is beyond the limit no more', async () => {
  const { world, reading, said } = await raised('305');
  must(await world.pipeline.inbox.act(clinician(RIVERA), { id: 'i1' }, 'done'));
  const result = { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } } as const;
  must(await world.file({ ...reading, status: 'corrected', result }));
  expect(said()).toEqual(['Glucose 120 mg/dL, no more above the critical limit 300 mg/dL']);
});

test.each([
  ['strict', '82.1', 'Weight 82.1 kg, a gain of 2.1 kg, more than 2 kg'],
  ['inclusive', '82.0', 'Weight 82.0 kg, a gain of 2 kg, as much as 2 kg'],
] as const)('a change that is %s', async (boundary, value, text) => {
  const rules: Rule[] = weightOrderOf().rules.map((rule) => (rule.kind === 'change' ? { ...rule, boundary } : rule));
  const world = await createReadyWorld(weightOrderOf({ rules }));
  must(await world.file(readingOf('80.0', 'kg', { effective: '2026-03-02T06:59:00-05:00' })));
  must(await world.file(readingOf(value, 'kg')));
  expect(world.items().map(itemText)).toEqual([text]);
});

test('a change says whether it is a gain or a loss, and both where it is both', async () => {
  const amount = { value: '2', unit: 'kg' } as const;
  const rule = { kind: 'change', amount, window: { value: 3, unit: 'd' }, boundary: 'strict' } as const;
  const rules: Rule[] = [
    { ...rule, direction: 'loss' },
    { ...rule, direction: 'gain' },
  ];
  const world = await createReadyWorld(weightOrderOf({ rules }));
  for (const [i, value] of ['80.0', '74.0', '77.0'].entries())
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    must(await world.file(readingOf(value, 'kg', { effective: `2026-03-02T0${i + 5}:00:00-05:00` })));
  expect(world.items().map(itemText)).toEqual([
    'Weight 74.0 kg, a loss of 6 kg, more than 2 kg',
    'Weight 77.0 kg, a loss of 3 kg, more than 2 kg, and a gain',
  ]);
});
