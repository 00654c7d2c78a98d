import { KG_PER_LB, MG_DL_PER_MMOL_L } from '../../contract/codes/measures.ts';
import type { Quantity, UnitCode } from '../../contract/domain/index.ts';

/** An exact number, n / d with d > 0. */
export interface Exact {
  readonly n: bigint;
  readonly d: bigint;
}

const known = new Map<string, Exact>();

/** The number that a decimal text names; `160.0` and `1.6e2` name the same one. */
export const exact = (text: string): Exact => {
  const before = known.get(text);
  if (before !== undefined) return before;
  const [mantissa = '0', power = '0'] = text.toLowerCase().split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(power);
  const digits = BigInt(whole + fraction);
  const number = places >= 0 ? { n: digits, d: 10n ** BigInt(places) } : { n: digits * 10n ** BigInt(-places), d: 1n };
  known.set(text, number);
  return number;
};

export const order = (a: Exact, b: Exact): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const minus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const plus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d });
export const over = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d, d: a.d * b.n });

/** How much of the base unit of its measure (mg/dL, kg) one of a unit is. */
const IN_BASE: Readonly<Record<UnitCode, Exact>> = {
  'mg/dL': exact('1'),
  'mmol/L': exact(MG_DL_PER_MMOL_L),
  kg: exact('1'),
  g: exact('0.001'),
  '[lb_av]': exact(KG_PER_LB),
};

/** Exactly, without rounding. */
export const convert = (q: Quantity, to: UnitCode): Exact =>
  q.unit === to ? exact(q.value) : over(times(exact(q.value), IN_BASE[q.unit]), IN_BASE[to]);

const floor = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d));

export const roundHalfUp = (a: Exact, places: number): Exact => {
  const scale = 10n ** BigInt(places);
  return { n: floor(a.n * scale * 2n + a.d, a.d * 2n), d: scale };
};

/** As it is shown with so many decimals, after rounding half up. */
export const shown = (a: Exact, places: number): string => {
  const { n } = roundHalfUp(a, places);
  const digits = (n < 0n ? -n : n).toString().padStart(places + 1, '0');
  const sign = n < 0n ? '-' : '';
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

/** As sent where the units agree; else converted and rounded half up to the precision of the limit. */
export const comparable = (q: Quantity, unit: UnitCode, places: number): Exact =>
  q.unit === unit ? exact(q.value) : roundHalfUp(convert(q, unit), places);
