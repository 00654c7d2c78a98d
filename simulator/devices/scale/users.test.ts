import { describe, expect, test } from 'vitest';
import { randomSpace } from '../../random.ts';
import { scaleUsers, UNKNOWN_USER } from './users.ts';

const draws = randomSpace(1, 'users');
/** Shares of what a weight is taken for, by a scale that has just been set up. */
const shares = (profilesKg: readonly number[], kg: number, most = 8): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>();
  for (let i = 0; i < 2000; i++) {
    const user = scaleUsers(profilesKg, most).assign(kg, draws.at(i));
    counts.set(user, (counts.get(user) ?? 0) + 1 / 2000);
  }
  return counts;
};

describe('whose weighing it is', () => {
  test('of one who is alone in being near: theirs', () => {
    expect([...shares([80, 60, 95], 62.5).keys()]).toEqual([1]);
    expect([...shares([80, 60, 95], 92.1).keys()]).toEqual([2]);
  });

  test.each([50, 57, 63, 76.9, 120])('%d kg is near nobody of 60 and 80 kg: unknown', (kg) => {
    expect([...shares([80, 60], kg).keys()]).toEqual([UNKNOWN_USER]);
  });

  test('of two within 3 kg either, half of the time', () => {
    const found = shares([80, 82, 60], 80.4);
    expect([...found.keys()].toSorted((a, b) => a - b)).toEqual([0, 1]);
    expect(Math.abs((found.get(0) ?? 0) - 0.5)).toBeLessThan(0.05);
  });

  test('a scale for one does not look: a child is its user', () => {
    expect([...shares([80], 20, 1).keys()]).toEqual([0]);
  });

  test('people beyond what it can hold are strangers to it, unless they are like somebody', () => {
    const house = [50, 60, 70, 80, 90];
    expect([...shares(house, 90, 4).keys()]).toEqual([UNKNOWN_USER]);
    expect([...shares(house, 80.5, 4).keys()]).toEqual([3]);
  });

  test('a profile follows a slow change and not a leap', () => {
    const users = scaleUsers([100, 60], 8);
    for (let day = 0; day < 300; day++) expect(users.assign(100 - day * 0.1, draws.at(day))).toBe(0);
    expect(users.assign(78, draws.at(0))).toBe(UNKNOWN_USER);
    expect(users.assign(70.5, draws.at(0))).toBe(0);
  });
});
