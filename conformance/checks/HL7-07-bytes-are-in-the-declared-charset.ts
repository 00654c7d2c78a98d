import { charsets } from '../mllp/cases/texts.ts';
import { actsFor } from '../mllp/check-acts.ts';
import { check } from './check.ts';

export const checkHL707 = check({
  requirement: 'HL7-07',
  sentence: 'Bytes are read as MSH-18 says, and refused where they are not in it',
  factor: 'whether the bytes are in the declared character set',
  ...actsFor(charsets),
});
