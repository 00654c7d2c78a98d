import { describe, expect, test } from 'vitest';
import { drawFrom, glucoseContext, glucoseMeasurement, weightMeasurement } from './arbitraries.test-helper.ts';
import { encodeGlucoseContext } from './glucose-context.ts';
import { SENSOR_STATUS } from './glucose-codes.ts';
import { decodeGlucoseMeasurement, encodeGlucoseMeasurement, glucoseAmount } from './glucose-measurement.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { backwards } from './other-readers/backwards.test-helper.ts';
import { cursor } from './other-readers/cursor.test-helper.ts';
import { offsets } from './other-readers/offsets.test-helper.ts';
import type { ReadContext, ReadGlucose, ReadWeight } from './other-readers/reader.test-helper.ts';
import type { Sfloat } from './sfloat.ts';
import { encodeWeightMeasurement } from './weight-measurement.ts';

const OTHER_READERS = [offsets, cursor, backwards];
const SEED = 5_5_2026;
const PACKETS = 5000;

/** What the codec meant, in the floats of those readers. */
const floatOf = (sfloat: Sfloat): number => {
  if (sfloat.kind === 'number') return Number(sfloat.value);
  return sfloat.kind === '+INF' ? Infinity : sfloat.kind === '-INF' ? -Infinity : Number.NaN;
};
const secondsOf = (wall: string): number => Date.parse(`${wall}Z`) / 1000;

const near = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) ||
  (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));

/** The fields that differ, with both values. */
function differences<T extends ReadGlucose | ReadContext | ReadWeight>(meant: T, read: T): readonly string[] {
  return (Object.keys(meant) as (keyof T)[])
    .filter((field) => !near(meant[field], read[field]))
    .map((field) => `${String(field)}: meant ${String(meant[field])}, read ${String(read[field])}`);
}

describe.each(OTHER_READERS)(`a reader of others: $name (${PACKETS} packets of each kind, seed ${SEED})`, (reader) => {
  test('reads a glucose measurement as it was meant', () => {
    const draw = drawFrom(SEED);
    for (let i = 0; i < PACKETS; i++) {
      const made = glucoseMeasurement(draw);
      const { concentration, status } = made;
      const perUnit = concentration?.unit === 'mol/L' ? 1000 * 18.0156 : 100_000;
      const meant: ReadGlucose = {
        sequence: made.sequence,
        displaySeconds: secondsOf(made.baseTime) + 60 * (made.offsetMinutes ?? 0),
        mgDl: concentration === undefined ? undefined : floatOf(concentration.amount) * perUnit,
        type: concentration?.type,
        location: concentration?.location,
        status: status === undefined ? undefined : SENSOR_STATUS.bitsOf(status),
        contextFollows: made.contextFollows,
      };
      const bytes = encodeGlucoseMeasurement(made);
      expect(differences(meant, reader.glucose(bytes)), hexOf(bytes)).toEqual([]);
    }
  });

  test('reads a context as it was meant', () => {
    const draw = drawFrom(SEED);
    for (let i = 0; i < PACKETS; i++) {
      const made = glucoseContext(draw);
      const { carbohydrate, testerHealth, exercise, medication, hba1cPercent } = made;
      const meant: ReadContext = {
        sequence: made.sequence,
        carbohydrateGrams: carbohydrate === undefined ? undefined : floatOf(carbohydrate.kilograms) * 1000,
        meal: made.meal,
        tester: testerHealth?.tester,
        health: testerHealth?.health,
        exerciseSeconds: exercise?.seconds,
        medicationMilligramsOrMillilitres:
          medication === undefined ? undefined : floatOf(medication.amount) * (medication.unit === 'L' ? 1e3 : 1e6),
        hba1c: hba1cPercent === undefined ? undefined : floatOf(hba1cPercent),
      };
      const bytes = encodeGlucoseContext(made);
      expect(differences(meant, reader.context(bytes)), hexOf(bytes)).toEqual([]);
    }
  });

  test('reads a weight as it was meant', () => {
    const draw = drawFrom(SEED);
    for (let i = 0; i < PACKETS; i++) {
      const made = weightMeasurement(draw);
      const { unit, weight, time, body } = made;
      const metric = unit === 'kg';
      const meant: ReadWeight = {
        kilograms: weight === undefined ? undefined : Number(weight) * (metric ? 1 : 0.45359237),
        timeSeconds: time === undefined ? undefined : secondsOf(time),
        user: made.user,
        bmi: body === undefined ? undefined : Number(body.bmi),
        heightMetres: body === undefined ? undefined : Number(body.height) * (metric ? 1 : 0.0254),
      };
      const bytes = encodeWeightMeasurement(made);
      expect(differences(meant, reader.weight(bytes)), hexOf(bytes)).toEqual([]);
    }
  });
});

