import type { UnitCode } from '../../domain/index.ts';

/** At most so much of a unit, as Health Connect checks it: 50 mmol/L (18 mg/dL each there), 1,000,000 g. */
const MOST: Readonly<Record<UnitCode, string>> = {
  'mg/dL': '900',
  'mmol/L': '50',
  kg: '1000',
  g: '1000000',
  // 1,000,000 g in pounds, cut off.
  '[lb_av]': '2204.622621848',
};

const FORM = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/;
const MOST_PLACES = 140;

/** A decimal in units of 10^-140, exactly: more than any decimal text of ours reaches down to. */
function scaled(text: string): bigint {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = FORM.exec(text) ?? [];
  const places = MOST_PLACES - fraction.length + Number(exponent);
  const size = BigInt(whole + fraction) * 10n ** BigInt(places);
  return sign === '-' ? -size : size;
}

/** Why a value cannot be in a health store: it is negative, or more than is kept. Undefined where it can. */
export function beyondLimits(value: string, unit: UnitCode): string | undefined {
  const size = scaled(value);
  if (size < 0n) return `${value} ${unit} is negative`;
  return size > scaled(MOST[unit]) ? `${value} ${unit} is more than ${MOST[unit]} ${unit}` : undefined;
}
