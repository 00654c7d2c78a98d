import { describe, expect, test } from 'vitest';
import { appearance, emptyGut, gutNumbers, gutStep, isServed, moveGut, serve, swallow, type Gut } from './gut.ts';
import { TYPE_2 } from './parameters.ts';

const PERSON = { ...TYPE_2, grinding: TYPE_2.kgri };
const MINUTE = gutStep(PERSON, 1);

const live = (gut: Gut, minutes: number, step = MINUTE): void => {
  for (let minute = 0; minute < minutes; minute++) {
    swallow(gut);
    moveGut(gut, step);
  }
};
const stomachMg = (gut: Gut): number => {
  const [solid = 0, ground = 0] = gutNumbers(gut);
  return solid + ground;
};

describe('stomach and gut', () => {
  test('all that is eaten is absorbed in the end, but for the share that never is', () => {
    const gut = emptyGut();
    serve(gut, 60, 5);
    let absorbedMg = 0;
    for (let minute = 0; minute < 2880; minute++) {
      const before = appearance(gut, MINUTE);
      live(gut, 1);
      absorbedMg += ((before + appearance(gut, MINUTE)) / 2) * PERSON.bodyWeightKg;
    }
    expect(absorbedMg / (PERSON.f * 60_000)).toBeCloseTo(1, 3);
  });

  test('a meal is eaten at its speed, the last mouthful is what is left', () => {
    const gut = emptyGut();
    serve(gut, 12, 5);
    const speed = [1, 2, 3, 4].map(() => {
      const before = stomachMg(gut) + (gutNumbers(gut)[2] ?? 0);
      const appeared = appearance(gut, MINUTE);
      live(gut, 1);
      return (
        stomachMg(gut) +
        (gutNumbers(gut)[2] ?? 0) -
        before +
        ((appeared + appearance(gut, MINUTE)) / 2 / PERSON.f) * PERSON.bodyWeightKg
      );
    });
    [5000, 5000, 2000, 0].forEach((mg, i) => expect(Math.abs((speed[i] ?? 0) - mg)).toBeLessThan(5));
    expect(isServed(gut)).toBe(false);
  });

  test('a snack while dinner is in the stomach makes both one meal: dinner still takes hours to leave', () => {
    const gut = emptyGut();
    serve(gut, 80, Number.POSITIVE_INFINITY);
    live(gut, 60);
    const before = stomachMg(gut);
    serve(gut, 5, Number.POSITIVE_INFINITY);
    expect(gutNumbers(gut)[3]).toBeCloseTo(before + 5000, 9);
    live(gut, 90);
    // At the fastest emptying all the way, less than 3 % of it would be left.
    expect(stomachMg(gut)).toBeGreaterThan(0.1 * before);
  });

  test('a second helping while eating belongs to the meal', () => {
    const gut = emptyGut();
    serve(gut, 20, 5);
    live(gut, 2);
    serve(gut, 10, 5);
    live(gut, 4);
    expect(gutNumbers(gut)[3]).toBeCloseTo(30_000, 6);
  });

  test('what is left of a meal ends', () => {
    const gut = emptyGut();
    serve(gut, 60, 5);
    live(gut, 3000);
    expect(gutNumbers(gut).slice(0, 3)).toEqual([0, 0, 0]);
    expect(appearance(gut, MINUTE)).toBe(0);
  });

  test('steps of half a minute come to the same', () => {
    const [whole, halves] = [emptyGut(), emptyGut()];
    for (const gut of [whole, halves]) serve(gut, 70, Number.POSITIVE_INFINITY);
    for (let minute = 0; minute < 240; minute++) {
      live(whole, 1);
      live(halves, 2, gutStep(PERSON, 0.5));
      expect(Math.abs(appearance(whole, MINUTE) - appearance(halves, MINUTE))).toBeLessThan(2e-4);
    }
  });
});