/** Readers that are known to go wrong, so that what this codec sends can be told from what they would make of it. Source: realism facts 5.5. */
describe('traps that others fell into', () => {
  test('type is the low nibble and location the high one: F1 is capillary blood, place not told', () => {
    const bytes = bytesOfHex('03 06 00 E4 07 04 0D 10 26 0A 00 00 78 B0 F1');
    const { concentration } = decodeGlucoseMeasurement(bytes);
    expect([concentration?.type, concentration?.location]).toEqual([1, 15]);
    for (const reader of OTHER_READERS) expect(reader.glucose(bytes)).toMatchObject({ type: 1, location: 15 });
  });

  test('bit 1 says that there is a result and bit 2 its unit, not the other way about', () => {
    const base = { sequence: 1, baseTime: '2026-01-01T00:00:00', contextFollows: false };
    const flagsOf = (unit: 'mg/dL' | 'mmol/L'): number | undefined =>
      encodeGlucoseMeasurement({ ...base, concentration: { ...glucoseAmount('6.5', unit), type: 1, location: 1 } })[0];
    expect([flagsOf('mg/dL'), flagsOf('mmol/L')]).toEqual([0x02, 0x06]);
  });

  test('the step of a weight is fixed: a scale that shows 500 g does not send 120 for 60 kg', () => {
    const bytes = encodeWeightMeasurement({ unit: 'kg', weight: '60' });
    expect(hexOf(bytes)).toBe('00E02E');
    const byTheFeature = ((bytes[1] ?? 0) + 256 * (bytes[2] ?? 0)) * 0.5;
    expect(byTheFeature).toBe(6000);
    for (const reader of OTHER_READERS) expect(reader.weight(bytes).kilograms).toBeCloseTo(60, 9);
  });

  test('BMI and height are one flag, so a packet has both or neither', () => {
    const bytes = encodeWeightMeasurement({ unit: 'kg', weight: '60', body: { bmi: '20.8', height: '1.700' } });
    expect(bytes[0]).toBe(0x08);
    for (const reader of OTHER_READERS) expect(reader.weight(bytes).heightMetres).toBeCloseTo(1.7, 9);
  });

  test('in a context bit 0 is carbohydrate and bit 1 the meal: shifted by one they would be another packet', () => {
    const bytes = encodeGlucoseContext({ sequence: 1, meal: 3 });
    expect(hexOf(bytes)).toBe('02010003');
    for (const reader of OTHER_READERS) {
      expect(reader.context(bytes)).toMatchObject({ meal: 3, carbohydrateGrams: undefined });
    }
  });

  test('no mantissa is sent that stands for a special value with another exponent', () => {
    const draw = drawFrom(SEED);
    for (let i = 0; i < PACKETS; i++) {
      const { concentration, ...rest } = glucoseMeasurement(draw);
      if (concentration === undefined || concentration.amount.kind !== 'number') continue;
      const bytes = encodeGlucoseMeasurement({ ...rest, concentration });
      expect(OTHER_READERS.map((reader) => Number.isFinite(reader.glucose(bytes).mgDl))).toEqual([true, true, true]);
    }
  });
});
