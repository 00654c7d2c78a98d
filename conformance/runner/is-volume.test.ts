import { expect, test } from 'vitest';
import { checks } from '../checks/index.ts';
import { referenceProfile } from '../sut/profile.ts';
import { isVolume } from './is-volume.ts';
import { planLanes } from './plan-lanes.ts';

test('one check sends so much that it is played by itself', () => {
  const profile = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' });
  const picked = checks.filter((c) => ['RDG-04', 'RDG-16', 'ALR-13', 'LIM-02'].includes(c.requirement));
  const requests = picked.map(({ scenario }) => ({ scenario, binding: 'fhir' as const }));
  const { lanes } = planLanes(requests, { profile, seed: 1, nonce: 'N', nowMs: 0 });
  expect(lanes).toHaveLength(4);
  expect(lanes.filter(({ plan }) => isVolume(plan)).map(({ plan }) => plan.lane)).toEqual(['check:rdg-16/fhir']);
});
