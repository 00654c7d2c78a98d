/** Text that JSON shows as it is: no quote, backslash, control character or half of a surrogate pair. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** `JSON.stringify` of a text, quick for the plain ones that all but few are. */
export const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** `.001` to `.999` without the zeros at their end, and nothing for 0. */
const FRACTIONS: readonly string[] = Array.from({ length: 1000 }, (_, n) =>
  n === 0 ? '' : `.${String(n).padStart(3, '0')}`.replace(/0+$/, ''),
);
/** Below this a thousandth is exact enough to be rounded to by multiplication. */
const LARGE = 1e9;

/** A number to the nearest thousandth, as JSON shows it: `81.5`, `80`, `-0.25`. What is not finite is `null`. */
export function thousandths(value: number): string {
  if (!(value >= 0 && value < LARGE)) return JSON.stringify(Math.round(value * 1000) / 1000);
  const all = Math.round(value * 1000);
  const whole = Math.floor(all / 1000);
  return `${whole}${FRACTIONS[all - 1000 * whole] ?? ''}`;
}

/** JSON of an object that is mostly the one asked for last, such as the patient of each reading. Objects must not be changed. */
export function rememberedJson(): (value: object) => string {
  let [last, text]: [object | undefined, string] = [undefined, ''];
  return (value) => {
    if (value !== last) [last, text] = [value, JSON.stringify(value)];
    return text;
  };
}

/** What is made of a text that is mostly the one asked for last, such as a unit. */
export function rememberedText(make: (text: string) => string): (text: string) => string {
  let [last, made]: [string | undefined, string] = [undefined, ''];
  return (text) => {
    if (text !== last) [last, made] = [text, make(text)];
    return made;
  };
}

const THREE: readonly string[] = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));
const three = (n: number): string => THREE[n % 1000] ?? '';

/** A whole number of milliseconds since 1970 in digits; those of this age are put together from parts, quicker than by `String`. */
export function millisecondsText(ms: number): string {
  if (!(Number.isSafeInteger(ms) && ms >= 1e12 && ms < 1e13)) return JSON.stringify(ms);
  const seconds = Math.floor(ms / 1000);
  const thousands = Math.floor(seconds / 1000);
  return `${Math.floor(thousands / 1000)}${three(thousands)}${three(seconds)}${three(ms)}`;
}
