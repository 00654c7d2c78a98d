import { describe, expect, test } from 'vitest';
import { decodeBatteryLevel, encodeBatteryLevel } from './battery-level.ts';
import { decodeGlucoseFeature, encodeGlucoseFeature } from './glucose-feature.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';
import {
  decodeWeightScaleFeature,
  encodeWeightScaleFeature,
  HEIGHT_RESOLUTION,
  WEIGHT_RESOLUTION,
} from './weight-feature.ts';

describe('glucose feature', () => {
  test('eleven bits, low byte first', () => {
    expect(decodeGlucoseFeature(bytesOfHex('2104'))).toEqual([
      'battery-low-detection',
      'result-range-detection',
      'multiple-bonds',
    ]);
    for (let bits = 0; bits < 0x800; bits++) {
      const bytes = Uint8Array.of(bits & 0xff, bits >> 8);
      expect(hexOf(encodeGlucoseFeature(decodeGlucoseFeature(bytes)))).toBe(hexOf(bytes));
    }
  });

  test.each([
    ['', 'truncated glucose feature.features'],
    ['00', 'truncated glucose feature.features'],
    ['000000', 'trailing-bytes glucose feature'],
    ['0008', 'unknown-flags glucose feature.features'],
  ])('"%s" is refused: %s', (hex, problem) =>
    expect(problemIn(() => decodeGlucoseFeature(bytesOfHex(hex)))).toBe(problem),
  );
});

describe('weight scale feature', () => {
  test('three bits and two resolutions', () => {
    const feature = {
      timeStamp: true,
      multipleUsers: true,
      bodyMassIndex: false,
      weightResolution: 4,
      heightResolution: 3,
    };
    expect(hexOf(encodeWeightScaleFeature(feature))).toBe('A3010000');
    expect(decodeWeightScaleFeature(bytesOfHex('A3010000'))).toEqual(feature);
    expect(decodeWeightScaleFeature(bytesOfHex('04000000'))).toEqual({
      timeStamp: false,
      multipleUsers: false,
      bodyMassIndex: true,
      weightResolution: 0,
      heightResolution: 0,
    });
  });

  test('every combination that has a meaning comes back as it was', () => {
    for (let bits = 0; bits < 0x200; bits++) {
      const bytes = Uint8Array.of(bits & 0xff, bits >> 8, 0, 0);
      if (((bits >> 3) & 0xf) > WEIGHT_RESOLUTION.length || bits >> 7 > HEIGHT_RESOLUTION.length) continue;
      expect(hexOf(encodeWeightScaleFeature(decodeWeightScaleFeature(bytes)))).toBe(hexOf(bytes));
    }
  });

  test.each([
    ['000000', 'truncated weight scale feature.features'],
    ['0000000000', 'trailing-bytes weight scale feature'],
    ['00040000', 'unknown-flags weight scale feature.features'],
    ['00000080', 'unknown-flags weight scale feature.features'],
    ['40000000', 'reserved-value weight scale feature.weight resolution'],
    ['00020000', 'reserved-value weight scale feature.height resolution'],
  ])('"%s" is refused: %s', (hex, problem) =>
    expect(problemIn(() => decodeWeightScaleFeature(bytesOfHex(hex)))).toBe(problem),
  );

  test('a resolution without a row is not written', () => {
    const plain = { timeStamp: false, multipleUsers: false, bodyMassIndex: false };
    expect(problemIn(() => encodeWeightScaleFeature({ ...plain, weightResolution: 8, heightResolution: 0 }))).toBe(
      'not-representable weight scale feature.weight resolution',
    );
    expect(problemIn(() => encodeWeightScaleFeature({ ...plain, weightResolution: 0, heightResolution: 0.5 }))).toBe(
      'not-representable weight scale feature.height resolution',
    );
    expect(() => encodeWeightScaleFeature({ ...plain, weightResolution: -1, heightResolution: 0 })).toThrow(
      expect.objectContaining({ message: '-1 has no meaning', expected: '0 to 7' }),
    );
  });
});

describe('battery level', () => {
  test.each([0, 1, 99, 100])('%i %%', (percent) => {
    expect(decodeBatteryLevel(encodeBatteryLevel(percent))).toBe(percent);
    expect(encodeBatteryLevel(percent)).toEqual(Uint8Array.of(percent));
  });

  test('more than a hundred is no level', () => {
    expect(problemIn(() => decodeBatteryLevel(Uint8Array.of(101)))).toBe('reserved-value battery level.percent');
    expect(problemIn(() => decodeBatteryLevel(Uint8Array.of(1, 0)))).toBe('trailing-bytes battery level');
    expect(problemIn(() => decodeBatteryLevel(new Uint8Array(0)))).toBe('truncated battery level.percent');
    for (const percent of [-1, 101, 0.5]) {
      expect(problemIn(() => encodeBatteryLevel(percent))).toBe('not-representable battery level.percent');
      expect(() => encodeBatteryLevel(percent)).toThrow(`${percent} % is no level`);
    }
  });
});
