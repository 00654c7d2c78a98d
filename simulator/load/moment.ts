import type { LoadParameters } from './parameters.ts';

/** The meter's clock at a reading: when, and how far into a meal, 0 to 1. */
export interface Moment {
  readonly epochMs: number;
  readonly fed: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 1440 * MINUTE_MS;
/** Nothing is taken in the last minute before a run begins: a system's clock may be behind ours. */
const LEAD_MS = MINUTE_MS;
const RECENT_MS = 50 * MINUTE_MS;
const RECENT_STEP_MS = 30 * SECOND_MS;
const CGM_MS = 5 * MINUTE_MS;
/** Days that readings may reach back: a system need not take what is older than 30 (contract: Declared policies). */
const MOST_DAYS = 27;
const LEAST_TESTS = 4;

/** A test of the day: minutes since midnight, and how far into a meal it is. */
interface Test {
  readonly minute: number;
  readonly fed: number;
}

/** In the order in which people take them up: breakfast, lunch, dinner, bedtime, then after meals and between them. */
const TESTS: readonly Test[] = [
  { minute: 435, fed: 0 },
  { minute: 735, fed: 0.6 },
  { minute: 1095, fed: 0.8 },
  { minute: 1320, fed: 0.3 },
  { minute: 570, fed: 1 },
  { minute: 870, fed: 1 },
  { minute: 1200, fed: 1 },
  { minute: 660, fed: 0.4 },
  { minute: 960, fed: 0.5 },
];
/** A test is put off by up to this much, which is less than any two of them are apart. */
const PUT_OFF_S = 50 * 60;

/** The tests of a day on which there are `count`, in their order. */
const testsOf = (count: number): readonly Test[] =>
  count <= TESTS.length
    ? TESTS.slice(0, count).sort((a, b) => a.minute - b.minute)
    : Array.from({ length: count }, (_, i) => ({ minute: Math.floor((i * 1440) / count), fed: (i % 8) / 8 }));

const testsByCount = new Map<number, readonly Test[]>();

const mealMoment = (count: number, number: number, todayMs: number, chance: number): Moment => {
  const tests = Math.max(LEAST_TESTS, Math.ceil(count / MOST_DAYS));
  const known = testsByCount.get(tests) ?? testsOf(tests);
  testsByCount.set(tests, known);
  const { minute, fed } = known[number % tests] ?? { minute: 0, fed: 0 };
  const day = Math.floor(number / tests) - Math.ceil(count / tests);
  const putOff = Math.floor(chance * Math.min(PUT_OFF_S, 86_400 / tests - 60)) * SECOND_MS;
  return { epochMs: todayMs + day * DAY_MS + minute * MINUTE_MS + putOff, fed };
};

/** Three meals a day: up for an hour, then down for two. */
const fedAt = (localMs: number): number => {
  const hours = ((localMs / MINUTE_MS) % 360) / 60;
  return hours < 1 ? hours : hours < 3 ? (3 - hours) / 2 : 0;
};

/**
 * When reading `number` of a person was taken; later for a later one, and never twice the same second. `chance`, in
 * [0, 1), puts a test by the meal off.
 */
export const momentOf = (
  { course, untilMs, readingsPerPerson: count }: LoadParameters,
  aheadMinutes: number,
  number: number,
  chance: number,
): Moment => {
  const back = count - number;
  const ahead = aheadMinutes * MINUTE_MS;
  if (course === 'recent' || course === 'alarms') {
    const step = Math.max(1, Math.floor(Math.min(RECENT_STEP_MS, RECENT_MS / count) / SECOND_MS)) * SECOND_MS;
    const from = Math.floor((untilMs - LEAD_MS) / SECOND_MS) * SECOND_MS;
    return { epochMs: from - back * step, fed: (number % 4) / 3 };
  }
  if (course === 'cgm') {
    const epochMs = Math.floor((untilMs - LEAD_MS) / CGM_MS) * CGM_MS - (back - 1) * CGM_MS;
    return { epochMs, fed: fedAt(epochMs + ahead) };
  }
  const today = Math.floor((untilMs + ahead) / DAY_MS) * DAY_MS - ahead;
  return mealMoment(count, number, today, chance);
};
