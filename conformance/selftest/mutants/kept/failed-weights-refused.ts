import { filing } from '../../seams/between.ts';
import { refuse } from '../../../../contract/refusal.ts';
import type { Mutant } from '../../mutant.ts';

export const failedWeightsRefused: Mutant = {
  name: 'failed-weights-refused',
  defect: 'a weight that could not be measured is refused',
  requirement: 'RDG-14',
  also: ['AUD-02'],
  seams: filing(async (file, caller, readings, terms) =>
    readings.some(({ measure, result }) => measure === 'weight' && result.kind === 'absent')
      ? refuse('bad-value')
      : await file(caller, readings, terms),
  ),
};
