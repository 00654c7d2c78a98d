import { describe, expect, test } from 'vitest';
import { Troubles } from './troubles.ts';

describe('trouble was about', () => {
  test('from when it began until it was over, both included', () => {
    const troubles = new Troubles();
    troubles.begin(100)(200);
    expect([
      troubles.between(0, 99),
      troubles.between(0, 100),
      troubles.between(150, 160),
      troubles.between(200, 300),
      troubles.between(201, 300),
    ]).toEqual([false, true, true, true, false]);
  });

  test('while it lasts, from when it began', () => {
    const troubles = new Troubles();
    const end = troubles.begin(100);
    expect([troubles.between(0, 99), troubles.between(0, 100), troubles.between(900, 901)]).toEqual([
      false,
      true,
      true,
    ]);
    end(150);
    expect(troubles.between(900, 901)).toBe(false);
  });

  test('of several, where any of them was', () => {
    const troubles = new Troubles();
    const [first, second] = [troubles.begin(100), troubles.begin(150)];
    first(120);
    expect([troubles.between(130, 140), troubles.between(150, 151)]).toEqual([false, true]);
    second(180);
    expect([troubles.between(121, 149), troubles.between(110, 115), troubles.between(180, 190)]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('none that never began; and what is over is over once', () => {
    const troubles = new Troubles();
    expect(troubles.between(0, Number.MAX_SAFE_INTEGER)).toBe(false);
    const end = troubles.begin(1);
    end(2);
    end(500);
    expect(troubles.between(3, 600)).toBe(false);
  });
});
