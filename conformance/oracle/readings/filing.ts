import type { Reading } from '../../../contract/domain/index.ts';
import type { Content, SubmitOp } from '../course/filing.ts';
import type { Expectation } from './expectation.ts';

export type { SubmitOp } from '../course/filing.ts';

/** One attempt to file a reading, with what had to become of it. */
export interface Attempt {
  readonly op: SubmitOp;
  readonly expectation: Expectation;
}

/** One measurement over every course, under one identifier or several, that the SUT filed or may have filed. */
export interface Filing {
  /** Its first identifier. */
  readonly key: string;
  readonly keys: ReadonlySet<string>;
  /** The content that came first; the text that stays. */
  readonly reading: Reading;
  /** What it says at the end, one for each possibility; undefined: it was erased, or is not there. */
  readonly latest: readonly (Content | undefined)[];
  /** What it said first, one for each possibility; undefined: it is not there. */
  readonly firsts: readonly (Content | undefined)[];
  /** Every content that it had in any course, oldest first. */
  readonly contents: readonly Content[];
  /** The same contents as each course has them: by which versions they were evaluated may differ. */
  readonly variants: readonly Content[];
  /** Attempts that filed, replayed, corrected or erased it; refused ones are not among them. */
  readonly attempts: readonly Attempt[];
  /** It is filed in every course. */
  readonly certain: boolean;
  /** In every course it goes by all of its identifiers. */
  readonly whole: boolean;
  /** Filed, though every attempt should have been refused: the gates answer for it, no other requirement. */
  readonly wrongful: boolean;
}

export const isCertain = (filing: Filing): boolean => filing.certain;

const sooner = (first: SubmitOp | undefined, op: SubmitOp): SubmitOp | undefined =>
  op.outcome === 'ok' && (first === undefined || op.settled < first.settled) ? op : first;

/** The first attempt whose success answer was received: deadlines count from it. */
export const accepted = (attempts: readonly SubmitOp[]): SubmitOp | undefined => {
  let first: SubmitOp | undefined;
  for (const op of attempts) first = sooner(first, op);
  return first;
};

/** The same of a filing. */
export const acceptedOf = ({ attempts }: Filing): SubmitOp | undefined => {
  let first: SubmitOp | undefined;
  for (const { op } of attempts) first = sooner(first, op);
  return first;
};

/** It was changed or taken back after it was filed. */
export const isAmended = (filing: Filing): boolean => filing.contents.length > 1;
