import { expect, test } from 'vitest';
import { samplingsAfter } from '../frequency.test-helper.ts';
import { samplings, settingOf, take, touchedWith } from '../streams.test-helper.ts';
import { wrongPerson } from './wrong-person.ts';

const ID = 'wrong-person';
const weighings = (patient: number, count = 20_000) =>
  touchedWith(samplingsAfter(wrongPerson, count, { measure: 'weight', perDay: 1, patient }), ID);
const glucose = touchedWith(samplingsAfter(wrongPerson, 60_000), ID);

test('0.2 % of glucose tests and 0.8 % of weighings', () => {
  expect(Math.abs(glucose.length / 60_000 - 0.002)).toBeLessThan(0.0006);
  expect(Math.abs(weighings(0).length / 20_000 - 0.008)).toBeLessThan(0.002);
});

test('the truth is of the other person, and is what the device is given', () => {
  for (const { presented, truth } of [...glucose, ...weighings(0)]) {
    expect(truth.personId).toBe('MRN0-household');
    expect(presented).toBe(truth.trueValue);
  }
});

test('the other one has normal glucose', () => {
  const mean = glucose.reduce((sum, { presented }) => sum + presented, 0) / glucose.length;
  expect(Math.abs(mean - 97)).toBeLessThan(6);
});

test('the other one of a household keeps a weight, more than 3 kg off the patient, and households differ', () => {
  const usual = [0, 1, 2, 3, 4, 5].map((patient) => {
    const kg = weighings(patient, 5000).map(({ presented }) => presented);
    const mean = kg.reduce((a, b) => a + b, 0) / kg.length;
    for (const each of kg) {
      expect(Math.abs(each - mean)).toBeLessThan(2);
      expect(Math.abs(each - 80)).toBeGreaterThan(2);
    }
    expect(Math.abs(mean - 80)).toBeGreaterThan(3);
    return Math.round(mean);
  });
  expect(new Set(usual).size).toBeGreaterThan(3);
});

test('no household is one of two equal weights: then nobody could tell', () => {
  const nearest = Array.from({ length: 120 }, (_, patient) => {
    const all = samplingsAfter(wrongPerson, 40, { measure: 'weight', perDay: 1, patient, rate: 50 });
    return Math.min(...touchedWith(all, ID).map(({ presented }) => Math.abs(presented - 80)));
  });
  expect(Math.min(...nearest)).toBeGreaterThan(2.5);
});

test('control solution is nobody', () => {
  const control = take(100, samplings()).map((item) => ({ ...item, specimen: 'control' as const }));
  expect([...wrongPerson.apply(control, settingOf(ID, { rate: 1e6 }))]).toEqual(control);
});
