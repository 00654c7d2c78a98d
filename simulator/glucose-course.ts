import { staysEngaged, GLUCOSE_ENGAGEMENT, TYPE_2_MEALS, TYPE_2_TESTS } from './behaviour/habits.ts';
import { planGlucoseDay, type FingerTest, type GlucoseHabits, type Meal } from './behaviour/glucose-day.ts';
import { addDays, atLocalTime, HOUR_MS, MINUTE_MS, offsetMinutes, type EpochMs } from './clock.ts';
import type { GlucoseArchetype } from './cohort/archetypes.ts';
import { glucoseModel, type GlucoseModel } from './physiology/glucose/dalla-man.ts';
import { modulationAt } from './physiology/glucose/day-rhythm.ts';
import { ADULT_SPREAD, drawPerson } from './physiology/glucose/person.ts';
import type { RandomStream, StreamKey } from './random.ts';

/** The patient's true glucose at a finger test. */
export interface TestedGlucose {
  readonly atMs: EpochMs;
  readonly occasion: FingerTest['occasion'];
  readonly glucoseMgDl: number;
}

type StreamOf = (...keys: readonly StreamKey[]) => RandomStream;

/** Days simulated before the first one, so that no patient starts at rest. */
const RUN_IN_DAYS = 2;
const SMALLEST_DAWN = 0;
const LARGEST_DAWN = 0.3;
const HOURS_PER_DAY = 24;

interface Person {
  readonly model: GlucoseModel;
  readonly habits: GlucoseHabits;
  readonly dawn: number;
}

function personOf(archetype: GlucoseArchetype, streamOf: StreamOf): Person {
  const parameters = drawPerson(archetype.parameters, ADULT_SPREAD, streamOf('physiology'));
  const ways = streamOf('ways');
  return {
    model: glucoseModel(parameters),
    habits: {
      meals: TYPE_2_MEALS,
      tests: TYPE_2_TESTS,
      engagement: GLUCOSE_ENGAGEMENT,
      appetite: archetype.appetite * ways.logNormal(1, 0.1),
      laterMinutes: ways.normal(0, 35),
    },
    dawn: Math.min(LARGEST_DAWN, Math.max(SMALLEST_DAWN, ways.logNormal(archetype.dawn.median, archetype.dawn.sigma))),
  };
}

/** Runs the model minute by minute, under the local time of day, up to an instant. */
function advancer(person: Person, zone: string, startMs: EpochMs) {
  let nowMs = startMs;
  let aheadMinutes = offsetMinutes(nowMs, zone);
  return (untilMs: EpochMs, dailySensitivity: number, production: number): void => {
    while (nowMs + MINUTE_MS <= untilMs) {
      // A zone changes its offset on a quarter of an hour, never between.
      if (nowMs % (15 * MINUTE_MS) === 0) aheadMinutes = offsetMinutes(nowMs, zone);
      const hour = ((nowMs + aheadMinutes * MINUTE_MS) / HOUR_MS) % HOURS_PER_DAY;
      const rhythm = modulationAt(hour, person.dawn, dailySensitivity);
      person.model.advance(1, { production: rhythm.production * production, sensitivity: rhythm.sensitivity });
      nowMs += MINUTE_MS;
    }
  };
}

type DayEvent = ({ readonly kind: 'meal' } & Meal) | ({ readonly kind: 'test' } & FingerTest);

/**
 * Glucose of one patient at each finger test, day after day without end: the meal model under
 * meals, tablets, dawn and a sensitivity that differs from day to day. `firstDate` is the first day
 * with tests. Every day has streams of its own, so that a longer run begins with the shorter one.
 */
export function* glucoseCourse(
  archetype: GlucoseArchetype,
  zone: string,
  firstDate: string,
  streamOf: StreamOf,
): Generator<TestedGlucose> {
  const person = personOf(archetype, streamOf);
  const { sd, memory } = archetype.sensitivity;
  const runInDate = addDays(firstDate, -RUN_IN_DAYS);
  const advance = advancer(person, zone, atLocalTime(zone, runInDate, '00:00'));
  let engaged = true;
  let logSensitivity = 0;
  for (let day = -RUN_IN_DAYS; ; day++) {
    const today = streamOf('day', day);
    logSensitivity = memory * logSensitivity + today.normal(0, sd * Math.sqrt(1 - memory ** 2));
    const production = today.bernoulli(archetype.medication.adherence) ? archetype.medication.production : 1;
    if (day > 0) engaged = staysEngaged(engaged, person.habits.engagement, today);

    const plan = planGlucoseDay(addDays(firstDate, day), zone, person.habits, engaged, (name) =>
      streamOf('habit', name, day),
    );
    const events: DayEvent[] = [
      ...plan.meals.map((meal) => ({ kind: 'meal' as const, ...meal })),
      ...(day < 0 ? [] : plan.tests.map((test) => ({ kind: 'test' as const, ...test }))),
    ].toSorted((a, b) => a.atMs - b.atMs);
    for (const event of events) {
      advance(event.atMs, Math.exp(logSensitivity), production);
      if (event.kind === 'meal') person.model.eat(event.carbohydrateGrams);
      else {
        const { glucoseMgDl } = person.model.outputs();
        yield { atMs: event.atMs, occasion: event.occasion, glucoseMgDl };
      }
    }
  }
}
