import type { DecimalText } from '../../domain/decimal.ts';
import type { PacketReader, PacketWriter } from './bytes.ts';
import { scaled } from './decimal.ts';
import { PacketProblem } from './problem.ts';

/** `NaN`: no result. `NRes`: below the resolution. The infinities: off the device's scale. */
type SfloatSpecial = 'NaN' | 'NRes' | '+INF' | '-INF';

/** A number with the digits it was sent with (`0.00120` and `0.0012` are different bytes), or a special value. */
export type Sfloat =
  | { readonly kind: 'number'; readonly value: DecimalText }
  | { readonly kind: SfloatSpecial; readonly value?: undefined };

/** Whole words, so with exponent 0. Source: IEEE 11073-20601; realism facts 5.1. */
const SPECIAL_WORD: Readonly<Record<SfloatSpecial, number>> = {
  NaN: 0x07ff,
  NRes: 0x0800,
  '+INF': 0x07fe,
  '-INF': 0x0802,
};
const SPECIALS: ReadonlyMap<number, Sfloat> = new Map(
  (['NaN', 'NRes', '+INF', '-INF'] as const).map((kind) => [SPECIAL_WORD[kind], { kind }]),
);

/**
 * Mantissas beyond it stand for the special values. Some receivers look at the whole word for those, others at the
 * mantissa alone, so with another exponent they mean two things: never sent, and never guessed at.
 */
const LARGEST_MANTISSA = 2045;
const LOWEST_EXPONENT = -8;
const HIGHEST_EXPONENT = 7;

/** Decimals for exponents up to 0; an `e` where the number is no whole count of ones. So text and bytes stand for each other. */
function textOf(mantissa: number, exponent: number): DecimalText {
  if (exponent > 0) return `${mantissa}e${exponent}`;
  if (exponent === 0) return String(mantissa);
  const digits = String(Math.abs(mantissa)).padStart(1 - exponent, '0');
  return `${mantissa < 0 ? '-' : ''}${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}

/** A 16-bit word as the decimal it stands for. Throws a PacketProblem on a reserved one. */
export function sfloatOfWord(word: number, path: string): Sfloat {
  const special = SPECIALS.get(word);
  if (special !== undefined) return special;
  const mantissa = (word << 20) >> 20;
  if (Math.abs(mantissa) > LARGEST_MANTISSA) {
    throw new PacketProblem(
      'reserved-value',
      path,
      `the SFLOAT 0x${word.toString(16).padStart(4, '0')} is reserved`,
      `a mantissa of at most ${LARGEST_MANTISSA}, or NaN, NRes, +INF, -INF`,
    );
  }
  return { kind: 'number', value: textOf(mantissa, (word << 16) >> 28) };
}

/** The word of a decimal, with the exponent of its last digit where that fits. Throws a PacketProblem where no word is exactly it. */
export function wordOfSfloat(sfloat: Sfloat, path: string): number {
  if (sfloat.kind !== 'number') return SPECIAL_WORD[sfloat.kind];
  const parts = scaled(sfloat.value);
  const word = parts === undefined ? undefined : wordOf(parts.negative, parts.digits, parts.exponent);
  if (word !== undefined) return word;
  throw new PacketProblem(
    'not-representable',
    path,
    `${sfloat.value.slice(0, 40)} is not exactly an SFLOAT`,
    `a decimal of at most ${LARGEST_MANTISSA} in units of a power of ten from 1e${LOWEST_EXPONENT} to 1e${HIGHEST_EXPONENT}`,
  );
}

function wordOf(negative: boolean, allDigits: string, lastExponent: number): number | undefined {
  let digits = allDigits;
  let exponent = lastExponent;
  while (
    (Number(digits) > LARGEST_MANTISSA || exponent < LOWEST_EXPONENT) &&
    digits.length > 1 &&
    digits.endsWith('0')
  ) {
    digits = digits.slice(0, -1);
    exponent++;
  }
  while (exponent > HIGHEST_EXPONENT && digits !== '0' && digits.length < 4) {
    digits += '0';
    exponent--;
  }
  if (digits === '0') exponent = Math.min(Math.max(exponent, LOWEST_EXPONENT), HIGHEST_EXPONENT);
  if (Number(digits) > LARGEST_MANTISSA || exponent < LOWEST_EXPONENT || exponent > HIGHEST_EXPONENT) return undefined;
  const mantissa = negative ? -Number(digits) : Number(digits);
  return ((exponent & 0xf) << 12) | (mantissa & 0xfff);
}

export const readSfloat = (reader: PacketReader, field: string): Sfloat =>
  sfloatOfWord(reader.u16(field), reader.path(field));

export const writeSfloat = (writer: PacketWriter, field: string, sfloat: Sfloat): PacketWriter =>
  writer.u16(field, wordOfSfloat(sfloat, writer.path(field)));
