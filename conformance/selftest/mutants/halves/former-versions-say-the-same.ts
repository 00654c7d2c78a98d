import type { Mutant } from '../../mutant.ts';
import { shownVersions } from '../../seams/between.ts';

export const formerVersionsSayTheSame: Mutant = {
  name: 'former-versions-say-the-same',
  defect: 'each former version of a corrected reading is shown with the value that it was corrected to',
  requirement: 'RDG-10',
  seams: shownVersions((versions) => versions.map((v) => ({ ...v, body: versions[0]?.body ?? v.body }))),
};
