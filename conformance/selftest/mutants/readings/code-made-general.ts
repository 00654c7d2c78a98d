import { each, shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const codeMadeGeneral: Mutant = {
  name: 'code-made-general',
  defect: 'every glucose gets the same general code',
  requirement: 'RDG-01',
  seams: shownReadings(
    each((filed) => ({
      ...filed,
      reading:
        filed.reading.measure === 'glucose'
          ? { ...filed.reading, code: { system: 'http://loinc.org', code: '15074-8' } }
          : filed.reading,
    })),
  ),
};
