import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const frameworkExplainsNothing: Mutant = {
  name: 'framework-explains-nothing',
  defect: 'what the framework refuses, JSON without its end or a type that is unknown, is a page of HTML',
  requirement: 'FHR-02',
  seams: answering((answer) =>
    answer.status === 400 || answer.status === 404
      ? { ...answer, headers: { ...answer.headers, 'content-type': 'text/html' }, body: '<h1>Error</h1>' }
      : answer,
  ),
};
