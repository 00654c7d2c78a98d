import { compared } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-20: a meal context that was shown arrives (must); none is made up (must not). */
export const SND_20: SenderJudge = {
  id: 'SND-20',
  judge(of, out) {
    for (const { measurement, versions } of of.measurements)
      for (const { version, arrivals } of versions)
        for (const arrival of arrivals) {
          const [shown, sent] = [version.reading.mealContext, arrival.reading.mealContext];
          if (version.reading.measure !== 'glucose') continue;
          out.report(
            compared(of, measurement, arrival, shown === undefined ? 'must-not' : 'must', {
              same: shown === sent,
              expected: shown === undefined ? 'no meal context' : `the meal context ${shown}`,
              observed: sent ?? 'none',
            }),
          );
        }
  },
};
