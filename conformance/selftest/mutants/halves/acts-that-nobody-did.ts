import type { Mutant } from '../../mutant.ts';
import { shownAudit } from '../../seams/between.ts';

export const actsThatNobodyDid: Mutant = {
  name: 'acts-that-nobody-did',
  defect: 'the audit trail says of every item that somebody has acted on it, once it was raised',
  requirement: 'AUD-01',
  seams: shownAudit((entries) =>
    entries.flatMap((entry) => {
      const { subject, action } = entry.body;
      const isRaised = subject === 'item' && action === 'create';
      return isRaised
        ? [entry, { ...entry, id: `${entry.id}a`, body: { ...entry.body, action: 'update', who: 'night-shift' } }]
        : [entry];
    }),
  ),
};
