import { each, shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const trailDatedADayBack: Mutant = {
  name: 'trail-dated-a-day-back',
  defect: 'the audit trail dates everything to the day before',
  requirement: 'AUD-01',
  seams: shownAudit(
    each((event) => ({
      ...event,
      recorded: new Date(Date.parse(event.recorded) - 86_400_000).toISOString(),
    })),
  ),
};
