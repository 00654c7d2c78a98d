import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

/** MSH-15 and MSH-16, where MSH-1 is the separator. */
const CONDITIONS: readonly number[] = [14, 15];

export const successOnlyIsAlways: Mutant = {
  name: 'success-only-is-always',
  defect: 'where only successes are to be acknowledged failures are, too',
  requirement: 'HL7-04',
  seams: hearing((message) => {
    const [header = '', ...rest] = message.split('\r');
    const fields = header.split('|').map((field, i) => (CONDITIONS.includes(i) && field === 'SU' ? 'AL' : field));
    return [fields.join('|'), ...rest].join('\r');
  }),
};
