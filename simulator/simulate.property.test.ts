import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { archetypes, simulatePatient } from './simulate.ts';
import { simulateStream } from './stream.ts';

const archetype = fc.constantFrom(...archetypes.map((a) => a.name));
const seed = fc.integer({ min: 0, max: 2 ** 31 });
const index = fc.integer({ min: 0, max: 999_999 });
const days = fc.integer({ min: 1, max: 6 });
const zone = fc.constantFrom('UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe');
/** Seconds of 2020 to 2035, so that clock changes lie inside. */
const start = fc.integer({ min: 1_577_836_800, max: 2_051_222_400 }).map((s) => s * 1000);
const FEW = { numRuns: 25 };

describe('determinism', () => {
  test('the same options give the same readings', () => {
    fc.assert(
      fc.property(fc.record({ archetype, seed, index, days, zone, start }), (options) => {
        expect([...simulatePatient(options)]).toEqual([...simulatePatient(options)]);
      }),
      FEW,
    );
  });

  test('more days only add to the end', () => {
    fc.assert(
      fc.property(fc.record({ archetype, seed, index, days, zone, start }), (options) => {
        const short = [...simulatePatient(options)];
        const long = [...simulatePatient({ ...options, days: options.days + 3 })];
        expect(long.slice(0, short.length)).toEqual(short);
        expect(long.length).toBeGreaterThanOrEqual(short.length);
      }),
      FEW,
    );
  });

  test('another patient changes no other patient', () => {
    fc.assert(
      fc.property(archetype, seed, fc.constantFrom('ndjson', 'csv', 'fhir', 'hl7v2'), (name, s, format) => {
        const options = { archetype: name, seed: s, days: 3, format };
        const two = [...simulateStream({ ...options, patients: 2 })].join('');
        const three = [...simulateStream({ ...options, patients: 3 })].join('');
        expect(three.startsWith(two)).toBe(true);
      }),
      FEW,
    );
  });

  test('times rise and stay inside the days asked for', () => {
    fc.assert(
      fc.property(fc.record({ archetype, seed, index, days, zone, start }), (options) => {
        let last = options.start - 1;
        for (const { truth } of simulatePatient(options)) {
          expect(truth.trueTimeMs).toBeGreaterThan(last);
          last = truth.trueTimeMs;
        }
        // A clock change moves the end by an hour at most.
        expect(last).toBeLessThan(options.start + options.days * 86_400_000 + 3_600_000);
      }),
      FEW,
    );
  });
});
