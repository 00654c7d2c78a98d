import { describe, expect, test } from 'vitest';
import type { DiaryEvent } from './behaviour/diary.ts';
import { dayOf, localHour } from './clock.ts';
import { weightArchetypes, type WeightArchetype } from './cohort/weight-archetypes.ts';
import { usualWeightOf } from './cohort/weight-person.ts';
import type { Sampling } from './layers.ts';
import { randomSpace } from './random.ts';
import { weightCourse, type WeightSetting } from './weight-course.ts';

const ZONE = 'America/New_York';
const named = (name: string): WeightArchetype => {
  const found = weightArchetypes.find((a) => a.name === name);
  if (found === undefined) throw new Error(name);
  return found;
};
const settingOf = (name: string, index = 0, changes: Partial<WeightSetting> = {}): WeightSetting => ({
  archetype: named(name),
  person: { gender: index % 2 === 0 ? 'female' : 'male', ageYears: 60 },
  personId: `MRN${index}`,
  zone: ZONE,
  firstDay: dayOf('2026-03-02'),
  space: randomSpace(7, name, index),
  ...changes,
});
/** Samplings of the first days of a life. */
function lived(setting: WeightSetting, days: number): Sampling[] {
  const until = Date.parse('2026-03-02T05:00:00Z') + days * 86_400_000;
  const found: Sampling[] = [];
  for (const sampling of weightCourse(setting).samplings()) {
    if (sampling.atMs >= until) return found;
    found.push(sampling);
  }
  return found;
}
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const kgAround = (samplings: readonly Sampling[], from: number, to: number): number =>
  mean(samplings.slice(from, to).map(({ truth }) => truth.trueValue));

describe.each(weightArchetypes.map((a) => a.name))('%s', (name) => {
  test('rises in time, has the truth of the moment, and clothes on top of it', () => {
    let last = 0;
    for (const { atMs, presented, specimen, truth } of lived(settingOf(name), 400)) {
      expect(atMs).toBeGreaterThan(last);
      last = atMs;
      expect(truth.trueTimeMs).toBe(atMs);
      expect(specimen).toBe('body');
      expect(presented).toBeGreaterThanOrEqual(truth.trueValue);
      expect(presented - truth.trueValue).toBeLessThan(1);
      expect(truth.faultIds).toEqual([]);
      expect(truth.trueUnit).toBe('kg');
    }
  });

  test('the same setting is the same life; a longer one begins with the shorter', () => {
    const setting = () => settingOf(name, 3);
    const long = lived(setting(), 90);
    expect(lived(setting(), 40)).toEqual(long.slice(0, lived(setting(), 40).length));
  });
});

describe('kinds of lives', () => {
  test('wasting: half a percent a week', () => {
    const days = lived(settingOf('hf-cachexia'), 365);
    expect(kgAround(days, -20, days.length) / kgAround(days, 0, 20)).toBeCloseTo(0.995 ** 49, 1);
  });

  test('a programme takes a tenth in a year in the mean, and weighing falls from 0.4 to 0.2 a day', () => {
    const people = Array.from({ length: 150 }, (_, i) => lived(settingOf('obesity-program', i), 400));
    const shares = people.map((days) => {
      const atYear = days.filter(({ atMs }) => Math.abs(atMs - Date.parse('2027-03-02T12:00:00Z')) < 25 * 86_400_000);
      return mean(atYear.map(({ truth }) => truth.trueValue)) / kgAround(days, 0, 5);
    });
    expect(Math.abs(mean(shares.filter((s) => s > 0)) - 0.9)).toBeLessThan(0.015);
    const perDay = (from: number, to: number) =>
      mean(people.map((days) => days.filter(({ atMs }) => atMs >= from && atMs < to).length)) / 28;
    const start = Date.parse('2026-03-02T05:00:00Z');
    expect(Math.abs(perDay(start, start + 28 * 86_400_000) - 0.4)).toBeLessThan(0.06);
    expect(Math.abs(perDay(start + 366 * 86_400_000, start + 394 * 86_400_000) - 0.2)).toBeLessThan(0.06);
  });

  test('dialysis: Monday mornings are 2 kg and more above Tuesday mornings', () => {
    const days = lived(settingOf('ckd-dialysis'), 365);
    const on = (weekday: number) =>
      mean(days.filter(({ atMs }) => new Date(atMs).getUTCDay() === weekday).map(({ truth }) => truth.trueValue));
    expect(on(1) - on(2)).toBeGreaterThan(1.2);
    expect(on(1) - on(2)).toBeLessThan(3);
    expect(on(3) - on(4)).toBeGreaterThan(0.6);
  });

  test('a fixed decompensation is what was asked for, and leaves times and all else as they were', () => {
    const ill = lived(settingOf('hf-decomp', 1, { fixed: { eventDay: 12, gainKg: 5 } }), 40);
    const well = lived(settingOf('hf-decomp', 1, { fixed: { eventDay: 12, gainKg: 0 } }), 40);
    expect(ill.map(({ atMs }) => atMs)).toEqual(well.map(({ atMs }) => atMs));
    const gains = ill.map(({ truth }, i) => truth.trueValue - (well[i]?.truth.trueValue ?? 0));
    expect(Math.max(...gains)).toBeGreaterThan(3);
    expect(gains.at(-1)).toBeCloseTo(0, 9);
  });

  test('heart failure weighs in the morning', () => {
    for (const { atMs } of lived(settingOf('hf-stable'), 200)) {
      expect(localHour(atMs, ZONE)).toBeGreaterThanOrEqual(4);
      expect(localHour(atMs, ZONE)).toBeLessThan(10.5);
    }
  });
});

