import { createHash } from 'node:crypto';

/** What Stryker says of a mutant. */
export interface MutantToTry {
  readonly id: string;
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: unknown;
}

/** One mutant in this many is tried, the same ones each time. */
export const SAMPLE = Number(process.env['MUTATION_SAMPLE'] ?? 1);

/** Whether a mutant is in the sample: by a hash of what it is, so that a sample is spread evenly over the code. */
export const chosen = ({ fileName, mutatorName, replacement, location }: MutantToTry): boolean => {
  if (SAMPLE === 1) return true;
  const file = fileName.slice(fileName.lastIndexOf('conformance/'));
  const text = JSON.stringify([file, mutatorName, replacement, location]);
  return createHash('sha256').update(text).digest().readUInt32BE() % SAMPLE === 0;
};

/** What is said of a mutant that is not in the sample. */
export const NOT_CHOSEN = 'not in the sample';
