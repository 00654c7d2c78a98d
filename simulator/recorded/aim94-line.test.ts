import { describe, expect, test } from 'vitest';
import { readAim94Line } from './aim94-line.ts';

const line = (...fields: string[]): string => fields.join('\t');
const value = (text: string) => ({ kind: 'value', quantity: { value: text, unit: 'mg/dL' } });

describe('glucose lines', () => {
  test.each(['48', '57', '58', '59', '60', '61', '62', '63', '64'])('code %s is glucose', (code) => {
    expect(readAim94Line(line('04-21-1991', '9:09', code, '100'))).toEqual({
      kind: 'glucose',
      date: '1991-04-21',
      time: '09:09',
      result: value('100'),
    });
  });

  test.each([
    ['009', '9'],
    ['000', '0'],
    ['0', '0'],
    ['100', '100'],
    ['1070', '1070'],
    ['5.5', '5.5'],
    ['0.5', '0.5'],
  ])('padding goes, digits stay: %s is %s', (text, digits) => {
    expect(readAim94Line(line('04-21-1991', '09:09', '58', text))).toMatchObject({ result: value(digits) });
  });

  test.each([
    ['0Hi', 'high'],
    ['0Lo', 'low'],
  ])('%s is off the scale, %s, and no number is invented', (text, direction) => {
    expect(readAim94Line(line('10-31-1989', '12:00', '60', text))).toMatchObject({
      result: { kind: 'off-scale', direction },
    });
  });

  test('a leap day is a day', () => {
    expect(readAim94Line(line('02-29-1988', '00:00', '48', '120'))).toMatchObject({
      date: '1988-02-29',
      time: '00:00',
    });
  });
});

describe('other events', () => {
  test.each(['33', '34', '35', '65', '66', '72', '4', '36', '56', '0'])(
    'code %s is counted and not glucose',
    (code) => {
      expect(readAim94Line(line('04-21-1991', '9:09', code, '009'))).toEqual({ kind: 'other', code: Number(code) });
    },
  );
});

describe('lines that cannot be read say why', () => {
  test.each([
    ['too few fields', line('04-21-1991', '9:09', '58'), /3 fields/],
    ['too many fields', line('04-21-1991', '9:09', '58', '100', ''), /5 fields/],
    ['spaces for tabs', '04-21-1991 9:09 58 100', /1 fields/],
    ['no date', line('', '138', '33', '3A'), /"" is not a date/],
    ['a day that does not exist', line('06-31-1991', '07:50', '33', '149'), /06-31-1991.*exists/],
    ['29 February of a common year', line('02-29-1990', '07:50', '48', '149'), /02-29-1990/],
    ['month 13', line('13-01-1991', '07:50', '48', '149'), /13-01-1991/],
    ['another order of the date', line('1991-04-21', '07:50', '48', '149'), /1991-04-21/],
    ['a year of two digits', line('04-21-91', '07:50', '48', '149'), /04-21-91/],
    ['a minute of one digit', line('08-20-1990', '11:0', '60', '194'), /"11:0" is not a time/],
    ['hour 24', line('08-20-1990', '24:00', '60', '194'), /24:00/],
    ['minute 60', line('08-20-1990', '11:60', '60', '194'), /11:60/],
    ['the time a number', line('08-20-1990', '188', '34', '000'), /"188" is not a time/],
    ['no code', line('08-20-1990', '11:00', '', '194'), /"" is not a code/],
    ['a code of letters', line('08-20-1990', '11:00', 'x1', '194'), /"x1" is not a code/],
    ['an empty value', line('10-12-1989', '7:00', '0', ''), /"" is not a number/],
    ['a damaged value', line('11-06-1989', '11:00', '57', "0''"), /0''/],
    ['a dose off scale', line('11-06-1989', '11:00', '33', '0Hi'), /0Hi/],
    ['a negative value', line('11-06-1989', '11:00', '57', '-5'), /-5/],
    ['a value with an exponent', line('11-06-1989', '11:00', '57', '1e3'), /1e3/],
    ['a comma', line('11-06-1989', '11:00', '57', '5,4'), /5,4/],
    ['another case', line('11-06-1989', '11:00', '57', 'HI'), /HI/],
    ['an inherited name', line('11-06-1989', '11:00', '57', 'constructor'), /constructor/],
    ['a space', line('11-06-1989', '11:00', '57', '100 '), /100 /],
  ])('%s', (_what, text, why) => {
    const read = readAim94Line(text);
    expect(read.kind).toBe('unparsable');
    expect(read.kind === 'unparsable' ? read.why : '').toMatch(why);
  });
});
