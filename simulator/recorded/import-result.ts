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

/** A file's text in pieces of any size, such as a file stream with an encoding. */
export type TextChunks = AsyncIterable<string> | Iterable<string>;

/** A recorded reading, or the reason why there is none. */
export type Recorded =
  | { readonly kind: 'reading'; readonly line: number; readonly reading: Reading }
  | { readonly kind: 'problem'; readonly problem: ImportProblem };
