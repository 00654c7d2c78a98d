import { describe, expect, test } from 'vitest';
import { SAMPLE_LOCATION, SAMPLE_TYPE } from './glucose-codes.ts';
import {
  decodeGlucoseMeasurement,
  encodeGlucoseMeasurement,
  glucoseAmount,
  glucoseQuantity,
  type GlucoseMeasurement,
} from './glucose-measurement.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';
import type { Sfloat } from './sfloat.ts';

const FULL: GlucoseMeasurement = {
  sequence: 0x1234,
  baseTime: '2026-11-23T07:05:09',
  offsetMinutes: -300,
  concentration: {
    ...glucoseAmount('120', 'mg/dL'),
    type: SAMPLE_TYPE.capillaryPlasma,
    location: SAMPLE_LOCATION.finger,
  },
  status: ['battery-low', 'time-fault'],
  contextFollows: true,
};
const FULL_HEX = '1B3412EA070B17070509D4FE78B0120108';

const read = (hex: string): GlucoseMeasurement => decodeGlucoseMeasurement(bytesOfHex(hex));
const write = (change: Partial<GlucoseMeasurement>): Uint8Array => encodeGlucoseMeasurement({ ...FULL, ...change });
const concentration = (amount: Sfloat, unit: 'kg/L' | 'mol/L') => ({ unit, amount, type: 1, location: 1 });

describe('glucose measurement', () => {
  test('each field has its place', () => {
    expect(hexOf(encodeGlucoseMeasurement(FULL))).toBe(FULL_HEX);
    expect(read(FULL_HEX)).toEqual(FULL);
  });

  test.each([
    ['003412EA070B17070509', {}],
    ['013412EA070B17070509D4FE', { offsetMinutes: -300 }],
    ['023412EA070B1707050978B012', { concentration: FULL.concentration }],
    ['083412EA070B170705090108', { status: FULL.status }],
    ['103412EA070B17070509', { contextFollows: true }],
    [
      '063412EA070B17070509FF07FF',
      { concentration: { ...concentration({ kind: 'NaN' }, 'mol/L'), type: 15, location: 15 } },
    ],
    ['023412EA070B1707050978B000', { concentration: { ...FULL.concentration, type: 0, location: 0 } }],
  ])('%s: a field is there exactly when its flag is', (hex, fields) => {
    const { sequence, baseTime } = FULL;
    const measurement = { sequence, baseTime, contextFollows: false, ...fields } as GlucoseMeasurement;
    expect(read(hex)).toEqual(measurement);
    expect(hexOf(encodeGlucoseMeasurement(measurement))).toBe(hex);
  });

  test.each([
    ['', 'flags'],
    ['1B', 'sequence'],
    ['1B34', 'sequence'],
    ['1B3412EA', 'base time'],
    ['1B3412EA070B170705', 'base time'],
    ['1B3412EA070B17070509D4', 'time offset'],
    ['1B3412EA070B17070509D4FE78', 'concentration'],
    ['1B3412EA070B17070509D4FE78B0', 'type and location'],
    ['1B3412EA070B17070509D4FE78B01201', 'sensor status'],
  ])('"%s" ends within or before its %s', (hex, field) => {
    expect(problemIn(() => read(hex))).toBe(`truncated glucose measurement.${field}`);
  });

  test('a byte too many, flags and states that have no meaning', () => {
    expect(problemIn(() => read(`${FULL_HEX}00`))).toBe('trailing-bytes glucose measurement');
    expect(problemIn(() => read(FULL_HEX.replace('1B', '3B')))).toBe('unknown-flags glucose measurement.flags');
    expect(problemIn(() => read(FULL_HEX.replace(/0108$/, '0118')))).toBe(
      'unknown-flags glucose measurement.sensor status',
    );
  });

  test('what a person is told of damage: what, where and what was expected', () => {
    const damaged = () => read('1B3412EA07');
    expect(damaged).toThrow('the packet ends after 5 bytes, within or before this field');
    expect(damaged).toThrow(expect.objectContaining({ expected: 'at least 6 bytes' }));
    expect(() => read(`${FULL_HEX}0000`)).toThrow(
      expect.objectContaining({ message: '19 bytes are 2 too many', expected: '17 bytes, as its flags say' }),
    );
    expect(() => read(FULL_HEX.replace('1B', 'DB'))).toThrow(
      expect.objectContaining({
        message: 'the flags 0xdb have 0xc0 set, which has no meaning',
        expected: 'bits of 0x1f only',
      }),
    );
  });

  test('a unit without a concentration says nothing', () => {
    expect(read('04 01 00 EA 07 01 01 00 00 00')).toEqual({
      sequence: 1,
      baseTime: '2026-01-01T00:00:00',
      contextFollows: false,
    });
  });

  test.each([
    [{ sequence: 65_536 }, 'sequence'],
    [{ sequence: -1 }, 'sequence'],
    [{ sequence: 1.5 }, 'sequence'],
    [{ offsetMinutes: 32_768 }, 'time offset'],
    [{ offsetMinutes: -32_769 }, 'time offset'],
    [{ concentration: { ...concentration({ kind: 'NaN' }, 'kg/L'), type: 16 } }, 'type and location'],
    [{ concentration: { ...concentration({ kind: 'NaN' }, 'kg/L'), location: -1 } }, 'type and location'],
    [{ concentration: { ...concentration({ kind: 'NaN' }, 'kg/L'), type: 1.5 } }, 'type and location'],
    [{ concentration: concentration({ kind: 'number', value: '0.0012345' }, 'kg/L') }, 'concentration'],
  ] satisfies [Partial<GlucoseMeasurement>, string][])('%j is not written', (change, field) => {
    expect(problemIn(() => write(change))).toBe(`not-representable glucose measurement.${field}`);
  });
});

