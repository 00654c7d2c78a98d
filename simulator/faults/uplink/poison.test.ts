import { expect, test } from 'vitest';
import { DecimalText } from '../../../contract/domain/index.ts';
import { deliveries, nearly, plain, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { poison } from './poison.ts';

const ALWAYS = 1e6;

test('no poison is a reading: negative, huge, not finite, or with a decimal comma', () => {
  const items = through(poison, { days: 100, rate: ALWAYS });
  const texts = items.map((item) => item.poison ?? 'none');
  expect(items.every(({ truth }) => truth.faultIds.includes('poison'))).toBe(true);
  const usable = texts.filter((text) => DecimalText.safeParse(text).success && Number(text) >= 0 && Number(text) < 1e9);
  expect(usable).toEqual([]);
  for (const kind of [/^-\d/, /^1e9$/, /^NaN$/, /^-?Infinity$/, /^\d+,\d+$/]) {
    expect(texts.filter((text) => kind.test(text)).length).toBeGreaterThan(texts.length / 50);
  }
});

test('the reading behind it is what was measured', () => {
  const before = [...deliveries({ days: 20 })];
  expect(through(poison, { days: 20, rate: ALWAYS }).map(({ reading }) => reading)).toEqual(
    before.map(({ reading }) => reading),
  );
});

test.each(['glucose', 'weight'] as const)('the comma stands in the own %s', (measure) => {
  const commas = through(poison, { measure, days: 60, rate: ALWAYS }).filter(
    (item) => item.poison?.includes(',') === true,
  );
  for (const { poison: text = '', reading } of commas) {
    const { result } = reading;
    expect(result.kind === 'value' && Number(result.quantity.value)).toBe(Number(text.replace(',', '.')));
  }
  expect(commas.length).toBeGreaterThan(0);
});

test('HI is poisoned too; what is no first hand-in is not', () => {
  const [item] = [...deliveries({ days: 1 })];
  if (item === undefined) throw new Error('no delivery');
  const high = { ...item, reading: { ...item.reading, result: { kind: 'off-scale', direction: 'high' } as const } };
  const [bad] = [...poison.apply([high], settingOf('poison', { rate: ALWAYS }))];
  expect(bad?.poison).toBeDefined();
  const retract = { ...item, act: 'retract' } as const;
  expect([...poison.apply([retract], settingOf('poison', { rate: ALWAYS }))][0]).toBe(retract);
});

test('in the field 0.01 % of readings', () => {
  const items = [...poison.apply(plain(250_000), settingOf('poison'))];
  const share = touchedWith(items, 'poison').length / items.length;
  const [low, high] = nearly(0.0001, items.length);
  expect(share).toBeGreaterThan(low);
  expect(share).toBeLessThan(high);
});
