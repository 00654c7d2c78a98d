import { modes } from '../mllp/cases/modes.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL704 = check({
  requirement: 'HL7-04',
  sentence: 'MSH-15 and MSH-16 decide what is acknowledged',
  factor: 'the two conditions',
  ...actsFor(modes),
});
