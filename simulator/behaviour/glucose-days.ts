import { addDays, MINUTE_MS, type EpochMs } from '../clock.ts';
import type { StreamOf } from '../layers.ts';
import { AS_DESCRIBED, type GlucoseBody } from '../physiology/glucose/body.ts';
import type { DiarySink } from './diary.ts';
import { dayTeller } from './diary-of-day.ts';
import { notices, rescueGrams } from './felt-low.ts';
import type { GlucoseBehaviour, Occasion } from './glucose-behaviour.ts';
import { insulinOf } from './insulin-user.ts';
import { localDays } from './local-day.ts';
import { QUARTER_MINUTES, setRhythm, type MutableModulation } from './modulation.ts';
import {
  exerciseSensitivity,
  exerciseUptake,
  illSensitivity,
  steroidProduction,
  steroidSensitivity,
} from './spells.ts';
import { AT_FIRST, drawDay, type Carried, type Today } from './today.ts';
import type { Ways } from './ways.ts';

/** A test as it happens. */
export interface TestedGlucose {
  readonly atMs: EpochMs;
  readonly occasion: Occasion;
  readonly mgDl: number;
}

export interface GlucoseDaysOptions {
  readonly zone: string;
  readonly firstDate: string;
  readonly streamOf: StreamOf;
  readonly diary?: DiarySink;
}

/** Days simulated before the first one, so that no patient starts at rest. */
const RUN_IN_DAYS = 2;
/** The body runs in slices of this length; the diary is told the truth after each. */
const SLICE_MINUTES = 5;
/** After a low was treated nobody treats it again before this. */
const PATIENCE_MINUTES = 30;
const LOW_MG_DL = 70;
const HIGH_MG_DL = 300;
const RECHECK_MINUTES = [10, 25] as const;
/** What a patient reads is not quite the truth: the deviation of a usual meter. */
const METER_CV = 0.05;
/** A meter takes a minute for a test, so two within one are one. */
const TEST_MINUTES = 1;

