import { expect, test } from 'vitest';
import { challengeOf, NONCE } from './challenge.ts';

test('seed and keys depend on the nonce and on the attempt, the seed on the one that was asked for too', () => {
  const first = challengeOf('nonce-one', 1, 1);
  expect(challengeOf('nonce-one', 1, 1)).toEqual(first);
  const others = [challengeOf('nonce-two', 1, 1), challengeOf('nonce-one', 1, 2)];
  for (const other of others) {
    expect(other.seed).not.toBe(first.seed);
    expect(other.keys).not.toBe(first.keys);
  }
  expect(challengeOf('nonce-one', 2, 1)).toMatchObject({ keys: first.keys });
  expect(challengeOf('nonce-one', 2, 1).seed).not.toBe(first.seed);
});
test('keys are short and of letters that every wire carries', () => {
  expect(challengeOf('nonce-one', 1, 1).keys).toMatch(/^[0-9A-F]{10}$/);
});
test.each([
  ['nonce-of-2026', true],
  ['short', false],
  ['with spaces in it', false],
  ['x'.repeat(129), false],
])('%s as a nonce: %s', (nonce, good) => {
  expect(NONCE.test(nonce)).toBe(good);
});
