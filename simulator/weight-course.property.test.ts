import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from './clock.ts';
import { weightArchetypes } from './cohort/weight-archetypes.ts';
import { simulatePatient } from './simulate.ts';

const archetype = fc.constantFrom(...weightArchetypes.map((a) => a.name));
const seed = fc.integer({ min: 0, max: 2 ** 53 - 1 });
const index = fc.integer({ min: 0, max: 999_999 });
const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia');
/** Seconds of 2005 to 2035, so that clock changes and a day that Apia left out lie inside. */
const start = fc.integer({ min: 1_104_537_600, max: 2_051_222_400 }).map((s) => s * 1000);
const life = fc.record({ archetype, seed, index, zone, start });

test('weights are weights: of a person, with the truth near by, at rising times, one a day of each person', () => {
  fc.assert(
    fc.property(life, (options) => {
      let last = 0;
      const days = new Set<string>();
      for (const { reading, truth } of simulatePatient({ ...options, days: 60 })) {
        expect(truth.trueTimeMs).toBeGreaterThan(last);
        last = truth.trueTimeMs;
        expect(truth.trueValue).toBeGreaterThan(5);
        expect(truth.trueValue).toBeLessThan(260);
        if (reading.result.kind === 'value') {
          expect(Math.abs(Number(reading.result.quantity.value) - truth.trueValue)).toBeLessThan(1.3);
        }
        const day = `${truth.personId} ${localDate(truth.trueTimeMs, options.zone)}`;
        if (truth.personId !== '' && !truth.personId.endsWith('-child')) expect(days).not.toContain(day);
        days.add(day);
      }
    }),
    { numRuns: 60 },
  );
});

test('ten years of a life stay a life', () => {
  fc.assert(
    fc.property(life, (options) => {
      const weights = [...simulatePatient({ ...options, days: 3650 })]
        .filter(({ truth }) => /^MRN\d+$/.test(truth.personId))
        .map(({ truth }) => truth.trueValue);
      if (weights.length < 2) return;
      expect(Math.min(...weights) / Math.max(...weights)).toBeGreaterThan(0.5);
    }),
    { numRuns: 15 },
  );
});

test('in pounds it is the same life', () => {
  fc.assert(
    fc.property(life, (options) => {
      const kg = [...simulatePatient({ ...options, days: 30, unit: 'kg' })];
      const lb = [...simulatePatient({ ...options, days: 30, unit: '[lb_av]' })];
      expect(lb.map(({ truth }) => truth)).toEqual(kg.map(({ truth }) => truth));
    }),
    { numRuns: 40 },
  );
});
