import { declaresConditionalCreate } from '../../variants/conditional-create.ts';
import type { Mutant } from '../../mutant.ts';

export const severalMatchesPassedOver: Mutant = {
  name: 'several-matches-passed-over',
  defect: 'a conditional create whose condition matches several readings writes another one',
  requirement: 'RDG-03',
  profile: declaresConditionalCreate,
  seams: {
    fhir: (request, _response, next) => {
      if (decodeURIComponent(String(request.headers['if-none-exist'] ?? '')).includes(','))
        delete request.headers['if-none-exist'];
      next();
    },
  },
};
