import { describe, expect, test } from 'vitest';
import { Reading } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import { archetypes, simulatedPatient, simulatePatient, type SimulatePatientOptions } from './simulate.ts';

const MIDNIGHT = Date.parse('2026-03-02T05:00:00Z');
const BASE: SimulatePatientOptions = {
  archetype: 't2d-oral',
  seed: 11,
  index: 0,
  zone: 'America/New_York',
  start: MIDNIGHT,
  days: 14,
};
const run = (changes: Partial<SimulatePatientOptions> = {}) => [...simulatePatient({ ...BASE, ...changes })];
const valueOf = (r: Reading): number => (r.result.kind === 'value' ? Number(r.result.quantity.value) : Number.NaN);
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const deviation = (x: readonly number[]): number => {
  const centre = mean(x);
  return Math.sqrt(mean(x.map((v) => (v - centre) ** 2)));
};

describe.each(archetypes.map((a) => a.name))('readings of %s', (archetype) => {
  const simulated = run({ archetype, days: 60 });
  const who = simulatedPatient({ archetype, seed: BASE.seed, index: BASE.index });

  test('are readings of the contract, of this patient and device', () => {
    expect(simulated.length).toBeGreaterThan(3);
    for (const { reading, truth } of simulated) {
      expect(Reading.safeParse(reading).success).toBe(true);
      expect(reading.patient).toEqual(who.patient.identifier);
      expect(reading.device).toEqual(who.device.identifier);
      // Who shares the scale has a number behind it.
      expect(truth.personId.startsWith(who.patient.identifier.value)).toBe(true);
    }
  });

  test('have identifiers of their own and rising times, which are the true ones', () => {
    expect(new Set(simulated.map((s) => s.reading.identifier.value)).size).toBe(simulated.length);
    simulated.forEach(({ reading, truth }, i) => {
      expect(Date.parse(reading.effective)).toBe(truth.trueTimeMs);
      if (i > 0) expect(truth.trueTimeMs).toBeGreaterThan(simulated[i - 1]?.truth.trueTimeMs ?? 0);
    });
  });

  test('show the truth up to the error of the device, but for the faults that are named', () => {
    for (const { reading, truth } of simulated) {
      if (truth.faultIds.length > 0 || reading.result.kind !== 'value') continue;
      const limit = truth.trueUnit === 'kg' ? 0.6 : Math.max(25, truth.trueValue * 0.3);
      expect(Math.abs(valueOf(reading) - truth.trueValue)).toBeLessThan(limit);
    }
  });
});

describe('time', () => {
  test('clock changes show in the offset: 8 March 2026 in New York', () => {
    const offsets = run().map(
      (s) => s.reading.effective.slice(0, 10) < '2026-03-08' === s.reading.effective.endsWith('-05:00'),
    );
    expect(offsets).not.toContain(false);
  });

  test('a start inside a day leaves out what was before it; the last day ends at the same local time', () => {
    const noon = Date.parse('2026-03-04T17:00:00Z');
    const late = run({ start: noon, days: 5 });
    for (const { truth } of late) {
      expect(truth.trueTimeMs).toBeGreaterThanOrEqual(noon);
      // The clock goes forward on the 8th, so the same local time is an hour earlier.
      expect(truth.trueTimeMs).toBeLessThan(noon + 5 * 86_400_000 - 3_600_000);
    }
    expect(late.length).toBeGreaterThan(3);
  });

  test('mornings are mornings in every zone', () => {
    for (const zone of ['Asia/Kolkata', 'Pacific/Kiritimati', 'America/St_Johns']) {
      for (const { reading } of run({ archetype: 'hf-stable', zone })) {
        const hour = Number(reading.effective.slice(11, 13));
        expect(hour).toBeGreaterThanOrEqual(4);
        expect(hour).toBeLessThan(10);
      }
    }
  });
});

describe('units', () => {
  test('the same test in mmol/L is the same glucose to the last digit shown', () => {
    const mass = run({ unit: 'mg/dL' });
    const moles = run({ unit: 'mmol/L' });
    expect(moles).toHaveLength(mass.length);
    mass.forEach((s, i) => {
      const other = moles[i];
      if (other === undefined) throw new Error('lengths differ');
      expect(other.truth).toEqual(s.truth);
      expect(other.reading.code.code).toBe('14743-9');
      expect(Math.abs(valueOf(other.reading) * 18.0156 - valueOf(s.reading))).toBeLessThan(1.5);
    });
  });

  test('pounds too', () => {
    const [kg] = run({ archetype: 'hf-stable', unit: 'kg' });
    const [lb] = run({ archetype: 'hf-stable', unit: '[lb_av]' });
    if (kg === undefined || lb === undefined) throw new Error('no reading');
    expect(Math.abs(valueOf(lb.reading) * 0.45359237 - valueOf(kg.reading))).toBeLessThan(0.15);
  });
});

