import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeText, escapeValue, unescapeValue } from './escape.ts';

describe('escaping', () => {
  test.each([
    ['A|B^C&D~E\\F', 'A\\F\\B\\S\\C\\T\\D\\R\\E\\E\\F'],
    ['one\rZZZ|inject', 'one\\X0D\\ZZZ\\F\\inject'],
    ['\v\u001c', '\\X0B\\\\X1C\\'],
    ['""', '\\X2222\\'],
    ['"" ', '"" '],
    ['¡gracias! 😀', '¡gracias! 😀'],
    ['\ud800', '\ufffd'],
  ])('%j is written %j', (value, wire) => {
    expect(escapeValue(value)).toBe(wire);
  });

  test('text keeps its lines', () => {
    expect(escapeText('After pancakes & syrup\r\nfelt fine\n\nend')).toBe(
      'After pancakes \\T\\ syrup\\.br\\felt fine\\.br\\\\.br\\end',
    );
  });

  test('what is written can neither cut a field, nor a segment, nor a frame, and reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const wire = escapeValue(value);
        // oxlint-disable-next-line no-control-regex
        expect(wire).not.toMatch(/[|^~&\u0000-\u001f\u007f]/);
        expect(wire).not.toBe('""');
        expect(unescapeValue(wire)).toBe(value.toWellFormed());
      }),
      { numRuns: 2000 },
    );
  });
});

describe('unescaping', () => {
  test.each([
    ['a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f', 'a|b^c&d~e\\f'],
    ['\\XC3A9\\', 'é'],
    ['line\\.br\\line', 'line\nline'],
    ['\\H\\loud\\N\\', 'loud'],
    ['\\Z1\\', '\\Z1\\'],
    ['\\XC3\\', '\\XC3\\'],
    ['\\XZZ\\', '\\XZZ\\'],
    ['C:\\dir', 'C:\\dir'],
    ['C:\\dir\\F\\x', 'C:\\dir|x'],
    ['\\', '\\'],
    ['\\\\', '\\\\'],
  ])('%j reads %j', (wire, value) => {
    expect(unescapeValue(wire)).toBe(value);
  });

  test('uses the delimiters of the message', () => {
    const delimiters = { field: '!', component: '@', repetition: '#', escape: '$', subcomponent: '%' };
    expect(unescapeValue('$F$$S$$R$$E$$T$\\F\\', delimiters)).toBe('!@#$%\\F\\');
  });

  test('a megabyte of escape characters is read in linear time', () => {
    const text = '\\'.repeat(1_000_000);
    expect(unescapeValue(text)).toBe(text);
  });
});
