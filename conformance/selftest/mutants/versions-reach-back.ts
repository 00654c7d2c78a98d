import { accept } from '../../../contract/refusal.ts';
import { msOf } from '../../../reference-impl/clock/instant.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const versionsReachBack: Mutant = {
  name: 'versions-reach-back',
  defect: 'a change may hold from any instant in the past',
  requirement: 'ORD-17',
  collaborators: {
    effectiveFromOf: (order, versions, nowMs, backdateDays) =>
      versions.length > 0 && order.effectiveFrom !== undefined && msOf(order.effectiveFrom) < nowMs
        ? accept(order.effectiveFrom)
        : collaborators.effectiveFromOf(order, versions, nowMs, backdateDays),
  },
};
