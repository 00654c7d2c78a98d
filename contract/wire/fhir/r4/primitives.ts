import { type Json, JsonNumber } from '../../json/lossless.ts';

/** What a primitive has to be in JSON. */
interface Primitive {
  readonly json: 'string' | 'number' | 'boolean';
  readonly pattern?: RegExp;
  /** For people. */
  readonly expected: string;
}

const YEAR = '([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)';
const DAY = '(0[1-9]|[1-2][0-9]|3[0-1])';
const MONTH = '(0[1-9]|1[0-2])';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?';
const ZONE = '(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))';
const whole = (source: string): RegExp => new RegExp(`^(?:${source})$`);
/** White space is that of ASCII: a no-break space is a letter like any other. Source: R4's patterns are those of XML Schema. */
const STRING: Primitive = {
  json: 'string',
  // oxlint-disable-next-line no-control-regex -- they are what must not be there
  pattern: /^[^\0-\u0008\v\f\u000e-\u001f]+$/,
  expected: 'a text that is not empty, without control characters',
};
const uri = (expected: string): Primitive => ({ json: 'string', pattern: /^[^ \t\n\v\f\r]+$/, expected });

/** Source: FHIR R4 2.24.0.1, patterns of the primitive types. base64Binary is only asked to be a text. */
const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  string: STRING,
  markdown: STRING,
  xhtml: { json: 'string', pattern: /^\s*<div[\s>]/, expected: 'XHTML in a div' },
  code: {
    json: 'string',
    pattern: /^[^ \t\n\v\f\r]+( [^ \t\n\v\f\r]+)*$/,
    expected: 'a code: no white space but single spaces between words',
  },
  id: { json: 'string', pattern: /^[A-Za-z0-9\-.]{1,64}$/, expected: 'an id: 1 to 64 letters, digits, - and .' },
  uri: uri('an address without white space'),
  url: uri('an address without white space'),
  canonical: uri('an address without white space'),
  oid: { json: 'string', pattern: /^urn:oid:[0-2](\.(0|[1-9][0-9]*))+$/, expected: 'urn:oid: and numbers' },
  uuid: { json: 'string', pattern: /^urn:uuid:[0-9a-f-]{36}$/, expected: 'urn:uuid: in lower case' },
  base64Binary: { json: 'string', expected: 'a text' },
  boolean: { json: 'boolean', expected: 'true or false, without quotes' },
  integer: { json: 'number', pattern: /^[-+]?(?:0|[1-9]\d*)$/, expected: 'a whole number, without quotes' },
  unsignedInt: { json: 'number', pattern: /^\+?(?:0|[1-9]\d*)$/, expected: 'a whole number from 0 on, without quotes' },
  positiveInt: { json: 'number', pattern: /^\+?[1-9]\d*$/, expected: 'a whole number from 1 on, without quotes' },
  decimal: { json: 'number', expected: 'a number, without quotes' },
  date: {
    json: 'string',
    pattern: whole(`${YEAR}(-${MONTH}(-${DAY})?)?`),
    expected: 'a date such as 2026-03-02',
  },
  dateTime: {
    json: 'string',
    pattern: whole(`${YEAR}(-${MONTH}(-${DAY}(T${TIME}${ZONE})?)?)?`),
    expected: 'a date, or a date and time with seconds and offset',
  },
  instant: {
    json: 'string',
    pattern: whole(`${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}`),
    expected: 'date and time with seconds and offset',
  },
  time: { json: 'string', pattern: whole(TIME), expected: 'a time such as 08:30:00' },
};

export const isPrimitive = (type: string): boolean => Object.hasOwn(PRIMITIVES, type);

const jsonTypeOf = (value: Json): Primitive['json'] | undefined =>
  value instanceof JsonNumber
    ? 'number'
    : typeof value === 'string'
      ? 'string'
      : typeof value === 'boolean'
        ? 'boolean'
        : undefined;

/** What a value of a primitive type should have been; undefined: it is well. */
export const primitiveFlaw = (value: Json, type: string): string | undefined => {
  const primitive = PRIMITIVES[type];
  if (primitive === undefined) return undefined;
  const text = value instanceof JsonNumber ? value.text : typeof value === 'string' ? value : '';
  const fits = jsonTypeOf(value) === primitive.json && (primitive.pattern?.test(text) ?? true);
  return fits ? undefined : primitive.expected;
};
