import type { DecimalText } from '../../domain/decimal.ts';

/** A decimal as whole digits and a power of ten: `-7.05` is `-705` and -2. Exact, whatever its length. */
export interface ScaledDecimal {
  readonly negative: boolean;
  /** Without zeros in front; `0` is one digit. */
  readonly digits: string;
  readonly exponent: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Undefined where the text is not a decimal number. */
export function scaled(text: DecimalText): ScaledDecimal | undefined {
  const match = DECIMAL.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, '');
  return { negative: sign === '-', digits, exponent: Number(exponent) - fraction.length };
}

/** With as many decimals as the exponent says and never with an `e`: 12 and 2 is `1200`, 590 and -2 is `5.90`. */
export function plain({ negative, digits, exponent }: ScaledDecimal): DecimalText {
  const sign = negative && /[1-9]/.test(digits) ? '-' : '';
  if (exponent >= 0) return `${sign}${digits === '0' ? '0' : digits + '0'.repeat(exponent)}`;
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

/** A decimal times ten to a power, by moving its point: no digit more, none less. Undefined where it is not a decimal. */
export function timesPowerOfTen(text: DecimalText, power: number): DecimalText | undefined {
  const parts = scaled(text);
  return parts === undefined ? undefined : plain({ ...parts, exponent: parts.exponent + power });
}

/** The decimal with zeros at its end dropped until at most `decimals` are left; a digit that is not zero stays. */
export function withDecimals(text: DecimalText, decimals: number): DecimalText {
  const parts = scaled(text);
  if (parts === undefined) return text;
  let { digits, exponent } = parts;
  while (exponent < -decimals && digits.endsWith('0') && digits.length > 1) {
    digits = digits.slice(0, -1);
    exponent++;
  }
  if (digits === '0') exponent = Math.max(exponent, -decimals);
  return plain({ ...parts, digits, exponent });
}
