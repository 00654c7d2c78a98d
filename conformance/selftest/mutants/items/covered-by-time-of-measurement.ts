import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { filing } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const coveredByTimeOfMeasurement: Mutant = {
  name: 'covered-by-time-of-measurement',
  defect: 'whether somebody is away is asked of when it was measured, and not of when the item is raised',
  requirement: 'ALR-09',
  make: () => {
    let effectiveMs: number | undefined;
    return {
      collaborators: {
        cover: (named, atMs, absencesOf) => collaborators.cover(named, effectiveMs ?? atMs, absencesOf),
      },
      seams: filing(async (file, caller, readings, terms) => {
        effectiveMs = readings[0] === undefined ? undefined : Date.parse(readings[0].effective);
        return await file(caller, readings, terms);
      }),
    };
  },
};
