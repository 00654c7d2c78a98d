import type { SenderMutant } from '../sender-mutant.ts';

export const labelOfItsOwn: SenderMutant = {
  name: 'label-of-its-own',
  defect: 'what is simulated is labelled by a code of the vendor, which is called HTEST too',
  requirement: 'SND-22',
  make: () => ({
    write: ({ resource, headers }) => ({
      resource: { ...resource, meta: { security: [{ system: 'urn:example:sender:labels', code: 'HTEST' }] } },
      headers,
    }),
  }),
};
