import { InputProblem } from '../contract/input-problem.ts';

/** What a person is told of a problem with their input. Any other error passes. */
export const said = (act: () => unknown): string => {
  try {
    act();
  } catch (problem) {
    if (problem instanceof InputProblem) return problem.describe();
    throw problem;
  }
  return 'nothing was refused';
};
