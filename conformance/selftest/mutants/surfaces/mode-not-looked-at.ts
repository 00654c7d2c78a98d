import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const modeNotLookedAt: Mutant = {
  name: 'mode-not-looked-at',
  defect: 'every message is acknowledged in original mode, whatever its sender asked for',
  requirement: 'HL7-04',
  seams: hearing((message) => message.replace(/^(MSH(?:[^|\r]*\|){14})[^|\r]*\|[^|\r]*/, '$1|')),
};
