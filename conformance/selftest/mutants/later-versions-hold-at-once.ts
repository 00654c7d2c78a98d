import { accept } from '../../../contract/refusal.ts';
import { isoOf, msOf } from '../../../reference-impl/clock/instant.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const laterVersionsHoldAtOnce: Mutant = {
  name: 'later-versions-hold-at-once',
  defect: 'limits that are to hold from a later instant are applied at once',
  requirement: 'ORD-16',
  also: ['LIM-04'],
  collaborators: {
    effectiveFromOf: (order, versions, nowMs, backdateDays) => {
      const from = collaborators.effectiveFromOf(order, versions, nowMs, backdateDays);
      return versions.length > 0 && from.ok && msOf(from.value) > nowMs ? accept(isoOf(nowMs)) : from;
    },
  },
};
