import { expect, test } from 'vitest';
import { addLong, moveSkinInsulin, noSkinInsulin, setInfusion, setLong, skinStep } from './skin-insulin.ts';
import { pmolKgOfUnits, settledLong, USUAL_SUBCUTANEOUS } from './subcutaneous.ts';

const MINUTE = skinStep(USUAL_SUBCUTANEOUS, 1);
/** Where what reaches plasma stands: at the start, in the middle and at the end of a step. */
const REACHES = 5;

/** Insulin that has reached plasma after `minutes`, by Simpson's rule over each step. */
function reached(skin: Float64Array, minutes: number): number {
  let sum = 0;
  for (let minute = 0; minute < minutes; minute++) {
    moveSkinInsulin(skin, MINUTE);
    sum += ((skin[REACHES] ?? 0) + 4 * (skin[REACHES + 1] ?? 0) + (skin[REACHES + 2] ?? 0)) / 6;
  }
  return sum;
}

test('all of a rapid dose reaches plasma, half of it within two hours', () => {
  const skin = noSkinInsulin();
  setInfusion(skin, 100);
  const atOnce = reached(skin, 1);
  setInfusion(skin, 0);
  const early = atOnce + reached(skin, 119);
  expect(early).toBeGreaterThan(45);
  expect(early).toBeLessThan(75);
  expect(early + reached(skin, 2000)).toBeCloseTo(100, 6);
});

test('all of a long dose reaches plasma, not all of it on the first day', () => {
  const skin = noSkinInsulin();
  addLong(skin, 100);
  const day = reached(skin, 1440);
  expect(day).toBeGreaterThan(50);
  expect(day).toBeLessThan(90);
  expect(day + reached(skin, 30 * 1440)).toBeCloseTo(100, 5);
});

test('daily doses, settled, give a day what a dose holds, and the same depot again', () => {
  const { first, second } = settledLong(100, 0);
  const skin = noSkinInsulin();
  setLong(skin, first, second);
  expect(reached(skin, 1440)).toBeCloseTo(100, 6);
  addLong(skin, 100);
  expect(skin[2]).toBeCloseTo(first, 9);
  expect(skin[3]).toBeCloseTo(second, 9);
});

test('settled some hours ago is settled now and then waited', () => {
  const now = settledLong(100, 0);
  const skin = noSkinInsulin();
  setLong(skin, now.first, now.second);
  reached(skin, 300);
  const then = settledLong(100, 5);
  expect(skin[2]).toBeCloseTo(then.first, 9);
  expect(skin[3]).toBeCloseTo(then.second, 9);
});

test('nothing injected, nothing reaches plasma', () => {
  expect(reached(noSkinInsulin(), 10)).toBe(0);
});

test('a unit is 6 nmol, shared by the body', () => {
  expect(pmolKgOfUnits(1, 60)).toBe(100);
});
