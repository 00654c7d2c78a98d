import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const trailOfSomethingElse: Mutant = {
  name: 'trail-of-something-else',
  defect: 'the audit trail does not say what was acted on',
  requirement: 'AUD-01',
  seams: shownAudit(
    each((event) => ({
      ...event,
      ...(event.entity === undefined ? {} : { entity: { ...event.entity, value: 'unknown' } }),
    })),
  ),
};
