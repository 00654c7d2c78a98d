import type { Mutant } from '../../mutant.ts';

export const anyTrackerIsLeaveForAll: Mutant = {
  name: 'any-tracker-is-leave-for-all',
  defect: 'once the patient has picked any tracker, permission is granted for every type of data',
  requirement: 'PRT-01',
  make: () => {
    const picked = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          portal: {
            ...p.portal,
            choose: async (caller, order, state, ifMatch) => {
              const chosen = await p.portal.choose(caller, order, state, ifMatch);
              if (chosen.ok && state === 'picked' && caller.subject !== undefined) picked.add(caller.subject.value);
              return chosen;
            },
          },
          permissions: {
            ...p.permissions,
            set: async (caller, permission, ifMatch) => {
              const done = await p.permissions.set(caller, permission, ifMatch);
              if (done.ok || done.refusal.code !== 'tracker-not-picked' || !picked.has(permission.patient.value))
                return done;
              const stored = { id: 'c0', version: 1, lastUpdated: permission.at, body: permission };
              return { ok: true, value: { stored, effect: 'created', warnings: [] } };
            },
          },
        }),
      },
    };
  },
};
