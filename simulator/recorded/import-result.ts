import type { Reading } from '../../contract/domain/index.ts';

/** A line or record that could not be used. Reported, never dropped silently. */
export interface ImportProblem {
  /** Counts from 1. */
  readonly line: number;
  /** The line itself, or the record's attributes, cut at 200 characters. */
  readonly text: string;
  /** For a person. */
  readonly why: string;
}

const SHOWN_CHARACTERS = 200;
export const importProblem = (line: number, text: string, why: string): ImportProblem => ({
  line,
  text: text.slice(0, SHOWN_CHARACTERS),
  why,
});

/** Readings of one file: some 1,000 a day for 10 years. What is imported whole is held, and so are identifiers, to find repetitions. */
export const MAX_READINGS = 4_000_000;

/** Problems that are kept, the first ones; a file of another kind has one in every line. All are counted. */
export const MOST_PROBLEMS = 1000;

/** Keeps a problem where there is room for it. */
export const keep = (problems: ImportProblem[], problem: ImportProblem): void => {
  if (problems.length < MOST_PROBLEMS) problems.push(problem);
};

/**
 * Names records by their place in the file, in their order, where nothing else names them: the line, and the number in it where
 * more than one begins there, as in a file that is one line.
 */
export function placeNames(): (line: number) => string {
  let [latest, count] = [0, 0];
  return (line) => {
    count = line === latest ? count + 1 : 1;
    latest = line;
    return count === 1 ? `${line}` : `${line}-${count}`;
  };
}

/** A file's text in pieces of any size, such as a file stream with an encoding. */
export type TextChunks = AsyncIterable<string> | Iterable<string>;

/** A recorded reading, or the reason why there is none. */
export type Recorded =
  | { readonly kind: 'reading'; readonly line: number; readonly reading: Reading }
  | { readonly kind: 'problem'; readonly problem: ImportProblem };
