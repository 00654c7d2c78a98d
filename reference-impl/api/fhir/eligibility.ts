import { encodeEligibility } from '../../../contract/wire/fhir/eligibility.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Route } from './route.ts';

/** Whether the patient's phone can serve, for who orders and for the patient. */
export const ELIGIBILITY: readonly Route[] = [
  {
    name: 'Patient.$monitoring-eligibility',
    method: 'GET',
    path: '/Patient/:id/$monitoring-eligibility',
    roles: ['ehr', 'clinician', 'portal'],
    subject: 'device',
    handle: async ({ pipeline, caller, links, id }) => {
      const patient = links.identifierOf(`Patient/${id}`);
      if (patient === undefined) return refuse(caller.role === 'portal' ? 'patient-not-authorised' : 'not-found');
      const found = pipeline.portal.eligibility(caller, patient);
      return found.ok ? accept({ status: 200, resource: () => encodeEligibility(found.value, links.ref) }) : found;
    },
  },
];
