import { expect, test } from 'vitest';
import { Choices, nextScript } from './choices.ts';

test('what the script does not answer is the first alternative; what has one answer is not asked', () => {
  const choices = new Choices([2, 1]);
  expect([choices.pick(1), choices.pick(3), choices.pick(0), choices.pick(2), choices.pick(2)]).toEqual([
    0, 2, 0, 1, 0,
  ]);
  expect(choices.asked).toEqual([
    { of: 3, taken: 2 },
    { of: 2, taken: 1 },
    { of: 2, taken: 0 },
  ]);
});

/** Every run of questions of which the second is asked only after a certain answer to the first. */
test('every combination of answers once, and no more', () => {
  const runs: string[] = [];
  let script: readonly number[] | undefined = [];
  while (script !== undefined && runs.length < 20) {
    const choices = new Choices(script);
    const first = choices.pick(3);
    const rest = first === 1 ? [choices.pick(2), choices.pick(2)] : [];
    runs.push([first, ...rest].join(''));
    script = nextScript(choices.asked);
  }
  expect(runs).toEqual(['0', '100', '101', '110', '111', '2']);
  expect(nextScript([])).toBeUndefined();
});
