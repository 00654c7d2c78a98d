import { expect, test } from 'vitest';
import { heavyClothing } from './heavy-clothing.ts';
import { samplings, settingOf, take, touchedWith } from '../streams.test-helper.ts';

const WEIGHINGS = 20_000;
const dressed = (rate: number) =>
  take(
    WEIGHINGS,
    heavyClothing.apply(samplings({ measure: 'weight', perDay: 1 }), settingOf('heavy-clothing', { rate })),
  );

test('4 % of weighings weigh 0.8 to 2 kg more than the body does', () => {
  const touched = touchedWith(dressed(1), 'heavy-clothing');
  expect(Math.abs(touched.length / WEIGHINGS - 0.04)).toBeLessThan(0.004);
  for (const { presented, truth } of touched) {
    expect(presented - truth.trueValue).toBeGreaterThanOrEqual(0.8);
    expect(presented - truth.trueValue).toBeLessThan(2);
    expect(truth.personId).toBe('MRN0');
  }
});

test('twice the rate, twice as often', () => {
  const share = touchedWith(dressed(2), 'heavy-clothing').length / WEIGHINGS;
  expect(Math.abs(share - 0.08)).toBeLessThan(0.006);
});

test('a finger wears no clothes', () => {
  const source = take(1000, samplings());
  expect([...heavyClothing.apply(source, settingOf('heavy-clothing', { rate: 100 }))]).toEqual(source);
});
