import { encodeEligibility } from '../../../contract/wire/fhir/eligibility.ts';
import { accept } from '../../../contract/refusal.ts';
import type { Route } from './route.ts';
import { stop } from './surface-refusal.ts';

/** Whether the patient's phone can serve, for who orders and for the patient. */
export const ELIGIBILITY: readonly Route[] = [
  {
    name: 'Patient.$monitoring-eligibility',
    method: 'GET',
    path: '/Patient/:id/$monitoring-eligibility',
    roles: ['ehr', 'clinician', 'portal'],
    subject: 'device',
    handle: async ({ pipeline, caller, links, id }) => {
      const patient = await links.resolve(({ identifierOf }) => identifierOf(`Patient/${id}`));
      if (patient === undefined) stop(caller.role === 'portal' ? 'patient-not-authorised' : 'not-found');
      const found = await pipeline.portal.eligibility(caller, patient);
      if (!found.ok) return found;
      return accept({
        status: 200,
        resource: () => links.resolve(({ ref }) => encodeEligibility(found.value, ref)),
      });
    },
  },
];
