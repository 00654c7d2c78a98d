import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const listsWhatItLacks: Mutant = {
  name: 'lists-what-it-lacks',
  defect: 'the capability statement lists that readings can be deleted, and the deletion is answered 405',
  requirement: 'FHR-01',
  seams: answering((answer, request) => ({
    ...answer,
    body:
      request.url?.includes('metadata') === true
        ? answer.body.replaceAll('{"code":"create"}', '{"code":"create"},{"code":"delete"}')
        : answer.body,
  })),
};