const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

describe('clinical shape', () => {
  const patients = Array.from({ length: 24 }, (_, index) => run({ index, days: 42 }));
  const values = patients.flat().flatMap((s) => (s.reading.result.kind === 'value' ? [valueOf(s.reading)] : []));

  test('type 2 on tablets: 1.5 tests a day, mean 155 mg/dL, CV 27 % within a patient', () => {
    expect(Math.abs(patients.flat().length / (24 * 42) - 1.5)).toBeLessThan(0.2);
    // The mean of 24 patients has a standard error of 3 %.
    expect(Math.abs(mean(values) - 155)).toBeLessThan(0.08 * 155);
    const within = patients.map((readings) => {
      const own = readings.flatMap((s) => (s.reading.result.kind === 'value' ? [valueOf(s.reading)] : []));
      return deviation(own) / mean(own);
    });
    // Of 24 patients it has a standard error of 0.02.
    expect(Math.abs(mean(within) - 0.27)).toBeLessThan(0.05);
  });

  test('low glucose is rare, high glucose is not', () => {
    expect(share(values, (v) => v < 70)).toBeLessThan(0.03);
    expect(share(values, (v) => v > 180)).toBeGreaterThan(0.15);
    expect(share(values, (v) => v > 180)).toBeLessThan(0.45);
  });

  test('a failing heart: a fixed gain is seen on the scale and goes again', () => {
    const options = { archetype: 'hf-decomp', decompensation: { eventDay: 12, gainKg: 4 } } as const;
    const withGain = run({ ...options, days: 20 });
    const without = run({ ...options, decompensation: { eventDay: 12, gainKg: 0 }, days: 20 });
    const gains = withGain.map((s, i) => s.truth.trueValue - (without[i]?.truth.trueValue ?? 0));
    expect(Math.max(...gains)).toBeGreaterThan(2.5);
    expect(gains.at(-1)).toBeLessThan(0.5);
    expect(withGain.map((s) => s.truth.trueTimeMs)).toEqual(without.map((s) => s.truth.trueTimeMs));
  });

  test('a stable heart has the day-to-day change that scales show: 0.4 to 0.9 % of the weight', () => {
    const changes = Array.from({ length: 12 }, (_, index) => {
      const days = run({ archetype: 'hf-stable', index, days: 60 });
      const weights = days.map((s) => valueOf(s.reading));
      const steps = days.flatMap(({ truth }, i) => {
        const before = days[i - 1];
        const oneDay = before !== undefined && truth.trueTimeMs - before.truth.trueTimeMs < 36 * 3_600_000;
        return oneDay ? [(weights[i] ?? 0) - (weights[i - 1] ?? 0)] : [];
      });
      return (100 * deviation(steps)) / mean(weights);
    });
    expect(mean(changes)).toBeGreaterThan(0.4);
    expect(mean(changes)).toBeLessThan(0.9);
  });
});

describe('bad options are refused at once, with what was expected', () => {
  test.each<[string, Partial<SimulatePatientOptions>, RegExp]>([
    ['an unknown archetype', { archetype: 'nobody' }, /t2d-oral/],
    ['a negative seed', { seed: -1 }, /seed is -1/],
    ['a seed with a fraction', { seed: 1.5 }, /seed is 1.5/],
    ['a negative index', { index: -1 }, /index/],
    ['no days', { days: 0 }, /days is 0/],
    ['too many days', { days: 3661 }, /3660/],
    ['an unknown zone', { zone: 'Nowhere' }, /Nowhere/],
    ['a start that is no time', { start: Number.NaN }, /start/],
    ['a unit of another measure', { unit: 'kg' }, /mg\/dL, mmol\/L/],
  ])('%s', (_what, changes, said) => {
    try {
      simulatePatient({ ...BASE, ...changes });
      expect.unreachable('nothing was refused');
    } catch (problem) {
      expect(problem).toBeInstanceOf(InputProblem);
      expect((problem as InputProblem).describe()).toMatch(said);
    }
  });
});
