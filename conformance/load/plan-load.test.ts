import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { MIXED, planLoad, withMix } from './plan-load.ts';
import { findLoad, LoadProfile, loadProfileNames } from './profile.ts';

const profile = LoadProfile.parse({
  patients: 101,
  readingsEach: 10,
  readingsPerSecond: 50,
  virtualUsers: 4,
  timeoutMs: 1000,
});
const setting = { seed: 11, nonce: 'AB12', nowMs: Date.parse('2026-03-03T12:00:00Z') };
const problemOf = (run: () => unknown): InputProblem => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('planning a load', () => {
  test('unless a profile says another, every reading is a post of its own', () => {
    const { parameters, total, schedule } = planLoad(profile, setting);
    expect(parameters.channels).toEqual([{ transport: 'single', people: 101, readingsPerSend: 1 }]);
    expect(total).toBe(1010);
    expect(schedule.durationMs).toBe(20_200);
  });
  test('the mix has at least 30 % single posts and 20 % messages, the rest in bundles, and leaves nobody out', () => {
    for (const patients of [1, 2, 3, 10, 101, 9999]) {
      const { channels } = planLoad(withMix({ ...profile, patients }, MIXED), setting).parameters;
      const people = (way: string) => channels.find((c) => c.transport === way)?.people ?? 0;
      expect(people('single') + people('mllp') + people('bundle')).toBe(patients);
      expect(people('single')).toBeGreaterThanOrEqual(0.3 * patients);
      if (patients > 2) expect(people('mllp')).toBeGreaterThanOrEqual(0.2 * patients);
    }
  });
  test('what is sent again counts', () => {
    expect(planLoad({ ...profile, rounds: 3 }, setting).total).toBe(3030);
  });
  test('a way with no share has no channel', () => {
    const { channels } = planLoad(withMix(profile, { single: 0, bundle: 0, mllp: 7 }), setting).parameters;
    expect(channels.map((c) => c.transport)).toEqual(['mllp']);
  });
  test.each([
    ['no way at all', { mix: { single: 0, bundle: 0, mllp: 0 } }, /no way/],
    ['too much', { patients: 20_000, readingsEach: 2000 }, /too many/],
    [
      'a curve back in time',
      {
        arrival: [
          [1, 1],
          [0, 1],
        ] as [number, number][],
      },
      /later and later/,
    ],
  ])('%s is a problem for people', (_, more, message) => {
    expect(problemOf(() => planLoad({ ...profile, ...more }, setting)).describe()).toMatch(message);
  });
});

describe('load profiles', () => {
  test('all that there have to be are there, each with a script of its name and a plan', () => {
    expect(loadProfileNames()).toEqual(
      [
        'smoke',
        'steady',
        'mixed',
        'million',
        'morning-peak',
        'backlog',
        'firmware-resend',
        'cgm-day',
        'soak',
      ].toSorted(),
    );
    for (const name of loadProfileNames()) {
      const { script, profile: found } = findLoad(name);
      expect(script).toMatch(new RegExp(`${name}\\.ts$`));
      const { total, schedule, parameters } = planLoad(found, setting);
      expect(total).toBeGreaterThan(0);
      expect(schedule.durationMs).toBeLessThanOrEqual(2 * 3_600_000);
      expect(schedule.personsFinishedBy(schedule.durationMs + 2000)).toHaveLength(
        parameters.channels.reduce((sum, c) => sum + c.people, 0),
      );
    }
  });
  test('what a profile is about is in its numbers', () => {
    expect(findLoad('cgm-day').profile).toMatchObject({ course: 'cgm', readingsEach: 288 });
    expect(findLoad('firmware-resend').profile.rounds).toBe(2);
    expect(findLoad('backlog').profile.mix).toMatchObject({ bundle: 1, single: 0 });
    expect(findLoad('steady').profile.readingsPerSecond).toBe(1000);
    const levels = findLoad('morning-peak').profile.arrival.map(([, level]) => level);
    expect(Math.max(...levels) / Math.min(...levels)).toBeGreaterThan(10);
  });
  test('an unknown name is exit 3 and says which there are', () => {
    expect(() => findLoad('smok')).toThrowError(
      expect.objectContaining({ exitCode: 3, expected: expect.stringContaining('smoke') }),
    );
  });
});
