import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const failsWithoutAWord: Mutant = {
  name: 'fails-without-a-word',
  defect: 'JSON without its end makes the system fail, with a page of HTML',
  requirement: 'FHR-02',
  seams: answering((answer) =>
    answer.status === 400
      ? { status: 500, headers: { ...answer.headers, 'content-type': 'text/html' }, body: '<h1>Error</h1>' }
      : answer,
  ),
};
