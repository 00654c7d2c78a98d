import { expect, test } from 'vitest';
import { ALWAYS_BYTES, createHeldBytes } from './held-bytes.ts';

const GREAT = 10 * ALWAYS_BYTES;

test('there is room for what all hold together, and not for more', () => {
  const share = createHeldBytes(2 * GREAT);
  const [one, two, three] = [share(), share(), share()];
  expect(one.holds(GREAT)).toBe(true);
  expect(two.holds(GREAT)).toBe(true);
  expect(three.holds(ALWAYS_BYTES + 1)).toBe(false);
});

test('for ordinary messages there is room whatever the others hold', () => {
  const share = createHeldBytes(GREAT);
  share().holds(100 * GREAT);
  expect(share().holds(ALWAYS_BYTES)).toBe(true);
});

test('what is let go makes room', () => {
  const share = createHeldBytes(GREAT);
  const [one, two] = [share(), share()];
  one.holds(GREAT);
  expect(two.holds(GREAT)).toBe(false);
  two.holds(0);
  one.holds(0);
  expect(two.holds(GREAT)).toBe(true);
  // It is what is held now that counts, not what was added up.
  expect(two.holds(GREAT)).toBe(true);
});
