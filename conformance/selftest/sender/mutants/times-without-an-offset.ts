import type { SenderMutant } from '../sender-mutant.ts';

export const timesWithoutAnOffset: SenderMutant = {
  name: 'times-without-an-offset',
  defect: 'times are sent without an offset',
  requirement: 'SND-22',
  also: ['SND-01'],
  make: () => ({
    write: ({ resource, headers }) => ({
      resource: { ...resource, effectiveDateTime: String(resource['effectiveDateTime']).slice(0, 19) },
      headers,
    }),
  }),
};
