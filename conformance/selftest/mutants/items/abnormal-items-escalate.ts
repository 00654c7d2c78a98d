import { collaborators } from '../../../../reference-impl/collaborators.ts';
import { each, shownItems } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const abnormalItemsEscalate: Mutant = {
  name: 'abnormal-items-escalate',
  defect: 'an item that is not critical is copied to the next recipient as well',
  requirement: 'ALR-08',
  also: ['ALR-02', 'CLK-02'],
  // The reference copies what it has planned as critical; it is shown as what it is.
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators
        .planItems(limits, crossings, version)
        .map((plan) => (plan.kind === 'abnormal' ? { ...plan, kind: 'critical' } : plan)),
  },
  seams: shownItems(
    each((item) =>
      item.interpretation.some((flag) => flag === 'H' || flag === 'L') ? { ...item, kind: 'abnormal' } : item,
    ),
  ),
};
