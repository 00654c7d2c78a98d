import type { SenderMutant } from '../sender-mutant.ts';

export const namesAnewAfterARestart: SenderMutant = {
  name: 'names-anew-after-a-restart',
  defect: 'after a restart what is taken again has another name',
  requirement: 'SND-24',
  also: ['SND-01', 'SND-02', 'SND-15', 'SND-16'],
  shows: 'after-a-fault',
  makeAll: () => {
    const starts = new Map<string, number>();
    return () => {
      let mine = '';
      return {
        link: (link, { value }) => {
          const before = starts.get(value) ?? 0;
          starts.set(value, before + 1);
          mine = before === 0 ? '' : `-${before}`;
          return link;
        },
        nameOf: ({ identifier: { value } }) => `${value}${mine}`,
      };
    };
  },
};
