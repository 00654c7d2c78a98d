import { delimiters } from '../mllp/cases/texts.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL706 = check({
  requirement: 'HL7-06',
  sentence: 'Delimiters are those of the message, and what nobody knows is ignored',
  factor: 'whether the message uses the delimiters that it names',
  ...actsFor(delimiters),
});
