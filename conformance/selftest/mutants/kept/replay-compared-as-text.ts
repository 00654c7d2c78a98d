import { collaborators } from '../../../../reference-impl/collaborators.ts';
import type { Reading } from '../../../../contract/domain/index.ts';
import type { Mutant } from '../../mutant.ts';

const numberOf = ({ result }: Reading): string | undefined =>
  result.kind === 'value' ? result.quantity.value : undefined;

export const replayComparedAsText: Mutant = {
  name: 'replay-compared-as-text',
  defect: 'a reading that is sent again with one more zero behind its number is a conflict',
  requirement: 'RDG-02',
  collaborators: { sameContent: (a, b) => collaborators.sameContent(a, b) && numberOf(a) === numberOf(b) },
};