describe('a scale for a family', () => {
  test('two to four people with profiles of their own, the patient first', () => {
    const sizes = Array.from({ length: 100 }, (_, i) => {
      const course = weightCourse(settingOf('family-scale', i));
      return course.profilesKg.length;
    });
    expect(new Set(sizes)).toEqual(new Set([2, 3, 4]));
    const setting = settingOf('family-scale', 5);
    const { profilesKg } = weightCourse(setting);
    const own = lived(setting, 60).filter(({ truth }) => truth.personId === 'MRN5');
    expect(Math.abs(kgAround(own, 0, own.length) - (profilesKg[0] ?? 0))).toBeLessThan(1.5);
  });

  test('everybody who lives there weighs, and says who it was', () => {
    const setting = settingOf('family-scale', 2);
    const size = weightCourse(setting).profilesKg.length;
    const ids = new Set(lived(setting, 120).map(({ truth }) => truth.personId));
    for (let member = 2; member <= size; member++) expect(ids).toContain(`MRN2-${member}`);
  });

  test('children and suitcases on three days in a thousand', () => {
    let [visits, days] = [0, 0];
    for (let i = 0; i < 30; i++) {
      days += 700;
      for (const { truth } of lived(settingOf('family-scale', i), 700)) {
        if (truth.personId !== '' && !truth.personId.endsWith('-child')) continue;
        visits++;
        expect(truth.trueValue).toBeLessThan(42);
      }
    }
    expect(Math.abs(visits / days - 0.003)).toBeLessThan(0.0015);
  });
});

describe('a diary', () => {
  const told = (name: string, changes: Partial<WeightSetting> = {}) => {
    const events: DiaryEvent[] = [];
    const samplings = lived(settingOf(name, 1, { ...changes, diary: (event) => events.push(event) }), 40);
    return { events, samplings };
  };

  test.each(['hf-decomp', 'family-scale', 'ckd-dialysis'])('changes nothing of %s, and is in order of time', (name) => {
    const { events, samplings } = told(name);
    expect(samplings).toEqual(lived(settingOf(name, 1), 40));
    const times = events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('tells the patient alone, four times a day, as it is weighed', () => {
    const { events, samplings } = told('family-scale');
    const curve = events.filter((event) => event.kind === 'state');
    expect(curve.length).toBeGreaterThanOrEqual(4 * 40);
    const own = samplings.filter(({ truth }) => truth.personId === 'MRN1');
    for (const { atMs, truth } of own) {
      const [nearest] = curve.toSorted((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs));
      expect(Math.abs((nearest?.value ?? 0) - truth.trueValue)).toBeLessThan(2);
    }
  });

  test('a decompensation is a spell from its slow beginning until it is gone', () => {
    const { events } = told('hf-decomp', { fixed: { eventDay: 35, gainKg: 4 } });
    const spells = events.filter((event) => event.kind === 'spell');
    expect(spells).toHaveLength(1);
    const [spell] = spells;
    expect(new Date(spell?.atMs ?? 0).toISOString().slice(0, 10)).toBe('2026-03-07');
    const days = ((spell?.untilMs ?? 0) - (spell?.atMs ?? 0)) / 86_400_000;
    expect(days).toBeGreaterThan(32);
    expect(days).toBeLessThan(36);
    expect(told('hf-stable').events.some(({ kind }) => kind === 'spell')).toBe(false);
  });

  test('by other numbers too, also where it begins within a day', () => {
    const parameters = { ...usualWeightOf(named('hf-decomp')), slowDays: 10.5 };
    const { events } = told('hf-decomp', { fixed: { eventDay: 35, gainKg: 4 }, parameters });
    const [spell] = events.filter((event) => event.kind === 'spell');
    expect(new Date(spell?.atMs ?? 0).toISOString().slice(0, 10)).toBe('2026-03-26');
  });
});
