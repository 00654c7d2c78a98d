import type { SenderMutant } from '../sender-mutant.ts';

export const oneConditionForAll: SenderMutant = {
  name: 'one-condition-for-all',
  defect: 'the condition of each create names the first measurement',
  requirement: 'SND-23',
  also: ['SND-01', 'SND-22'],
  make: () => {
    let first: string | undefined;
    return {
      write: ({ resource, headers }) => {
        const condition = headers['if-none-exist'];
        first ??= condition;
        const named = condition === undefined || first === undefined ? {} : { 'if-none-exist': first };
        return { resource, headers: { ...headers, ...named } };
      },
    };
  },
};
