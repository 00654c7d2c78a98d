import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const draftsAreOffered: Mutant = {
  name: 'drafts-are-offered',
  defect: 'the portal offers a tracker for an order that nobody has signed',
  requirement: 'ORD-12',
  collaborators: {
    trackerState: (facts, use) => collaborators.trackerState(facts, use) ?? (facts.isEligible ? 'offered' : undefined),
  },
};
