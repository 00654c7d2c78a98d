import { describe, expect, test } from 'vitest';
import {
  appearance,
  emptyGut,
  emptyingOf,
  gutNumbers,
  gutStep,
  isServed,
  moveGut,
  serve,
  setGut,
  swallow,
  type Gut,
} from './gut.ts';
import { TYPE_2 } from './parameters.ts';

const PERSON = { ...TYPE_2, grinding: TYPE_2.kgri };
const MINUTE = gutStep(PERSON, 1);
const EMPTYING = emptyingOf(PERSON);

const live = (gut: Gut, minutes: number, step = MINUTE): void => {
  for (let minute = 0; minute < minutes; minute++) {
    swallow(gut);
    moveGut(gut, step, EMPTYING);
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

  test('the stomach empties at the rate of the paper, within 3e-4 of the fastest, and never too slowly or too fast', () => {
    for (const [b, d] of [
      [0.82, 0.01],
      [0.68, 0.09],
      [0.98, 0.07],
    ] as const) {
      const p = { kmax: 0.05, kmin: 0.008, b, d };
      const table = emptyingOf(p);
      const gut = emptyGut();
      const step = gutStep({ ...PERSON, ...p, grinding: 1e-9 }, 1e-6);
      for (let share = 0.001; share <= 1; share += 0.0007) {
        // All ground, none solid: what leaves in a millionth of a minute is the rate.
        setGut(gut, [0, 50_000 * share, 0, 50_000]);
        swallow(gut);
        moveGut(gut, step, table);
        const rate = (gutNumbers(gut)[2] ?? 0) / 1e-6 / (50_000 * share);
        const rise = Math.tanh((2.5 / (1 - b)) * (share - b));
        const fall = Math.tanh((2.5 / d) * (share - d));
        const exact = p.kmin + ((p.kmax - p.kmin) / 2) * (rise - fall + 2);
        expect(Math.abs(rate - exact) / p.kmax, `at ${share} of b ${b}, d ${d}`).toBeLessThan(3e-4);
      }
    }
  });
});
