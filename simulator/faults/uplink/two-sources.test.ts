import { expect, test } from 'vitest';
import { Reading } from '../../../contract/domain/index.ts';
import { MINUTE_MS } from '../../clock.ts';
import { cohort, deliveries, nearly, settingOf, through, touchedWith } from './deliveries.test-helper.ts';
import { twoSources, VENDOR_APP_SYSTEM } from './two-sources.ts';

/** Copies of some patients, each with the reading that it copies. */
const pairsOf = (measure: 'glucose' | 'weight') =>
  cohort(twoSources, 20, { measure, rate: 10 }).flatMap((items) => {
    const own = items.filter((item) => !item.truth.faultIds.includes('two-sources'));
    const copies = touchedWith(items, 'two-sources');
    expect(copies.length).toBeGreaterThanOrEqual(own.length - 1);
    return copies.map((copy) => {
      const first = own.find((item) => `app-${item.reading.identifier.value}` === copy.reading.identifier.value);
      if (first === undefined) throw new Error('a copy of nothing');
      return { copy, first };
    });
  });

const numberOf = ({ result }: Reading): number => (result.kind === 'value' ? Number(result.quantity.value) : 0);

test.each([
  ['glucose', 1],
  ['weight', 0.1],
] as const)('each %s comes a second time under another identifier, within 90 s and one step', (measure, step) => {
  const pairs = pairsOf(measure);
  for (const { copy, first } of pairs) {
    const { reading, sentMs, act, version } = copy;
    expect(Reading.parse(reading)).toEqual(reading);
    expect([reading.identifier.system, act, version]).toEqual([VENDOR_APP_SYSTEM, 'submit', 1]);
    expect(Math.abs(Date.parse(reading.effective) - Date.parse(first.reading.effective))).toBeLessThanOrEqual(90_000);
    expect(Math.abs(numberOf(reading) - numberOf(first.reading))).toBeLessThanOrEqual(step * 1.000001);
    expect(sentMs - first.sentMs).toBeGreaterThanOrEqual(10_000);
    expect(sentMs - first.sentMs).toBeLessThan(15 * MINUTE_MS);
  }
  const byMaker = pairs.filter(({ copy }) => copy.reading.device !== undefined);
  const byOther = pairs.filter(({ copy }) => copy.reading.device === undefined);
  expect(byMaker.length).toBeGreaterThan(0);
  for (const { copy, first } of byMaker) {
    const { identifier: _of, sequenceNumber: _number, ...rest } = first.reading;
    expect(copy.reading).toEqual({ identifier: copy.reading.identifier, ...rest });
  }
  const sameSecond = byOther.filter(({ copy, first }) => copy.reading.effective === first.reading.effective).length;
  const sameValue = byOther.filter(({ copy, first }) => numberOf(copy.reading) === numberOf(first.reading)).length;
  for (const count of [sameSecond, sameValue]) {
    expect(count / byOther.length).toBeGreaterThan(0.3);
    expect(count / byOther.length).toBeLessThan(0.7);
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
