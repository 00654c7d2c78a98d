/** An exact rational number; `d` is positive. Not reduced: a handful of operations never grow it far. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const PARTS = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Limits are read with every reading, and readings have few different values. Past this many all are read anew. */
const MOST_KNOWN = 10_000;
const known = new Map<string, Fraction>();

/** The exact value of a decimal text, such as `7.0` or `1e2`. Throws on anything else. */
export const fractionOf = (decimal: string): Fraction => {
  const before = known.get(decimal);
  if (before !== undefined) return before;
  const fraction = read(decimal);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(decimal, fraction);
  return fraction;
};

const read = (decimal: string): Fraction => {
  const parts = PARTS.exec(decimal);
  if (parts === null) throw new TypeError('not a decimal number');
  const [, sign = '', whole = '0', tail = '', exponent = '0'] = parts;
  const digits = BigInt(whole + tail) * (sign === '-' ? -1n : 1n);
  const scale = tail.length - Number(exponent);
  return scale >= 0 ? { n: digits, d: 10n ** BigInt(scale) } : { n: digits * 10n ** BigInt(-scale), d: 1n };
};

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const subtract = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const add = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
/** Throws on division by zero or by a negative number; conversion factors are neither. */
export const divide = (a: Fraction, b: Fraction): Fraction => {
  if (b.n <= 0n) throw new RangeError('the divisor must be positive');
  return { n: a.n * b.d, d: a.d * b.n };
};

const floorOf = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

/** Rounds to `decimals` places; a tie goes up (towards greater numbers). */
export const roundHalfUp = (value: Fraction, decimals: number): Fraction => {
  const scale = 10n ** BigInt(decimals);
  return { n: floorOf(2n * value.n * scale + value.d, 2n * value.d), d: scale };
};

/** The shortest decimal text of a value that has one; throws where none exists, such as 1/3. */
export const decimalText = (value: Fraction): string => {
  let { n, d } = value;
  for (let a = n < 0n ? -n : n, b = d; ; [a, b] = [b, a % b]) {
    if (b === 0n) {
      if (a > 1n) [n, d] = [n / a, d / a];
      break;
    }
  }
  let places = 0;
  let power = 1n;
  for (; power % d !== 0n; power *= 10n) {
    places += 1;
    if (places > 130) throw new RangeError('not a finite decimal');
  }
  const digits = ((n < 0n ? -n : n) * (power / d)).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const sign = n < 0n ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-places)}`;
};

/** Places behind the point that the value needs: `160.0` needs none. */
export const decimalsNeeded = (decimal: string): number => {
  const shortest = decimalText(fractionOf(decimal));
  const point = shortest.indexOf('.');
  return point < 0 ? 0 : shortest.length - point - 1;
};
