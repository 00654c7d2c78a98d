import { type Feature, featuresOf } from '../contract/cases/features.ts';
import type { WorkedCase } from '../contract/cases/worked-case.ts';

/** What a case may ask for and the reference has not, in the words of the reason for skipping it. */
const LACKING: Partial<Record<Feature, string>> = {
  batch: 'the pipeline behind the wire knows no batch',
  'defect on the wire': 'a defect of the wire does not reach the pipeline',
  portal: 'there is no portal',
  sources: 'sources are not admitted one by one',
  'conditional create': 'the pipeline behind the wire knows no conditional create',
  'policy store-apart': 'control results are always refused',
  'policy quarantine': 'readings of the future are always refused',
};

/** Why the reference cannot play a case: everything that it lacks for it. Empty: it must reproduce it. */
export const lacksFor = (worked: WorkedCase): readonly string[] =>
  [...featuresOf(worked)].flatMap((feature) => LACKING[feature] ?? []);
