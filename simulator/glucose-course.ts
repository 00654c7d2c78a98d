import type { MealContext } from '../contract/domain/index.ts';
import type { DiarySink } from './behaviour/diary.ts';
import { glucoseDays } from './behaviour/glucose-days.ts';
import type { Occasion } from './behaviour/glucose-behaviour.ts';
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
  const { behaviour } = archetype;
  const body = options.parameters === undefined ? glucoseBodyOf(archetype.body, streamOf) : bodyOf(options.parameters);
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
