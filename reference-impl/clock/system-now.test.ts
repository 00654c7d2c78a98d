import { expect, test } from 'vitest';
import { nowOf, systemNow } from './system-now.ts';

test('the clock of a machine is the system’s, or stands still', () => {
  expect(nowOf({})).toBe(systemNow);
  expect(nowOf({ stillAt: 7, wrongBy: new Int32Array([5]) })()).toBe(7);
});

test('a clock that is set wrong is so from then on, and right again as soon as it is set right', () => {
  const wrongBy = new Int32Array(new SharedArrayBuffer(4));
  const now = nowOf({ wrongBy });
  const near = (ms: number): void => {
    const before = systemNow();
    const shown = now() - ms;
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(systemNow());
  };
  near(0);
  Atomics.store(wrongBy, 0, 45_000);
  near(45_000);
  Atomics.store(wrongBy, 0, -45_000);
  near(-45_000);
  Atomics.store(wrongBy, 0, 0);
  near(0);
});
