import type { Mutant } from '../mutant.ts';

export const clockGoesBackWhenAsked: Mutant = {
  name: 'clock-goes-back-when-asked',
  defect: 'a step back of the test clock is answered as if it had been made',
  requirement: 'CLK-01',
  seams: {
    pipeline: (real) => ({
      ...real,
      clock: {
        ...real.clock,
        advance: async (caller, to, patient) => {
          const done = await real.clock.advance(caller, to, patient);
          return done.ok ? done : { ok: true, value: { now: to } };
        },
      },
    }),
  },
};
