import { keyOf, type Quantity, type Reading, type ReadingResult } from '../../../contract/domain/index.ts';
import { SECOND } from '../time/instant.ts';
import { effectiveTime, KeptReading, patientKey } from '../record/kept-reading.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The same text for equal numbers: `160.0`, `160` and `1.6e2` are `160`. A text that is no decimal stays itself. */
const plainNumber = (text: string): string => {
  const match = DECIMAL.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = `${whole}${fraction}`.padEnd(point, '0');
  const shift = '0'.repeat(Math.max(-point, 0));
  const left = digits.slice(0, Math.max(point, 0)).replace(/^0+(?=\d)/, '');
  const right = `${shift}${digits.slice(Math.max(point, 0))}`.replace(/0+$/, '');
  const plain = `${left === '' ? '0' : left}${right === '' ? '' : `.${right}`}`;
  return plain === '0' ? '0' : `${sign}${plain}`;
};

const quantity = (q: Quantity | undefined): string => (q === undefined ? '' : `${plainNumber(q.value)} ${q.unit}`);

/** The same text for equal results. */
export const sameResult = (result: ReadingResult): string => {
  if (result.kind === 'value') return quantity(result.quantity);
  return result.kind === 'off-scale' ? `${result.direction} ${quantity(result.bound)}` : `none ${result.reason}`;
};

const contentText = (reading: Reading): string =>
  [
    patientKey(reading),
    reading.code.system,
    reading.code.code,
    sameResult(reading.result),
    effectiveTime(reading).at,
    reading.device === undefined ? '' : keyOf(reading.device),
    [reading.mealContext ?? '', ...(reading.furtherContexts ?? [])].join(),
    reading.status,
  ].join('\n');

const texts = new WeakMap<Reading, string>();

/**
 * The same text for equal content: patient, code, numeric value, unit, instant, device, context, status.
 * Source: contract, Admission, "Same content".
 */
export const sameContent = (reading: Reading): string => {
  const memo = KeptReading.memoOf(reading);
  const known = memo === undefined ? texts.get(reading) : memo.content;
  if (known !== undefined) return known;
  const text = contentText(reading);
  if (memo === undefined) texts.set(reading, text);
  else memo.content = text;
  return text;
};

/** The measurement behind a reading: same device and second. Undefined where no device is named: then two are never the same. */
export const measuredAt = (reading: Reading): string | undefined => {
  if (reading.device === undefined) return undefined;
  const memo = KeptReading.memoOf(reading);
  if (memo?.measuredAt !== undefined) return memo.measuredAt;
  const text = `${keyOf(reading.device)} ${effectiveTime(reading).at / SECOND}`;
  if (memo !== undefined) memo.measuredAt = text;
  return text;
};

/**
 * One measurement under two identifiers, device and second being the same already: same value, and no
 * differing sequence numbers. Source: contract, Admission, gate 3.
 */
export const isSameMeasurement = (a: Reading, b: Reading): boolean =>
  sameResult(a.result) === sameResult(b.result) &&
  (a.sequenceNumber === undefined || b.sequenceNumber === undefined || a.sequenceNumber === b.sequenceNumber);
