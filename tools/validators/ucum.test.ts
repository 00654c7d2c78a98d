import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { convert as naiveConvert } from '../../conformance/naive/number.test-helper.ts';
import { rational } from '../../conformance/oracle/arithmetic/rational.ts';
import { convert as oracleConvert } from '../../conformance/oracle/arithmetic/units.ts';
import { MEASURE_OF_UNIT, MG_DL_PER_MMOL_L } from '../../contract/codes/measures.ts';
import { UnitCode } from '../../contract/domain/quantity.ts';
import { convert as referenceConvert } from '../../reference-impl/limits/convert.ts';
import { fractionOf } from '../../reference-impl/limits/fraction.ts';
import { toPlot } from '../../reports/model/unit.ts';

/** What is used of the library, which brings no types. */
interface Ucum {
  convertUnitTo(
    from: string,
    value: number,
    to: string,
    options?: { molecularWeight: number },
  ): {
    readonly status: string;
    readonly toVal: number | null;
  };
  validateUnitString(unit: string): { readonly status: string };
}
const { UcumLhcUtils } = createRequire(import.meta.url)('@lhncbc/ucum-lhc') as {
  readonly UcumLhcUtils: { getInstance(): Ucum };
};
const ucum = UcumLhcUtils.getInstance();

/** g/mol of glucose, C6H12O6: 6 × 12.011 + 12 × 1.008 + 6 × 15.999 = 180.156. Source: IUPAC abridged atomic weights. */
const GLUCOSE = 180.156;

const theirs = (value: number, from: UnitCode, to: UnitCode): number => {
  const moles = MEASURE_OF_UNIT[from] === 'glucose';
  const { toVal } = ucum.convertUnitTo(from, value, to, moles ? { molecularWeight: GLUCOSE } : undefined);
  return toVal ?? Number.NaN;
};

/** Theirs is a binary float after up to five operations, ours is exact: they differ by rounding alone. */
const RELATIVE = 1e-13;
const close = (mine: number, their: number): boolean => Math.abs(mine - their) <= RELATIVE * Math.abs(their);

const ratio = (n: bigint, d: bigint): number => {
  const digits = (n * 10n ** 30n) / d;
  return Number(digits) / 1e30;
};

const OURS: Readonly<Record<string, (value: string, from: UnitCode, to: UnitCode) => number>> = {
  'the reference': (value, from, to) => {
    const { n, d } = referenceConvert(fractionOf(value), from, to);
    return ratio(n, d);
  },
  'the oracle': (value, from, to) => {
    const { num, den } = oracleConvert(rational(value), from, to);
    return ratio(num, den);
  },
  'the naive oracle': (value, unit, to) => {
    const { n, d } = naiveConvert({ value, unit }, to);
    return ratio(n, d);
  },
  'the report': (value, from, to) => toPlot(value, from, to) ?? Number.NaN,
};

const pairs = UnitCode.options.flatMap((from) =>
  UnitCode.options
    .filter((to) => to !== from && MEASURE_OF_UNIT[to] === MEASURE_OF_UNIT[from])
    .map((to) => [from, to] as const),
);
const decimal = fc.stringMatching(/^(?:0|[1-9]\d{0,5})(?:\.\d{1,4})?$/);

describe.each(Object.entries(OURS))('%s converts as UCUM-LHC does', (_who, ours) => {
  test.each(pairs)('%s to %s', (from, to) => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect([value, close(ours(value, from, to), theirs(Number(value), from, to))]).toEqual([value, true]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('UCUM-LHC', () => {
  test('knows every unit of ours, and the ones that the contract refuses by name are other units or none', () => {
    expect(UnitCode.options.map((unit) => ucum.validateUnitString(unit).status)).toEqual(
      UnitCode.options.map(() => 'valid'),
    );
    expect(['MG/DL', 'lb', 'lbs'].map((unit) => ucum.validateUnitString(unit).status)).not.toContain('valid');
  });

  test('converts nothing between two measures', () => {
    expect(ucum.convertUnitTo('mg/dL', 1, 'kg').status).toBe('failed');
  });

  test('with another molar mass than that of glucose is not what the contract says', () => {
    // 18.0182, another factor in use, is that of 180.182 g/mol: one part in 7000, which a limit never meets by rounding alone.
    const { toVal } = ucum.convertUnitTo('mmol/L', 1, 'mg/dL', { molecularWeight: 180.182 });
    expect(close(Number(MG_DL_PER_MMOL_L), toVal ?? Number.NaN)).toBe(false);
    expect(close(Number(MG_DL_PER_MMOL_L), theirs(1, 'mmol/L', 'mg/dL'))).toBe(true);
  });
});
