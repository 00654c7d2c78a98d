import { repeats } from '../mllp/cases/repeats.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL705 = check({
  requirement: 'HL7-05',
  sentence: 'A message sent again is answered alike and has no second effect',
  factor: 'whether its content is that of before',
  ...actsFor(repeats),
});
