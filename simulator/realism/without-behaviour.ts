import type { GlucoseArchetype } from '../cohort/glucose-archetype.ts';

/**
 * The same bodies, meals and meter of people who never err: everything counted and injected in time, nothing different
 * from one day to the next, a test before each meal and at bedtime at the same hour. What a simulator without a
 * layer of behaviour makes, for the classifier to see through.
 */
export function withoutBehaviour(archetype: GlucoseArchetype): GlucoseArchetype {
  const { meals, rhythm, basal, bolus, engagement, ...rest } = archetype.behaviour;
  const exact = { carbCountSigma: 0, missed: 0, late: 0, personSigma: 0, actionSigma: 0, correction: 1 };
  return {
    ...archetype,
    behaviour: {
      ...rest,
      meals: {
        ...meals,
        mealSigma: 0.1,
        weekendAppetite: 1,
        weekendLaterMinutes: 0,
        list: meals.list.map((meal) => ({ ...meal, usual: { ...meal.usual, daySdMinutes: 10 } })),
      },
      rhythm: { ...rhythm, sensitivitySd: 0, partSd: 0, productionSd: 0 },
      engagement: { ...engagement, missEngaged: 0, lapsePerDay: 0 },
      spells: { illnessesPerYear: 0, exercisePerWeek: 0 },
      ...(basal === undefined
        ? {}
        : { basal: { ...basal, share: 1, personSigma: 0, missed: 0, wrongSize: 0, actionSigma: 0 } }),
      ...(bolus === undefined ? {} : { bolus: { ...bolus, ...exact, share: { breakfast: 1, lunch: 1, dinner: 1 } } }),
    },
  };
}