/** Tests of one person, day after day without end. */
export function* glucoseDays(
  body: GlucoseBody,
  ways: Ways,
  b: GlucoseBehaviour,
  { zone, firstDate, streamOf, diary }: GlucoseDaysOptions,
): Generator<TestedGlucose> {
  const insulin = insulinOf(b, ways, body);
  // A body takes another object for another modulation: two in turn make no garbage and are never the same.
  const turns: readonly [MutableModulation, MutableModulation] = [{ ...AS_DESCRIBED }, { ...AS_DESCRIBED }];
  let turn: 0 | 1 = 0;
  const tell = diary === undefined ? undefined : dayTeller(diary);
  let carried: Carried = AT_FIRST;
  let treatedAt = -Infinity;
  let testedAt = -Infinity;
  let day = -RUN_IN_DAYS;
  insulin.settle();

  const modulate = (today: Today, minute: number, now: number): MutableModulation => {
    turn = turn === 0 ? 1 : 0;
    const modulation = turns[turn];
    setRhythm(modulation, minute, ways.dawn, b.rhythm.circadian, today.parts);
    const tablet = today.tabletTaken ? (b.tablets?.production ?? 1) : 1;
    const steroids = steroidSensitivity(b.steroids, day, minute / 60);
    modulation.production *= tablet * steroidProduction(steroids);
    modulation.sensitivity *=
      illSensitivity(today.illDays) * exerciseSensitivity(now - today.exerciseAt) * steroids * pregnancy(b, day);
    modulation.uptake = exerciseUptake(now - today.exerciseAt);
    return modulation;
  };

  for (const local of localDays(zone, addDays(firstDate, day))) {
    const today = drawDay(b, ways, local, day, carried, streamOf);
    const { plan } = today;
    const reacting = streamOf('reactions', day);
    const dosing = streamOf('doses', day);
    const midnight = local.startMs / MINUTE_MS;
    tell?.day(today);

    /** Lets time pass until the next happening, or until a low is felt. */
    const pass = (from: number): number => {
      let minute = from;
      for (;;) {
        const until = Math.min(plan.nextMinute(), local.minutes, minute + SLICE_MINUTES - (minute % SLICE_MINUTES));
        if (until <= minute) return minute;
        body.advance(until - minute, modulate(today, minute, midnight + minute));
        minute = until;
        if (minute % SLICE_MINUTES === 0) tell?.state(local.startMs + minute * MINUTE_MS, body.plasmaGlucoseMgDl());
        if (minute % QUARTER_MINUTES === 0) feel(minute);
      }
    };
    const feel = (minute: number): void => {
      if (b.hypo === undefined || midnight + minute - treatedAt < PATIENCE_MINUTES) return;
      if (!notices(b.hypo, ways.feltBelowMgDl, body.plasmaGlucoseMgDl(), minute / 60, reacting)) return;
      if (reacting.bernoulli(b.reactive.symptoms)) plan.add(minute, { kind: 'test', occasion: 'symptoms' });
      treat(minute);
    };
    const treat = (minute: number): void => {
      if (b.hypo === undefined) return;
      plan.add(minute, { kind: 'meal', meal: { name: 'rescue', minute, grams: rescueGrams(b.hypo, reacting) } });
      treatedAt = midnight + minute;
    };
    const react = (minute: number, readMgDl: number): void => {
      insulin.reads(midnight + minute, readMgDl);
      const again = readMgDl < LOW_MG_DL ? b.reactive.recheckLow : readMgDl > HIGH_MG_DL ? b.reactive.recheckHigh : 0;
      const after = minute + Math.round(reacting.between(...RECHECK_MINUTES));
      if (reacting.bernoulli(again)) plan.add(after, { kind: 'test', occasion: 'recheck' });
      if (readMgDl < LOW_MG_DL && midnight + minute - treatedAt >= PATIENCE_MINUTES) treat(minute);
    };

    let minute = 0;
    while (minute < local.minutes) {
      minute = pass(minute);
      const happening = plan.nextMinute() <= minute ? plan.take() : undefined;
      if (happening === undefined) continue;
      const atMs = local.startMs + minute * MINUTE_MS;
      if (happening.kind === 'meal') {
        body.eat(happening.meal.grams);
        tell?.meal(atMs, happening.meal);
        const bolus = insulin.forMeal(happening.meal, midnight + minute, dosing);
        if (bolus !== undefined) plan.add(minute + bolus.lateMinutes, { kind: 'bolus', bolus });
      } else if (happening.kind === 'bolus') {
        if (!happening.bolus.missed) body.injectRapid(happening.bolus.effect);
        tell?.dose(atMs, 'rapid insulin', happening.bolus.units, happening.bolus.missed);
      } else if (happening.kind === 'basal') {
        const { units, effect } = insulin.basal(dosing);
        if (units > 0) body.injectLong(effect);
        tell?.dose(atMs, 'long-acting insulin', units, units === 0);
      } else if (midnight + minute - testedAt >= TEST_MINUTES) {
        testedAt = midnight + minute;
        const mgDl = body.plasmaGlucoseMgDl();
        const second = reacting.int(60);
        react(minute, mgDl * (1 + METER_CV * reacting.normal(0, 1)));
        if (happening.occasion === 'bedtime') {
          const bolus = insulin.atBedtime(midnight + minute, dosing);
          if (bolus !== undefined) plan.add(minute, { kind: 'bolus', bolus });
        }
        if (day >= 0) yield { atMs: atMs + second * 1000, occasion: happening.occasion, mgDl };
      }
    }
    carried = today;
    day++;
  }
}

/** Sensitivity that pregnancy takes away week by week, day 0 the start of week 20. */
const pregnancy = (b: GlucoseBehaviour, day: number): number =>
  b.sensitivityLossPerWeek === undefined ? 1 : Math.max(0.5, 1 - (b.sensitivityLossPerWeek * Math.max(0, day)) / 7);
