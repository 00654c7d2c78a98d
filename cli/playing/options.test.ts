import { describe, expect, test } from 'vitest';
import { parseArguments } from '../arguments.ts';
import { commandOptions, PLAYING, playingOf } from './options.ts';

const read = (...argv: string[]) =>
  playingOf(parseArguments({ name: 'certify', words: '', options: { ...PLAYING } }, argv));

describe('how a run is played', () => {
  test('unsaid: once, from seed 1, by the usual number of lanes', () => {
    expect(read()).toEqual({ seed: 1, jobs: undefined, repeats: 1, iteration: 0, shuffled: false, dryRun: false });
  });
  test.each([
    [['--seed', '9', '--jobs', '2', '--repeat', '5'], { seed: 9, jobs: 2, repeats: 5 }],
    [['--iteration', '3'], { iteration: 3, repeats: 1 }],
    [['--stability'], { repeats: 10, shuffled: true }],
    [['--stability', '--repeat', '4'], { repeats: 4, shuffled: true }],
    [['--dry-run'], { dryRun: true }],
  ])('%j', (argv, expected) => {
    expect(read(...argv)).toMatchObject(expected);
  });
  test.each([
    [['--repeat', '0'], '--repeat 0 is not usable'],
    [['--repeat', '1001'], 'a whole number from 1 to 1000'],
    [['--jobs', '0'], '--jobs 0 is not usable'],
    [['--jobs', '65'], 'a whole number from 1 to 64'],
    [['--iteration', '-1'], '--iteration -1 is not usable'],
    [['--iteration', '1', '--repeat', '2'], '--iteration is one repeat alone'],
    [['--iteration', '1', '--stability'], '--iteration is one repeat alone'],
  ])('%j is a usage error', (argv, says) => {
    const told = ((): string => {
      try {
        read(...argv);
        return 'nothing';
      } catch (error) {
        return (error as { describe(): string }).describe();
      }
    })();
    expect(told).toContain(says);
  });
  test('what has to be repeated to meet the same system', () => {
    const given: Record<string, string> = { sut: 'a.yaml', jobs: '2', seed: '7' };
    expect(commandOptions({ text: (option) => given[option] })).toEqual(['--sut', 'a.yaml', '--jobs', '2']);
  });
});
