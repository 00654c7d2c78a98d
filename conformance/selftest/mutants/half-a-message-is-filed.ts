import type { Pipeline } from '../../../reference-impl/pipeline.ts';
import type { Mutant } from '../mutant.ts';

/** Files a message again without what refused it, until nothing does. */
const soundOnly =
  (file: Pipeline['readings']['file']): Pipeline['readings']['file'] =>
  async (caller, readings, terms) => {
    const filed = await file(caller, readings, terms);
    if (filed.ok || filed.refusal.index === undefined || readings.length < 2) return filed;
    const { index } = filed.refusal;
    return soundOnly(file)(caller, readings.toSpliced(index, 1), terms?.toSpliced(index, 1));
  };

export const halfAMessageIsFiled: Mutant = {
  name: 'half-a-message-is-filed',
  defect: 'of a message with one reading that is refused the others are filed, and the whole is acknowledged',
  requirement: 'RDG-19',
  also: ['ORD-15'],
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      readings: { ...pipeline.readings, file: soundOnly(pipeline.readings.file) },
    }),
  },
};
