import type { Mutant } from '../../mutant.ts';
import { shownVersions } from '../../seams/between.ts';

export const latestVersionAlone: Mutant = {
  name: 'latest-version-alone',
  defect: 'the history of a corrected reading holds what it says now, and nothing that it said before',
  requirement: 'RDG-10',
  seams: shownVersions((versions) => versions.slice(0, 1)),
};
