import { keyOf } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

export const refusedStepsAreMade: Mutant = {
  name: 'refused-steps-are-made',
  defect: 'a step back of the test clock is refused, and made all the same',
  requirement: 'CLK-01',
  make: () => {
    const back = new Map<string, number>();
    return {
      seams: {
        pipeline: (real) => ({
          ...real,
          clock: {
            ...real.clock,
            advance: async (caller, to, patient) => {
              const key = patient === undefined ? '' : keyOf(patient);
              const at = Date.parse(to);
              const stands = back.get(key);
              if (stands !== undefined && at > stands && at < Date.parse(real.clock.now(patient))) {
                back.set(key, at);
                return { ok: true, value: { now: to } };
              }
              const done = await real.clock.advance(caller, to, patient);
              if (done.ok) back.delete(key);
              else back.set(key, at);
              return done;
            },
          },
        }),
      },
    };
  },
};
