import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import { Act } from '../../history/lines.ts';
import { DEFAULT_PEOPLE } from '../../sut/people.ts';
import { loadScenario } from '../scenario.ts';
import { planLane, type PlanOptions } from './plan-lane.ts';
import type { LanePlan } from './planned-act.ts';
import { simulatedIdentities, simulatedReadings } from './simulated.ts';

const folder = join(import.meta.dirname, '../../../scenarios');
const scenarios = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && !name.startsWith('recorded'))
  .map((name) => loadScenario(join(folder, name)));

interface Lane {
  readonly scenario: (typeof scenarios)[number];
  readonly binding: 'fhir' | 'hl7v2';
  readonly seed: number;
  readonly nonce: string;
}

const lane: fc.Arbitrary<Lane> = fc.record({
  scenario: fc.constantFrom(...scenarios),
  binding: fc.constantFrom('fhir' as const, 'hl7v2' as const),
  seed: fc.nat({ max: 1_000_000 }),
  nonce: fc.stringMatching(/^[0-9A-F]{8}$/),
});

const plan = ({ scenario, binding, seed, nonce }: Lane): LanePlan => {
  const options: PlanOptions = {
    nonce,
    people: DEFAULT_PEOPLE,
    clock: 'patient',
    identities: simulatedIdentities,
    streams: simulatedReadings,
  };
  return planLane(scenario, binding, seed, options);
};

const runs = { numRuns: 40 };
const EUI = /"(?:[0-9A-F]{2}-){7}[0-9A-F]{2}"|"serial":"[0-9A-F]{8}"/g;

test('the same seed and nonce give the same plan, byte for byte', () =>
  fc.assert(
    fc.property(lane, (given) => {
      expect(JSON.stringify(plan(given))).toBe(JSON.stringify(plan(given)));
    }),
    runs,
  ));

const mapped = (p: LanePlan, from: string): string => JSON.stringify(p).replaceAll(from, 'N').replaceAll(EUI, '');

test('another nonce changes keys and nothing else', () =>
  fc.assert(
    fc.property(lane, fc.stringMatching(/^[0-9A-F]{8}$/), (given, nonce) => {
      expect(mapped(plan({ ...given, nonce }), nonce)).toBe(mapped(plan(given), given.nonce));
    }),
    runs,
  ));

const keys = (p: LanePlan): Set<string> => new Set(p.patients.map((x) => keyOf(x.identifier)));

test('two nonces share no key of a patient, an order or a reading', () =>
  fc.assert(
    fc.property(lane, (given) => {
      const other = keys(plan({ ...given, nonce: given.nonce === '00000000' ? '00000001' : '00000000' }));
      for (const key of keys(plan(given))) expect(other.has(key)).toBe(false);
    }),
    runs,
  ));

test('every act fits the history, and a track never goes back in time', () =>
  fc.assert(
    fc.property(lane, (given) => {
      const last = new Map<string, number>();
      for (const { step, at, track } of plan(given).acts) {
        if (step.kind === 'act') expect(Act.safeParse(step.act).success).toBe(true);
        expect(at).toBeGreaterThanOrEqual(last.get(track) ?? 0);
        last.set(track, at);
      }
    }),
    runs,
  ));

test('no reading has the identifier of another, unless it is its replay', () =>
  fc.assert(
    fc.property(lane, (given) => {
      const seen = new Map<string, string>();
      for (const { step } of plan(given).acts) {
        if (step.kind !== 'act' || step.act.op !== 'reading.submit') continue;
        const key = keyOf(step.act.reading.identifier);
        const text = JSON.stringify(step.act.reading);
        expect(seen.get(key) ?? text).toBe(text);
        seen.set(key, text);
      }
    }),
    runs,
  ));
