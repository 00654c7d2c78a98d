import { describe, expect, test } from 'vitest';
import type { LoadReading } from '../../simulator/load/stream.ts';
import { bodyOf, fill, type Named } from '../../scenarios/load/shared/wire-text.ts';
import { runClock } from '../history/clock.ts';
import { fhirDriver } from '../sut/fhir-driver.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';
import { loadCast } from './cast.ts';
import { planLoad } from './plan-load.ts';
import { LoadProfile } from './profile.ts';
import { cut, wireTemplates } from './templates.ts';

const KEY = { VITALPROOF_KEY: 'k'.repeat(40) };
const profileOf = (more: Partial<SutProfile> = {}): SutProfile => ({
  ...referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' }),
  ...more,
});
const ACTOR = { role: 'gateway' } as const;
const plan = planLoad(
  LoadProfile.parse({ patients: 9, readingsEach: 30, readingsPerSecond: 9, virtualUsers: 1, timeoutMs: 1000 }),
  { seed: 2, nonce: 'AB12', nowMs: Date.parse('2026-03-03T12:00:00Z') },
);
const cast = loadCast(plan.parameters, [{ system: 'urn:x', value: '1' }]);

/** A driver that knows everybody, and the templates cut from it. */
const cutFrom = async (profile: SutProfile) => {
  const driver = fhirDriver(profile, runClock(), KEY);
  for (let person = 0; person < 9; person++) {
    const { patient, device } = cast.patientOf(person);
    driver.learn(`Patient/p${person}`, patient.identifier);
    driver.learn(`Device/d${person}`, device.identifier);
  }
  return { driver, templates: await wireTemplates(driver, cast.patientOf(0).device.identifier.system) };
};
const namedOf = (person: number): Named => ({
  patient: `Patient/p${person}`,
  device: `Device/d${person}`,
  deviceKey: cast.patientOf(person).device.identifier.value,
});

describe('a reading that a script fills in', () => {
  test.each([['server-side'], ['conditional-create']] as const)(
    'is what the driver itself writes, to the byte, in a post and in a bundle (duplicates %s)',
    async (duplicates) => {
      const { driver, templates } = await cutFrom(profileOf({ policies: { ...profileOf().policies, duplicates } }));
      for (let person = 0; person < 9; person++) {
        const readings: readonly LoadReading[] = cast.stream.readingsOf(person);
        const first = readings[0] as LoadReading;
        const wanted = await driver.readingRequest(cast.readingOf(first), ACTOR);
        expect(bodyOf(templates, [first], namedOf(person), false)).toBe(wanted.body);
        expect(templates.single.url).toBe(wanted.url);
        const { Authorization: secret, ...headers } = wanted.headers;
        expect(secret).toMatch(/^Bearer /);
        const filled = Object.entries(templates.single.headers).map(([n, t]) => [n, fill(t, first, namedOf(person))]);
        expect(Object.fromEntries(filled)).toEqual(headers);
        for (const count of [1, 2, 30]) {
          const some = readings.slice(0, count);
          const bundle = await driver.bundleRequest(some.map(cast.readingOf), ACTOR);
          expect(bodyOf(templates, some, namedOf(person), true)).toBe(bundle.body);
          expect(templates.bundle.url).toBe(bundle.url);
        }
      }
    },
  );
  test('has no credentials in it', async () => {
    const { templates } = await cutFrom(profileOf());
    expect(JSON.stringify(templates)).not.toContain('Bearer');
  });
  test('both units are there: limits of people differ in them', () => {
    const units = Array.from({ length: 9 }, (_, person) => cast.stream.person(person).unit);
    expect(new Set(units).size).toBe(2);
  });
});

test('a text without a mark is itself', () => {
  expect(cut('application/fhir+json')).toEqual({ texts: ['application/fhir+json'], fields: [] });
});
