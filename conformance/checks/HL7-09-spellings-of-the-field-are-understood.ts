import { spellings } from '../mllp/cases/texts.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL709 = check({
  requirement: 'HL7-09',
  sentence: 'The spellings UTF-8, SNOMED-CT and SCT are understood',
  factor: 'how it is spelled',
  ...actsFor(spellings),
});
