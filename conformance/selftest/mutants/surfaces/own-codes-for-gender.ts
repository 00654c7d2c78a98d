import { answering } from '../../seams/fhir-wire.ts';
import type { Mutant } from '../../mutant.ts';

export const ownCodesForGender: Mutant = {
  name: 'own-codes-for-gender',
  defect: "a patient's gender is told in codes of the system's own",
  requirement: 'FHR-03',
  seams: answering((answer) => ({
    ...answer,
    body: answer.body.replaceAll(/"gender":"(.)[a-z]+"/g, (_, letter: string) => `"gender":"${letter.toUpperCase()}"`),
  })),
};
