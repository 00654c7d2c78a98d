import type { Identifier } from '../../contract/domain/identifier.ts';
import type { ReachedPipeline } from './reached.ts';

type References = ReachedPipeline['references'];

/** Of a clinic's patients, devices and orders, each asked for again and again; past this many all are asked for anew. */
const MOST = 20_000;

/**
 * References that were found once are told at once from then on: a logical id is given to one business key for ever
 * (contract: keys never change, nothing goes). What was not found may come yet, and is asked for each time.
 */
export const remembering = (references: References): References => {
  const keys = new Map<string, Identifier>();
  const identifierOf: References['identifierOf'] = (reference) => {
    const known = keys.get(reference);
    if (known !== undefined) return known;
    const answer = references.identifierOf(reference);
    const note = (found: Identifier | undefined): Identifier | undefined => {
      if (found === undefined) return undefined;
      if (keys.size >= MOST) keys.clear();
      keys.set(reference, found);
      return found;
    };
    return answer instanceof Promise ? answer.then(note) : note(answer);
  };
  return { ...references, identifierOf };
};
