import { describe, expect, test } from 'vitest';
import { SurfaceRefusal } from '../fhir/surface-refusal.ts';
import { versionOf, newKeyOf } from './fields.ts';
import { type Form, formOf } from './form.ts';

const TYPE = 'application/x-www-form-urlencoded';
const form = (text: string): Form => formOf(TYPE, new TextEncoder().encode(text));
const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof SurfaceRefusal) return error.refusal.code;
    throw error;
  }
  return 'taken';
};

describe('a form', () => {
  test('says what was typed: lines end with a line feed, and white space around a line is none of it', () => {
    const said = form('text=%20a%0D%0Ab%20&line=+7.0+');
    expect(said.text('text')).toBe(' a\nb ');
    expect(said.line('line')).toBe('7.0');
    expect(said.line('other')).toBe('');
  });

  test.each([
    ['another type', () => formOf('multipart/form-data', new Uint8Array()), 'unsupported-media-type'],
    ['no type', () => formOf(undefined, new Uint8Array()), 'unsupported-media-type'],
    ['a type that only begins alike', () => formOf(`${TYPE}x`, new Uint8Array()), 'unsupported-media-type'],
    ['percent-encoded bytes that are no UTF-8', () => form('text=caf%E9+5%'), 'charset'],
    ['bytes that are no UTF-8', () => formOf(TYPE, new Uint8Array([0x61, 0xff])), 'charset'],
    ['one field twice', () => form('a=1&a=2').line('a'), 'malformed'],
  ])('is refused: %s', (_name, act, code) => {
    expect(refused(act)).toBe(code);
  });

  test('is taken with the character set that browsers name', () => {
    expect(formOf(`${TYPE}; charset=UTF-8`, new TextEncoder().encode('a=%C3%A9')).line('a')).toBe('é');
    expect(form('a=caf%C3%A9+5%25+5%').line('a')).toBe('café 5% 5%');
  });
});

test.each(['', '0', '01', '-1', '1.5', '1e3', '9999999999'])('%j is no version', (text) => {
  expect(refused(() => versionOf(form(`version=${text}`)))).toBe('bad-value');
  expect(versionOf(form('version=12'))).toBe(12);
});

test.each(['', 'short', 'x'.repeat(65), `${'x'.repeat(20)}|`])('%j is no key of a form', (text) => {
  expect(refused(() => newKeyOf(form(`key=${encodeURIComponent(text)}`)))).toBe('bad-value');
  expect(newKeyOf(form(`key=${'aZ-_09'.repeat(4)}`))).toBe('aZ-_09'.repeat(4));
});
