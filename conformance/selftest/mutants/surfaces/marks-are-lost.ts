import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const marksAreLost: Mutant = {
  name: 'marks-are-lost',
  defect: 'readings of a test are shown as if they were of production',
  requirement: 'RDG-17',
  seams: answering((answer, { url = '' }) =>
    url.includes('Observation') ? { ...answer, body: answer.body.replaceAll('HTEST', 'HOPERAT') } : answer,
  ),
};
