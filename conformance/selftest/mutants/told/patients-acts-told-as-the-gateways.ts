import { shownAudit } from '../../seams/between.ts';
import type { Mutant } from '../../mutant.ts';

export const patientsActsToldAsTheGateways: Mutant = {
  name: 'patients-acts-told-as-the-gateways',
  defect: 'the audit trail gives the device gateway for the patient who granted or withdrew permission',
  requirement: 'AUD-01',
  seams: shownAudit((entries) => {
    const gateway = entries.find(({ body }) => body.subject === 'reading')?.body.who;
    return gateway === undefined
      ? entries
      : entries.map((entry) =>
          entry.body.subject === 'permission' ? { ...entry, body: { ...entry.body, who: gateway } } : entry,
        );
  }),
};
