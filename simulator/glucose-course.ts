import type { MealContext } from '../contract/domain/index.ts';
import type { DiarySink } from './behaviour/diary.ts';
import { glucoseDays } from './behaviour/glucose-days.ts';
import type { GlucoseBehaviour, Occasion } from './behaviour/glucose-behaviour.ts';
import { eatingAsTheyRest, waysOf } from './behaviour/ways.ts';
import type { GlucoseArchetype } from './cohort/glucose-archetype.ts';
import { glucoseBodyOf } from './glucose-body-of.ts';
import type { Sampling, StreamOf } from './layers.ts';
import { bodyOf, type GlucoseSet } from './physiology/parameter-set.ts';

/** A drop of blood on a strip, and why it was drawn. */
export interface GlucoseSampling extends Sampling {
  readonly occasion: Occasion;
}

const CONTEXT: Readonly<Record<Occasion, MealContext>> = {
  'pre-breakfast': 'fasting',
  'post-breakfast': 'post-meal',
  'pre-lunch': 'pre-meal',
  'post-lunch': 'post-meal',
  'pre-dinner': 'pre-meal',
  'post-dinner': 'post-meal',
  bedtime: 'bedtime',
  symptoms: 'casual',
  recheck: 'casual',
};

/** Below this nobody of an archetype is: who is lighter, as a child, eats less. */
const LIGHTEST_ADULT_KG = 50;

/** The habits of an archetype for somebody of another body: those who are lighter than any adult eat as much less. */
function eatingFor(behaviour: GlucoseBehaviour, bodyWeightKg: number): GlucoseBehaviour {
  const share = bodyWeightKg / LIGHTEST_ADULT_KG;
  if (share >= 1) return behaviour;
  const { meals, hypo } = behaviour;
  return {
    ...behaviour,
    meals: { ...meals, appetite: share * meals.appetite },
    ...(hypo === undefined ? {} : { hypo: { ...hypo, grams: share * hypo.grams, overGrams: share * hypo.overGrams } }),
  };
}

/**
 * Finger tests of one person, day after day without end, `firstDate` the first day with tests. Every day has
 * streams of its own, so that a longer run begins with the shorter one. `diary` is told meals, doses and spells,
 * and the true curve every five minutes; a run that tells has the bytes of one that does not.
 */
export function* glucoseCourse(
  archetype: Pick<GlucoseArchetype, 'body' | 'behaviour'>,
  options: {
    readonly zone: string;
    readonly firstDate: string;
    readonly personId: string;
    readonly streamOf: StreamOf;
    readonly diary?: DiarySink;
    /** This very person in place of one who is drawn. */
    readonly parameters?: GlucoseSet;
  },
): Generator<GlucoseSampling> {
  const { personId, streamOf } = options;
  const { parameters } = options;
  const body = parameters === undefined ? glucoseBodyOf(archetype.body, streamOf) : bodyOf(parameters);
  const behaviour = parameters === undefined ? archetype.behaviour : eatingFor(archetype.behaviour, body.bodyWeightKg);
  const ways = eatingAsTheyRest(waysOf(behaviour, streamOf('ways')), behaviour.meals, body.restMgDl);
  for (const { atMs, occasion, mgDl } of glucoseDays(body, ways, behaviour, options)) {
    yield {
      atMs,
      presented: mgDl,
      specimen: 'capillary',
      mealContext: CONTEXT[occasion],
      truth: { trueValue: mgDl, trueUnit: 'mg/dL', trueTimeMs: atMs, faultIds: [], personId },
      occasion,
    };
  }
}
