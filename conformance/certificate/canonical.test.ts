import { expect, test } from 'vitest';
import { canonical, sha256 } from './canonical.ts';

// Examples of RFC 8785, sections 3.2.2 and 3.2.3.
test('numbers, texts and literals as the RFC writes them', () => {
  const value = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonical(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});
test('members in the order of UTF-16 code units', () => {
  const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
  expect(Object.values(JSON.parse(canonical(value)) as Record<string, number>).length).toBe(7);
  expect([...canonical(value).matchAll(/:(\d)/g)].map((m) => Number(m[1]))).toEqual([2, 4, 6, 7, 1, 5, 3]);
});
test('names that look like numbers are texts: 10 before 9', () => {
  expect(canonical({ 9: 'a', 10: 'b' })).toBe('{"10":"b","9":"a"}');
});
test('what is not there is left out; the order of writing does not matter', () => {
  expect(canonical({ b: 1, a: undefined, c: { e: 2, d: 3 } })).toBe(canonical({ c: { d: 3, e: 2 }, b: 1 }));
});
test.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined, 1n])('%s has no form', (value) => {
  expect(() => canonical(value)).toThrow(TypeError);
});
test('SHA-256 of nothing', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});
