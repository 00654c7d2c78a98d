import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { referenceProfile } from '../../sut/profile.ts';
import { planLanes } from '../plan-lanes.ts';
import { loadScenario } from '../scenario.ts';

const data = join(import.meta.dirname, '../../../../shared/data/aim94');
const profile = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' });
const scenario = loadScenario(join(import.meta.dirname, '../../../scenarios/recorded-aim94.yaml'));

const plan = () =>
  planLanes([{ scenario, binding: 'fhir' }], { profile, seed: 1, nonce: 'N', nowMs: 0, data }).lanes[0]?.plan;

describe.skipIf(!existsSync(data))('recorded-aim94 (needs the AIM-94 logs in ../shared/data/aim94)', () => {
  test('has at least 10 patients and 1,500 readings, each patient on a track of its own', () => {
    const made = plan();
    const readings = made?.acts.filter(({ step }) => step.kind === 'act' && step.act.op === 'reading.submit') ?? [];
    expect(made?.patients.length).toBeGreaterThanOrEqual(10);
    expect(readings.length).toBeGreaterThanOrEqual(1500);
    expect(new Set(readings.map((r) => r.track)).size).toBe(made?.patients.length);
  });

  test('sends each log in its own order, never before it was measured, under an order in force', () => {
    for (const { step, at } of plan()?.acts ?? []) {
      if (step.kind !== 'act' || step.act.op !== 'reading.submit') continue;
      expect(Date.parse(step.act.reading.effective)).toBeLessThanOrEqual(at);
      expect(step.act.reading.effective >= '2035-01-08').toBe(true);
      expect(step.act.reading.device).toBeUndefined();
    }
  });

  test('keeps what is off the scale off the scale', () => {
    const results = (plan()?.acts ?? []).flatMap(({ step }) =>
      step.kind === 'act' && step.act.op === 'reading.submit' ? [step.act.reading.result.kind] : [],
    );
    expect(new Set(results)).toEqual(new Set(['value', 'off-scale']));
  });

  test('asks for no more patients than there are logs', () => {
    const many = { ...scenario, patients: { person: { recorded: 'aim94' as const, count: 400 } } };
    expect(() =>
      planLanes([{ scenario: many, binding: 'fhir' }], { profile, seed: 1, nonce: 'N', nowMs: 0, data }),
    ).toThrow(expect.objectContaining({ name: 'InputProblem' }));
  });
});
