import { readFileSync } from 'node:fs';
import { InputProblem } from '../../../contract/input-problem.ts';

import { LoadResult } from './load-result.ts';

/** What became of a comparison: an earlier result, or why there is none. */
export type Earlier = LoadResult | { readonly missing: string } | undefined;

/**
 * An earlier result to compare with. That there is none yet is said, and no failure: the first run of a pipeline has
 * none. Throws InputProblem for a file that is there and is no such result.
 */
export const readEarlier = (file: string): Earlier => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { missing: `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
  const expected = 'the load.json of an earlier load run, format 1';
  try {
    return LoadResult.parse(JSON.parse(text));
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new InputProblem(`is no result of a load: ${why}`, { file }, expected);
  }
};
