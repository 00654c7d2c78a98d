import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const elementsAreNotNamed: Mutant = {
  name: 'elements-are-not-named',
  defect: 'an order that contradicts itself is refused without naming the element',
  requirement: 'ORD-05',
  seams: answering((answer) => ({
    ...answer,
    body: answer.status === 422 ? answer.body.replaceAll(/,"expression":\["[^"]*"\]/g, '') : answer.body,
  })),
};
