import type { SenderMutant } from '../sender-mutant.ts';

export const createsWithoutACondition: SenderMutant = {
  name: 'creates-without-a-condition',
  defect: 'a create does not say under which condition',
  requirement: 'SND-23',
  make: () => ({
    write: ({ resource, headers }) => {
      const { 'if-none-exist': _condition, ...rest } = headers;
      return { resource, headers: rest };
    },
  }),
};
