import { isObject, JsonNumber, type Json } from './lossless.ts';

/** Whether two numbers are one, by what of them counts. */
type SameNumber = (a: JsonNumber, b: JsonNumber) => boolean;

const byText: SameNumber = (a, b) => a.text === b.text;

/** Longer ones are taken to be what they are written as: to shorten them would cost whoever reads them too much. */
const LONGEST = 64;

/** `7e0` of 7.0, of 7 and of 0.7e1: digits without zeros at either end, and where the point stands. */
const shortened = (text: string): string => {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? '0' : `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`;
};

/** Numbers by their value: a client that writes 7.0 as 7, as most do, has changed nothing. */
export const byValue: SameNumber = (a, b) =>
  byText(a, b) || (a.text.length <= LONGEST && b.text.length <= LONGEST && shortened(a.text) === shortened(b.text));

/** Equal as JSON: members in any order, an undefined member like an absent one, numbers by their text unless told otherwise. */
export const sameJson = (a: Json | undefined, b: Json | undefined, sameNumber: SameNumber = byText): boolean => {
  if (a === b) return true;
  if (a instanceof JsonNumber) return b instanceof JsonNumber && sameNumber(a, b);
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((item: Json, i) => sameJson(item, b[i] as Json, sameNumber))
    );
  }
  if (!isObject(a) || !isObject(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameJson(a[key], b[key], sameNumber));
};
