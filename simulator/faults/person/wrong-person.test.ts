import { expect, test } from 'vitest';
import { samplingsAfter } from '../frequency.test-helper.ts';
import { patientRun } from '../../patient-run.ts';
import { simulatedPatient } from '../../simulate.ts';
import { samplingsOf } from '../../through-layers.ts';
import { samplings, settingOf, START_MS, take, touchedWith } from '../streams.test-helper.ts';
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

test('on a scale that others use too, it is one stranger of the patient’s household, whosever place they take', () => {
  const people = ['MRN0', 'MRN0-2', 'MRN0-3', 'MRN0-child'];
  const shared = take(400, samplings({ measure: 'weight' })).map((item, i) => ({
    ...item,
    truth: { ...item.truth, personId: people[i % people.length] ?? '' },
  }));
  const struck = [...wrongPerson.apply(shared, settingOf(ID, { rate: 1e6 }))];
  expect(struck).toHaveLength(400);
  expect(new Set(struck.map(({ truth }) => truth.personId))).toEqual(new Set(['MRN0-household']));
});

test('a suitcase stays one: nobody stands in its place', () => {
  const items = take(100, samplings({ measure: 'weight' })).map((item, i) => ({
    ...item,
    truth: { ...item.truth, personId: i % 2 === 0 ? '' : 'MRN0' },
  }));
  const struck = [...wrongPerson.apply(items, settingOf(ID, { rate: 1e6 }))];
  struck.forEach((item, i) => {
    if (i % 2 === 0) expect(item).toBe(items[i]);
    else expect(item.truth).toMatchObject({ faultIds: [ID], personId: 'MRN0-household' });
  });
});

test('in a run of a family with one scale every person id is of the patient’s house', () => {
  const which = { archetype: 'family-scale', seed: 1, index: 0 };
  const { value } = simulatedPatient(which).patient.identifier;
  const options = { ...which, zone: 'UTC', start: START_MS, days: 400 };
  const house = new RegExp(`^(?:|${value}(?:-[2-4]|-child|-household)?)$`);
  const samplingsAt = (rate: number) => [
    ...samplingsOf(patientRun({ ...options, faults: [{ fault: wrongPerson, rate }] })),
  ];
  const ids = samplingsAt(50).map(({ truth }) => truth.personId);
  expect(ids.filter((id) => !house.test(id))).toEqual([]);
  expect(ids.filter((id) => id.endsWith('-household')).length).toBeGreaterThan(20);
  const nobody = (all: readonly string[]) => all.filter((id) => id === '').length;
  expect(nobody(ids)).toBe(nobody(samplingsAt(0).map(({ truth }) => truth.personId)));
  expect(nobody(ids)).toBeGreaterThan(0);
});

test('control solution is nobody', () => {
  const control = take(100, samplings()).map((item) => ({ ...item, specimen: 'control' as const }));
  expect([...wrongPerson.apply(control, settingOf(ID, { rate: 1e6 }))]).toEqual(control);
});
