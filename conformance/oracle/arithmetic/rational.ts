import type { DecimalText } from '../../../contract/domain/index.ts';

/** An exact number: `num / den`, `den` positive. Never reduced, because equality is by cross-multiplication. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

const DECIMAL = /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

const parse = (text: string): Rational | undefined => {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent] = match;
  const power = Number(exponent ?? 0) - fraction.length;
  if (Math.abs(power) > 200) return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  return power >= 0 ? { num: digits * 10n ** BigInt(power), den: 1n } : { num: digits, den: 10n ** BigInt(-power) };
};

/** Values repeat a great deal in a history; the memo is bounded so that a long one stays small. */
const MEMO_LIMIT = 20_000;
const memo = new Map<string, Rational>();

/** Reads a decimal text exactly; undefined when it is none (a SUT's answer may hold anything). */
export const tryRational = (text: string): Rational | undefined => {
  const known = memo.get(text);
  if (known !== undefined) return known;
  const parsed = parse(text);
  if (parsed === undefined) return undefined;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(text, parsed);
  return parsed;
};

/** Reads a decimal that the domain schema has let through. Throws RangeError otherwise. */
export const rational = (text: DecimalText): Rational => {
  const value = tryRational(text);
  if (value === undefined) throw new RangeError(`not a decimal: ${text}`);
  return value;
};

/** −1, 0 or 1. */
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  if (a.den === b.den) return a.num < b.num ? -1 : a.num > b.num ? 1 : 0;
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const minus = (a: Rational, b: Rational): Rational => ({
  num: a.num * b.den - b.num * a.den,
  den: a.den * b.den,
});

export const plus = (a: Rational, b: Rational): Rational => ({
  num: a.num * b.den + b.num * a.den,
  den: a.den * b.den,
});

export const times = (a: Rational, b: Rational): Rational => ({ num: a.num * b.num, den: a.den * b.den });

/** `b` must be positive; every divisor here is a unit factor. */
export const over = (a: Rational, b: Rational): Rational => ({ num: a.num * b.den, den: a.den * b.num });

/** Rounded down, towards −∞; `b` must be positive. */
export const floorDiv = (a: bigint, b: bigint): bigint => (a % b < 0n ? a / b - 1n : a / b);

/** Rounds half up (towards +∞) to `decimals` places. Source: contract, Evaluation. */
export const roundHalfUp = (value: Rational, decimals: number): Rational => {
  const scale = 10n ** BigInt(decimals);
  return { num: floorDiv(2n * value.num * scale + value.den, 2n * value.den), den: scale };
};

/** Whether the value needs no more than `decimals` places: `180.0` fits 0. */
export const fits = (value: Rational, decimals: number): boolean =>
  (value.num * 10n ** BigInt(decimals)) % value.den === 0n;

/** For explanations: at most `decimals` places, truncated, trailing zeros gone. */
export const show = (value: Rational, decimals = 6): string => {
  const scaled = (value.num * 10n ** BigInt(decimals)) / value.den;
  const negative = scaled < 0n;
  const digits = String(negative ? -scaled : scaled).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};
