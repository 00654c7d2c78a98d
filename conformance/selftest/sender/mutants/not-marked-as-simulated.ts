import type { SenderMutant } from '../sender-mutant.ts';

export const notMarkedAsSimulated: SenderMutant = {
  name: 'not-marked-as-simulated',
  defect: 'nothing says that it is simulated',
  requirement: 'SND-22',
  make: () => ({
    write: ({ resource, headers }) => {
      const { meta: _meta, ...rest } = resource;
      return { resource: rest, headers };
    },
    message: (message) => message.replace('|T|2', '|P|2'),
  }),
};
