import type { ReadingResult } from '../../contract/domain/index.ts';

/** What a line of an AIM-94 log says: a glucose result, another event, or nothing that can be read. */
export type Aim94Line =
  | { readonly kind: 'glucose'; readonly date: string; readonly time: string; readonly result: ReadingResult }
  | { readonly kind: 'other'; readonly code: number }
  | { readonly kind: 'unparsable'; readonly why: string };

/** Unspecified (48, 57) and by meal (58 to 64). Source: the data set's own Data-Codes. */
const GLUCOSE_CODES: ReadonlySet<number> = new Set([48, 57, 58, 59, 60, 61, 62, 63, 64]);
const DATE = /^(\d{2})-(\d{2})-(\d{4})$/;
const TIME = /^(\d{1,2}):(\d{2})$/;
const CODE = /^\d{1,2}$/;
/** Doses and results are padded with zeros: `009`. */
const NUMBER = /^0*(\d{1,6}(?:\.\d{1,3})?)$/;
const OFF_SCALE: Readonly<Record<string, 'high' | 'low'>> = { '0Hi': 'high', '0Lo': 'low' };

const unparsable = (why: string): Aim94Line => ({ kind: 'unparsable', why });

function isoDate(text: string): string | undefined {
  const [, month, day, year] = DATE.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? date : undefined;
}

function clockTime(text: string): string | undefined {
  const [, hour, minute] = TIME.exec(text) ?? [];
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59
    ? undefined
    : `${hour.padStart(2, '0')}:${minute}`;
}

function glucoseResult(text: string): ReadingResult | undefined {
  const direction = Object.hasOwn(OFF_SCALE, text) ? OFF_SCALE[text] : undefined;
  if (direction !== undefined) return { kind: 'off-scale', direction };
  const value = NUMBER.exec(text)?.[1];
  return value === undefined ? undefined : { kind: 'value', quantity: { value, unit: 'mg/dL' } };
}

/**
 * Reads one line: MM-DD-YYYY, HH:MM, code and value between tabs. A value is mg/dL; `0Hi` and `0Lo`
 * are results beyond the meter's scale, whose end the log does not state.
 */
export function readAim94Line(line: string): Aim94Line {
  const fields = line.split('\t');
  const [dateText = '', timeText = '', codeText = '', valueText = ''] = fields;
  if (fields.length !== 4) return unparsable(`${fields.length} fields between tabs, expected 4`);
  const date = isoDate(dateText);
  if (date === undefined) return unparsable(`"${dateText}" is not a date MM-DD-YYYY that exists`);
  const time = clockTime(timeText);
  if (time === undefined) return unparsable(`"${timeText}" is not a time HH:MM`);
  if (!CODE.test(codeText)) return unparsable(`"${codeText}" is not a code of one or two digits`);
  const code = Number(codeText);
  if (GLUCOSE_CODES.has(code)) {
    const result = glucoseResult(valueText);
    return result === undefined
      ? unparsable(`"${valueText}" is not a glucose result: a number, 0Hi or 0Lo`)
      : { kind: 'glucose', date, time, result };
  }
  return NUMBER.test(valueText) ? { kind: 'other', code } : unparsable(`"${valueText}" is not a number`);
}
