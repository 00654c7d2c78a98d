import type { Quantity, UnitCode } from '../../../contract/domain/index.ts';
import type { RandomStream } from '../../random.ts';

const PLAIN = /^(\d{1,12})(?:\.(\d{1,3}))?$/;

/** A plain number of at most 15 digits in units of its last digit, or undefined. */
function scaled(text: string): { readonly units: number; readonly decimals: number } | undefined {
  const [, whole, fraction = ''] = PLAIN.exec(text) ?? [];
  return whole === undefined ? undefined : { units: Number(whole + fraction), decimals: fraction.length };
}

function written(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * Another number with as many decimals, at least one and at most `most` units of its last digit away, never
 * below 1 of them. Undefined where the number has an exponent or more than three decimals.
 */
function moved(
  text: string,
  random: RandomStream,
  most: (units: number, decimals: number) => number,
): string | undefined {
  const number = scaled(text);
  if (number === undefined) return undefined;
  const size = 1 + random.int(Math.max(1, most(number.units, number.decimals)));
  const down = random.bernoulli(0.5) && number.units - size >= 1;
  return written(number.units + (down ? -size : size), number.decimals);
}

/** How far a value is off that a person or an app put right: a tenth of a glucose, a fiftieth of a weight (assumed). */
const SHARE: Readonly<Record<UnitCode, number>> = { 'mg/dL': 10, 'mmol/L': 10, kg: 50, g: 50, '[lb_av]': 50 };

/** The quantity put right: another number. Undefined where there is none to be had. */
export function corrected({ value, unit }: Quantity, random: RandomStream): Quantity | undefined {
  const text = moved(value, random, (units) => Math.floor(units / SHARE[unit]));
  return text === undefined ? undefined : { value: text, unit };
}

/** 1 mg/dL, 0.1 mmol/L (more than 1 mg/dL by less than 1), 0.1 kg, 100 g, 0.1 lb: what two apps round apart. */
const APART_DECIMALS: Readonly<Record<UnitCode, number>> = { 'mg/dL': 0, 'mmol/L': 1, kg: 1, g: -2, '[lb_av]': 1 };

/** What another app makes of the quantity: mostly the same, else one rounding step away. */
export function asAnotherAppSays(quantity: Quantity, random: RandomStream): Quantity {
  const { value, unit } = quantity;
  if (random.bernoulli(0.5)) return quantity;
  const number = scaled(value);
  if (number === undefined) return quantity;
  let step = 1;
  for (let d = APART_DECIMALS[unit]; d < number.decimals; d++) step *= 10;
  const down = random.bernoulli(0.5) && number.units > step;
  return { value: written(number.units + (down ? -step : step), number.decimals), unit };
}
