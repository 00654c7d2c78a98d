import { describe, expect, test } from 'vitest';
import { Device, Patient } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { archetypeNamed, archetypes } from './archetypes.ts';
import { MOST_KINDS, NO_KIND } from '../kind-number.ts';
import { identityOf, MRN_SYSTEM, recordNumber } from './identity.ts';

const DIABETIC = archetypeNamed('t2d-oral');
const HEART = archetypeNamed('hf-stable');

describe('identities', () => {
  const cohort = Array.from({ length: 300 }, (_, index) => identityOf(DIABETIC, 7, index));

  test('are patients and devices of the contract', () => {
    for (const { patient, device } of cohort) {
      expect(Patient.safeParse(patient).success).toBe(true);
      expect(Device.safeParse(device).success).toBe(true);
      expect(device.patient).toEqual(patient.identifier);
    }
  });

  test('can be nobody: a marked name and an example record number', () => {
    for (const { patient } of cohort) {
      expect(patient.family).toMatch(/-Test$/);
      expect(patient.identifier.system).toBe(MRN_SYSTEM);
      expect(patient.identifier.value).toMatch(/^MRN\d{14}$/);
    }
  });

  test('record numbers and devices are unique, names are many', () => {
    expect(new Set(cohort.map((c) => c.patient.identifier.value)).size).toBe(300);
    expect(new Set(cohort.map((c) => c.device.identifier.value)).size).toBe(300);
    expect(new Set(cohort.map((c) => `${c.patient.given} ${c.patient.family}`)).size).toBeGreaterThan(280);
  });

  test('the same whatever was drawn before: no hidden state between patients', () => {
    const alone = identityOf(DIABETIC, 7, 123);
    identityOf(HEART, 9, 5);
    expect(identityOf(DIABETIC, 7, 123)).toEqual(alone);
    expect(cohort[123]).toEqual(alone);
  });

  test('ages fit the archetype on the reference date', () => {
    for (const { patient } of cohort) {
      const years = (Date.parse('2026-01-01') - Date.parse(patient.birthDate)) / (365.25 * 86_400_000);
      expect(years).toBeGreaterThanOrEqual(37.9);
      expect(years).toBeLessThan(81.1);
    }
  });

  test('both sexes occur, and devices follow the measure', () => {
    expect(new Set(cohort.map((c) => c.patient.gender))).toEqual(new Set(['female', 'male']));
    expect(cohort[0]?.device.kind).toBe('glucometer');
    expect(identityOf(HEART, 7, 0).device.kind).toBe('scale');
  });

  /** The first seeds of which two archetypes would have had one number, or one address, by their hashes alone. */
  const COLLIDING = [7360, 10_024, 27_489, 75_978];
  const SEEDS = [...COLLIDING, ...Array.from({ length: 100 }, (_, seed) => seed)];
  test('no two people of a mix have one record number or one device, of whatever kind they are', () => {
    for (const seed of SEEDS) {
      const people = archetypes.flatMap((archetype) => [0, 1, 999_999].map((i) => identityOf(archetype, seed, i)));
      expect(new Set(people.map(({ patient }) => patient.identifier.value)).size).toBe(people.length);
      expect(new Set(people.map(({ device }) => device.identifier.value)).size).toBe(people.length);
      expect(new Set(people.map(({ device }) => device.serial)).size).toBe(people.length);
    }
  });

  test('few seeds of one kind of people share a record number', () => {
    const numbers = Array.from({ length: 1000 }, (_, seed) => recordNumber(DIABETIC, seed, 0));
    expect(new Set(numbers).size).toBeGreaterThanOrEqual(998);
  });

  test('another seed or archetype is another cohort', () => {
    const numbers = [recordNumber(DIABETIC, 7, 0), recordNumber(DIABETIC, 8, 0), recordNumber(HEART, 7, 0)];
    expect(new Set(numbers).size).toBe(3);
  });
});

const attempt = () => archetypeNamed('t2d-orl');

describe('archetypes', () => {
  test('names are unique and every one has a title and a unit', () => {
    expect(new Set(archetypes.map((a) => a.name)).size).toBe(archetypes.length);
    for (const archetype of archetypes) {
      expect(archetype.title.length).toBeGreaterThan(10);
      expect(archetype.units.length).toBeGreaterThan(0);
      expect(archetypeNamed(archetype.name)).toBe(archetype);
    }
  });

  test('numbers are unique, and for ever: who has had one keeps it', () => {
    const numbers = Object.fromEntries(archetypes.map(({ name, number }) => [name, number]));
    expect(numbers).toEqual({
      't2d-oral': 1,
      't2d-diet': 2,
      't2d-basal': 3,
      't2d-uncontrolled': 4,
      't1d-mdi': 5,
      't1d-good': 6,
      prediabetes: 7,
      gdm: 8,
      steroid: 9,
      healthy: 10,
      'hf-stable': 11,
      'hf-decomp': 12,
      'hf-cachexia': 13,
      'obesity-program': 14,
      'ckd-dialysis': 15,
      'family-scale': 16,
    });
    expect(new Set(Object.values(numbers)).size).toBe(archetypes.length);
    for (const { number } of archetypes) expect(number > NO_KIND && number < MOST_KINDS).toBe(true);
  });

  test('an unknown one is bad input, and the known ones are listed', () => {
    expect(attempt).toThrow(InputProblem);
    try {
      attempt();
    } catch (problem) {
      const said = (problem as InputProblem).describe();
      for (const { name } of archetypes) expect(said).toContain(name);
    }
  });
});
