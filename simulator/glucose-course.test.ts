import { describe, expect, test } from 'vitest';
import type { DiaryEvent } from './behaviour/diary.ts';
import { localDate, MINUTE_MS } from './clock.ts';
import type { GlucoseArchetype } from './cohort/glucose-archetype.ts';
import { type1Mdi } from './cohort/glucose/type-1.ts';
import { type2Oral } from './cohort/glucose/type-2.ts';
import { steroid } from './cohort/glucose/own-insulin.ts';
import { NORMAL } from './physiology/glucose/parameters.ts';
import type { GlucoseSet } from './physiology/parameter-set.ts';
import { glucoseCourse, type GlucoseSampling } from './glucose-course.ts';
import { randomStream } from './random.ts';

const ZONE = 'America/New_York';

function course(
  archetype: GlucoseArchetype,
  days: number,
  over: { diary?: (e: DiaryEvent) => void; index?: number; parameters?: GlucoseSet } = {},
) {
  const { diary, index = 0, parameters } = over;
  const samplings: GlucoseSampling[] = [];
  const options = {
    zone: ZONE,
    firstDate: '2026-03-02',
    personId: 'HTEST-1',
    streamOf: (...keys: (string | number)[]) => randomStream(5, archetype.name, index, ...keys),
    ...(diary === undefined ? {} : { diary }),
    ...(parameters === undefined ? {} : { parameters }),
  };
  const last = new Date(Date.parse('2026-03-02T00:00:00Z') + (days - 1) * 86_400_000).toISOString().slice(0, 10);
  for (const sampling of glucoseCourse(archetype, options)) {
    if (localDate(sampling.atMs, ZONE) > last) break;
    samplings.push(sampling);
  }
  return samplings;
}
const told = (archetype: GlucoseArchetype, days: number): readonly DiaryEvent[] => {
  const events: DiaryEvent[] = [];
  course(archetype, days, { diary: (event) => events.push(event) });
  return events;
};

test('a body that is lighter than any adult, as a child, eats as much less; a lighter adult eats as ever', () => {
  const grams = (bodyWeightKg: number): readonly number[] => {
    const events: DiaryEvent[] = [];
    const parameters = { model: 'dalla-man-2007', parameters: { ...NORMAL, bodyWeightKg } } as const;
    course(type2Oral, 3, { diary: (event) => events.push(event), parameters });
    return events.flatMap((event) => (event.kind === 'meal' ? [event.carbohydrateGrams] : []));
  };
  const [adult, small, child] = [grams(78), grams(50), grams(25)];
  expect(small).toEqual(adult);
  expect(child).toHaveLength(adult.length);
  for (const [at, g] of child.entries()) expect(g).toBeCloseTo((adult[at] ?? 0) / 2, 6);
});

describe.each([type1Mdi, type2Oral])('finger tests of $name', (archetype) => {
  const samplings = course(archetype, 20);

  test('come in order of time, at least a minute apart in their minutes, over the change of clocks too', () => {
    expect(samplings.length).toBeGreaterThan(12);
    const minutes = samplings.map(({ atMs }) => Math.floor(atMs / MINUTE_MS));
    for (const [i, minute] of minutes.entries()) if (i > 0) expect(minute).toBeGreaterThan(minutes[i - 1] ?? 0);
    expect(localDate(samplings[0]?.atMs ?? 0, ZONE) >= '2026-03-02').toBe(true);
  });

  test('are clean drops of blood that know the truth', () => {
    for (const { presented, specimen, truth, atMs } of samplings) {
      expect(specimen).toBe('capillary');
      expect(truth).toEqual({
        trueValue: presented,
        trueUnit: 'mg/dL',
        trueTimeMs: atMs,
        faultIds: [],
        personId: 'HTEST-1',
      });
      expect(presented).toBeGreaterThan(10);
      expect(presented).toBeLessThan(900);
    }
  });

  test('know why they were made', () => {
    for (const { occasion, mealContext } of samplings) {
      if (occasion === 'pre-breakfast') expect(mealContext).toBe('fasting');
      if (occasion.startsWith('post-')) expect(mealContext).toBe('post-meal');
      if (occasion === 'bedtime') expect(mealContext).toBe('bedtime');
    }
  });

  test('a longer run begins with the shorter one, and the same run is the same', () => {
    const shorter = course(archetype, 9);
    expect(samplings.slice(0, shorter.length)).toEqual(shorter);
    expect(course(archetype, 20)).toEqual(samplings);
    expect(course(archetype, 20, { index: 1 })).not.toEqual(samplings);
  });

  test('who is listened to does the same', () => {
    expect(course(archetype, 20, { diary: () => undefined })).toEqual(samplings);
  });
});

describe('a diary', () => {
  const events = told(type1Mdi, 30);
  const of = (kind: DiaryEvent['kind']) => events.filter((event) => event.kind === kind);

  test('is in order of time', () => {
    for (const [i, { atMs }] of events.entries())
      if (i > 0) expect(atMs).toBeGreaterThanOrEqual(events[i - 1]?.atMs ?? 0);
  });

  test('tells the curve every five minutes', () => {
    const times = of('state').map(({ atMs }) => atMs);
    for (const [i, atMs] of times.entries()) if (i > 0) expect(atMs - (times[i - 1] ?? 0)).toBe(5 * MINUTE_MS);
  });

  test('tells meals, and doses taken and missed', () => {
    expect(of('meal').length / 32).toBeGreaterThan(3);
    const doses = events.filter((event) => event.kind === 'dose');
    expect(doses.filter(({ name }) => name === 'long-acting insulin').length).toBeGreaterThanOrEqual(31);
    // One in forty is missed: a month may have none.
    const rapid = told(type1Mdi, 200).filter((event) => event.kind === 'dose' && event.name === 'rapid insulin');
    const missed = rapid.filter((dose) => dose.kind === 'dose' && dose.missed === true).length;
    expect(missed).toBeGreaterThan(0);
    expect(missed / rapid.length).toBeLessThan(0.1);
  });

  test('tells spells of time', () => {
    const spells = events.filter((event) => event.kind === 'spell');
    expect(spells.some(({ name }) => name === 'exercise')).toBe(true);
    for (const { atMs, untilMs } of spells) expect(untilMs).toBeGreaterThan(atMs);
  });

  test('tablets that were forgotten', () => {
    const forgotten = told(type2Oral, 60).filter((event) => event.kind === 'dose' && event.name === 'tablet');
    expect(Math.abs(forgotten.length / 62 - 0.15)).toBeLessThan(0.12);
  });
});

test('steroids are high in the afternoon and over after their course', () => {
  const values = (days: [number, number], from: number, to: number) =>
    Array.from({ length: 6 }, (_, index) => index).flatMap((index) => {
      const states: number[] = [];
      course(steroid, 26, {
        index,
        diary: (event) => {
          if (event.kind !== 'state') return;
          const day = (event.atMs - Date.parse('2026-03-02T05:00:00Z')) / 86_400_000;
          const hour = (day - Math.floor(day)) * 24;
          if (day >= days[0] && day < days[1] && hour >= from && hour < to) states.push(event.value);
        },
      });
      return states;
    });
  const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
  expect(mean(values([0, 5], 13, 21))).toBeGreaterThan(mean(values([0, 5], 3, 7)) * 1.25);
  expect(mean(values([20, 26], 13, 21))).toBeLessThan(mean(values([0, 5], 13, 21)) * 0.95);
});
