import { DecimalText } from '../../domain/decimal.ts';
import { accept, refuse } from '../../refusal.ts';
import type { Outcome } from '../../refusal.ts';

const NM = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * An NM as a decimal. Its digits stay as sent (`7.0` stays `7.0`); only what HL7 allows and a
 * decimal text does not is dropped: a plus sign, zeros in front, a bare point. Refused with
 * `bad-value`: everything else, such as `7,0`, `1e2`, `NaN`, and more than 32 characters.
 */
export const decodeNumber = (text: string, at?: string): Outcome<DecimalText> => {
  const [, sign = '', whole = '', fraction = ''] = (text.length <= 32 ? NM.exec(text) : null) ?? [];
  if (whole === '' && fraction === '') return refuse('bad-value', at, `not a number: ${text.slice(0, 40)}`);
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimal = `${sign === '-' ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}`;
  return accept(decimal);
};

/** A decimal as NM, which knows no exponent: `1.5e2` becomes `150`, with not a digit more or less. */
export const encodeNumber = (decimal: DecimalText): string => {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(decimal) ?? [];
  if (exponent === undefined) return decimal;
  const point = whole.length + Number(exponent);
  const digits = `${whole}${fraction}`;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${digits}` : digits.padEnd(point, '0');
  const at = Math.max(point, 1);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return `${sign}${integer}${padded.length > at ? `.${padded.slice(at)}` : ''}`;
};