describe('concentrations move their point and lose no digit', () => {
  test.each([
    ['0.00120', 'kg/L', '120', 'mg/dL'],
    ['0.0012', 'kg/L', '120', 'mg/dL'],
    ['0.001205', 'kg/L', '120.5', 'mg/dL'],
    ['0.00036', 'kg/L', '36', 'mg/dL'],
    ['0.00000', 'kg/L', '0', 'mg/dL'],
    ['1e1', 'kg/L', '1000000', 'mg/dL'],
    ['0.0059', 'mol/L', '5.9', 'mmol/L'],
    ['0.0100', 'mol/L', '10.0', 'mmol/L'],
    ['0.00590', 'mol/L', '5.90', 'mmol/L'],
    ['0.0000', 'mol/L', '0.0', 'mmol/L'],
  ] as const)('%s %s is %s %s', (value, unit, shown, shownUnit) => {
    expect(glucoseQuantity(concentration({ kind: 'number', value }, unit))).toEqual({ value: shown, unit: shownUnit });
  });

  test.each(['NaN', 'NRes', '+INF', '-INF'] as const)('%s is no quantity', (kind) => {
    expect(problemIn(() => glucoseQuantity(concentration({ kind }, 'kg/L')))).toBe(
      'not-a-number glucose measurement.concentration',
    );
  });

  test('every whole mg/dL and every tenth of a mmol/L that a meter can show comes back as it was', () => {
    const back = (value: string, unit: 'mg/dL' | 'mmol/L'): string => {
      const bytes = write({ concentration: { ...glucoseAmount(value, unit), type: 1, location: 1 } });
      const shown = glucoseQuantity(decodeGlucoseMeasurement(bytes).concentration ?? expect.fail());
      return `${shown.value} ${shown.unit}`;
    };
    for (let mgDl = 0; mgDl <= 1000; mgDl++) expect(back(String(mgDl), 'mg/dL')).toBe(`${mgDl} mg/dL`);
    for (let tenths = 0; tenths <= 600; tenths++) {
      const mmolL = `${Math.floor(tenths / 10)}.${tenths % 10}`;
      expect(back(mmolL, 'mmol/L')).toBe(`${mmolL} mmol/L`);
    }
  });

  test('an infinity is told by its name, and a time that is none by its place', () => {
    expect(() => glucoseQuantity(concentration({ kind: '+INF' }, 'kg/L'))).toThrow('+INF is no concentration');
    expect(problemIn(() => write({ baseTime: '2026-02-30T00:00:00' }))).toBe(
      'impossible-time glucose measurement.base time',
    );
  });

  test('what is no decimal is refused', () => {
    expect(problemIn(() => glucoseAmount('5,4', 'mmol/L'))).toBe('not-representable glucose measurement.concentration');
  });
});
