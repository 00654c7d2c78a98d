import { decodeAdvance, encodeClock } from '../../../contract/wire/fhir/parameters.ts';
import { accept } from '../../../contract/refusal.ts';
import { patientOf } from './patient-parameter.ts';
import type { Route } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';

/** The test clock: of one patient, or of the system. Only on test systems. */
export const CLOCK: readonly Route[] = [
  {
    name: '$test-clock',
    method: 'GET',
    path: '/$test-clock',
    roles: ['clock'],
    parameters: [{ name: 'patient', type: 'reference' }],
    subject: 'clock',
    handle: async (context) => {
      const patient = await patientOf(context, 'patient');
      if (patient === 'nobody') stop('not-found', undefined, 'no such patient');
      const now = await context.pipeline.clock.now(patient);
      return accept({ status: 200, resource: () => encodeClock({ now, status: 'ready' }) });
    },
  },
  {
    name: '$test-clock-advance',
    method: 'POST',
    path: '/$test-clock-advance',
    roles: ['clock'],
    subject: 'clock',
    handle: async ({ body, links, pipeline, caller }) => {
      const { to, patient } = decoded(await links.resolve(({ identifierOf }) => decodeAdvance(body, identifierOf)));
      const done = await pipeline.clock.advance(caller, to, patient);
      if (!done.ok) return done;
      return accept({ status: 200, resource: () => encodeClock({ now: done.value.now, status: 'ready' }) });
    },
  },
];
