import { receiving } from '../../seams/fhir-wire.ts';
import { hearing } from '../../seams/hl7-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const offsetTakenForLocalTime: Mutant = {
  name: 'offset-taken-for-local-time',
  defect: 'a time without an offset is taken for local time',
  requirement: 'RDG-05',
  seams: {
    ...hearing((message) => message.replace(/(\|20\d{12})(?=\||\r)/g, '$1-0500')),
    ...receiving((body) => body.replace(/("effectiveDateTime":"[^"Z+]*T\d\d:\d\d:\d\d)"/, '$1-05:00"')),
  },
};
