import type { FiledReading } from '../../../../contract/domain/index.ts';
import type { Stored } from '../../../../reference-impl/pipeline.ts';
import { shownReadings } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const mixedWithAnotherPatient: Mutant = {
  name: 'mixed-with-another-patient',
  defect: "a reading of another patient is shown among one's own",
  requirement: 'RDG-01',
  also: ['AUD-01', 'RDG-02', 'RDG-12'],
  make: () => {
    let other: Stored<FiledReading> | undefined;
    return {
      seams: shownReadings((entries) => {
        const [first] = entries;
        if (first === undefined || other === undefined) {
          other ??= first;
          return entries;
        }
        return [
          ...entries,
          {
            ...other,
            body: { ...other.body, reading: { ...other.body.reading, patient: first.body.reading.patient } },
          },
        ];
      }),
    };
  },
};
