import type { InboxItem } from '../../../../contract/domain/index.ts';
import type { Stored } from '../../../../reference-impl/pipeline.ts';
import type { Mutant } from '../../mutant.ts';
import { shownItems } from '../../seams/between.ts';

const again = (entry: Stored<InboxItem>): Stored<InboxItem> => {
  const { identifier } = entry.body;
  return {
    ...entry,
    id: `${entry.id}again`,
    body: { ...entry.body, identifier: { ...identifier, value: `${identifier.value}again` } },
  };
};

export const raisedAgain: Mutant = {
  name: 'raised-again',
  defect: 'what was told before a restart is told once more after it',
  requirement: 'ALR-05',
  also: ['ALR-06', 'ALR-07', 'ALR-15', 'RDG-02'],
  shows: 'after-a-fault',
  bindings: ['fhir'],
  make: (_random, boot) => {
    const begun = new Date(performance.timeOrigin + performance.now()).toISOString();
    if (boot === undefined || boot.life === 1) return {};
    return {
      seams: shownItems((entries) =>
        entries.flatMap((entry) => (entry.lastUpdated < begun ? [entry, again(entry)] : [entry])),
      ),
    };
  },
};
