import { expect, test } from 'vitest';
import { Reading } from '../../../contract/domain/index.ts';
import { MINUTE_MS } from '../../clock.ts';
import { cohort, deliveries, nearly, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { twoSources, VENDOR_APP_SYSTEM } from './two-sources.ts';

test.each([
  ['glucose', 1],
  ['weight', 0.1],
] as const)('each %s comes a second time under another identifier, within 90 s and one step', (measure, step) => {
  const items = through(twoSources, { measure, days: 60, rate: 10 });
  const copies = touchedWith(items, 'two-sources');
  const own = items.filter((item) => !item.truth.faultIds.includes('two-sources'));
  expect(copies.length).toBeGreaterThanOrEqual(own.length - 1);
  let [sameSecond, sameValue] = [0, 0];
  for (const { reading, sentMs, act, version } of copies) {
    expect(Reading.parse(reading)).toEqual(reading);
    expect([reading.identifier.system, reading.device, act, version]).toEqual([
      VENDOR_APP_SYSTEM,
      undefined,
      'submit',
      1,
    ]);
    const first = own.find((item) => `app-${item.reading.identifier.value}` === reading.identifier.value);
    if (first === undefined) throw new Error('a copy of nothing');
    const apart = Math.abs(Date.parse(reading.effective) - Date.parse(first.reading.effective));
    expect(apart).toBeLessThanOrEqual(90_000);
    if (apart === 0) sameSecond++;
    const [a, b] = [reading, first.reading].map(({ result }) =>
      result.kind === 'value' ? Number(result.quantity.value) : 0,
    );
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThanOrEqual(step * 1.000001);
    if (a === b) sameValue++;
    expect(sentMs - first.sentMs).toBeGreaterThanOrEqual(10_000);
    expect(sentMs - first.sentMs).toBeLessThan(15 * MINUTE_MS);
  }
  for (const count of [sameSecond, sameValue]) {
    expect(count / copies.length).toBeGreaterThan(0.3);
    expect(count / copies.length).toBeLessThan(0.7);
  }
});

test('the offset of the place stays', () => {
  const copies = touchedWith(through(twoSources, { days: 10, rate: 10 }), 'two-sources');
  expect(new Set(copies.map(({ reading }) => reading.effective.slice(-6)))).toEqual(new Set(['-05:00', '-04:00']));
});

test('HI is told twice as HI; corrections, retractions and poison are not told by the app', () => {
  const [item] = [...deliveries({ days: 1 })];
  if (item === undefined) throw new Error('no delivery');
  const high = { ...item, reading: { ...item.reading, result: { kind: 'off-scale', direction: 'high' } as const } };
  const copy = [...twoSources.apply([high], settingOf('two-sources', { rate: 10 }))][1];
  expect(copy?.reading.result).toEqual({ kind: 'off-scale', direction: 'high' });
  for (const one of [
    { ...item, poison: '-1' },
    { ...item, act: 'retract' } as const,
    { ...item, act: 'correct', version: 2 } as const,
  ]) {
    expect([...twoSources.apply([one], settingOf('two-sources', { rate: 10 }))]).toEqual([one]);
  }
});

test('in the field one patient in ten, with all of their readings', () => {
  const patients = cohort(twoSources, 400, { days: 3 });
  const shares = patients.map((items) => touchedWith(items, 'two-sources').length / items.length);
  expect(shares.filter((share) => share > 0 && share < 0.4)).toEqual([]);
  const [low, high] = nearly(0.1, patients.length);
  const afflicted = shares.filter((share) => share > 0).length / patients.length;
  expect(afflicted).toBeGreaterThan(low);
  expect(afflicted).toBeLessThan(high);
});
