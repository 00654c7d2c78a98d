import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';

describe('hexadecimal', () => {
  test('capitals without spaces; read in either case, with spaces or without', () => {
    expect(hexOf(Uint8Array.of(3, 0xe4, 0xff))).toBe('03E4FF');
    expect(hexOf(Uint8Array.of(1, 2, 3).subarray(1))).toBe('0203');
    expect(bytesOfHex('03 e4 Ff')).toEqual(Uint8Array.of(3, 0xe4, 0xff));
    expect(bytesOfHex('')).toEqual(new Uint8Array(0));
  });

  test.each(['0', '03 E', '0G', '03-E4', '03E4 x', 'x 03E4'])('"%s" is none', (text) => {
    expect(problemIn(() => bytesOfHex(text))).toBe('not-representable hex');
    expect(() => bytesOfHex(text)).toThrow(`"${text}" is not hexadecimal`);
  });
});
