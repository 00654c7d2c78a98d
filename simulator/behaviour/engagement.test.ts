import { describe, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { isAbsent, missChance, staysEngaged } from './engagement.ts';
import { GLUCOSE_ENGAGEMENT } from './habits.ts';

describe('engagement', () => {
  const days = 20_000;
  const states: boolean[] = [];
  for (let day = 0, engaged = true; day < days; day++) {
    engaged = staysEngaged(engaged, GLUCOSE_ENGAGEMENT, 1, randomStream(1, 'engaged', day));
    states.push(engaged);
  }

  test('lasts five sixths of the days in the long run', () => {
    expect(Math.abs(states.filter(Boolean).length / days - 0.1 / 0.12)).toBeLessThan(0.03);
  });

  test('lapses come in runs of ten days on average', () => {
    const ends = states.filter((engaged, i) => !engaged && states[i + 1] === true).length;
    expect(Math.abs(states.filter((engaged) => !engaged).length / ends - 10)).toBeLessThan(1.5);
  });

  test('an absence begins as often as the person’s chance says and goes on for its days; without the habit there is none', () => {
    const e = { ...GLUCOSE_ENGAGEMENT, absences: { perDay: 0.02, personSigma: 0, goesOn: 0.75 } };
    const away: boolean[] = [];
    for (let day = 0, absent = false; day < days; day++) {
      absent = isAbsent(absent, e, 0.02, randomStream(3, 'absent', day));
      away.push(absent);
    }
    const begins = away.filter((absent, i) => absent && !away[i - 1]).length;
    const share = away.filter(Boolean).length / days;
    expect(Math.abs(share * (days / begins) - 4)).toBeLessThan(0.5);
    expect(Math.abs(begins / away.filter((absent) => !absent).length - 0.02)).toBeLessThan(0.004);
    expect(isAbsent(true, GLUCOSE_ENGAGEMENT, 0, randomStream(1))).toBe(false);
  });

  test('who lapses misses more; who is careless too, but never everything', () => {
    expect(missChance(true, GLUCOSE_ENGAGEMENT, 1)).toBe(0.12);
    expect(missChance(false, GLUCOSE_ENGAGEMENT, 1)).toBe(0.75);
    expect(missChance(true, GLUCOSE_ENGAGEMENT, 2)).toBe(0.24);
    expect(missChance(true, GLUCOSE_ENGAGEMENT, 99)).toBe(0.95);
    const lapses = Array.from(
      { length: 4000 },
      (_, i) => !staysEngaged(true, GLUCOSE_ENGAGEMENT, 5, randomStream(2, i)),
    );
    expect(Math.abs(lapses.filter(Boolean).length / 4000 - 0.1)).toBeLessThan(0.02);
  });
});
