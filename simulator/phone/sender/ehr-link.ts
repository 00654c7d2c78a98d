import type { Reading } from '../../../contract/domain/index.ts';

/** What the EHR answered: `none` is no answer at all. */
export type Answered = 'accepted' | 'refused' | 'unavailable' | 'none';

/** The way to the EHR. */
export interface EhrLink {
  /** Sends some together; an answer for each, in their order. Never rejects: no answer is an answer too. */
  send(readings: readonly Reading[]): Promise<readonly Answered[]>;
  close(): void;
}

/**
 * What was refused or lost as a whole says nothing of its parts: they are sent one by one. `one` sends a single reading.
 */
export const oneByOne = async (
  readings: readonly Reading[],
  one: (reading: Reading) => Promise<Answered>,
): Promise<readonly Answered[]> => {
  const answers: Answered[] = [];
  for (const reading of readings) {
    // oxlint-disable-next-line no-await-in-loop -- in order, one at a time
    answers.push(await one(reading));
  }
  return answers;
};
