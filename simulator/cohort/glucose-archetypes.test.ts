import { describe, expect, test } from 'vitest';
import { PER_PATIENT, perPatient, slotPooled } from '../realism/finger-statistics.ts';
import { mean, percentWhere } from '../realism/moments.ts';
import { pooled } from '../realism/observation.ts';
import { fingerCohort } from '../realism/simulated.ts';
import { glucoseArchetypes } from './glucose-archetypes.ts';

/** Small cohorts, so that the check is quick: wide margins. docs/realism.md has the table of large ones. */
const PATIENTS = 24;
const DAYS = 14;
const SEED = 2;

describe.each(glucoseArchetypes)('$name', (archetype) => {
  const { target } = archetype;
  const cohort = fingerCohort({
    archetype,
    seed: SEED,
    patients: PATIENTS,
    // Who tests seldom is watched for longer.
    days: () => ((target.testsPerDay ?? 1) < 1 ? DAYS * 3 : DAYS),
  });
  const values = pooled(cohort);

  test(`mean near ${target.mean} mg/dL (seed ${SEED})`, () => {
    expect(Math.abs(mean(values) / target.mean - 1)).toBeLessThan(0.12);
  });

  test(`CV within patients near ${target.cvPercent} %`, () => {
    expect(Math.abs(mean(perPatient(cohort, PER_PATIENT.cv)) - target.cvPercent)).toBeLessThan(8);
  });

  test('fasting near its target', () => {
    if (target.fasting === undefined) return;
    expect(Math.abs(mean(slotPooled(cohort, 'pre-breakfast')) / target.fasting - 1)).toBeLessThan(0.12);
  });

  test('tests as often as it should', () => {
    if (target.testsPerDay === undefined) return;
    const days = PATIENTS * (target.testsPerDay < 1 ? DAYS * 3 : DAYS);
    expect(Math.abs(values.length / days / target.testsPerDay - 1)).toBeLessThan(0.2);
  });

  test('lows as rare as they should be', () => {
    if (target.below70 === undefined) return;
    expect(Math.abs(percentWhere(values, (v) => v < 70) - target.below70)).toBeLessThan(3);
  });
});
