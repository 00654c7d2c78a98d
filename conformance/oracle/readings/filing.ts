import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Expectation } from './expectation.ts';

export type SubmitOp = OpOf<'reading.submit'>;

/** One attempt to file a reading, with what had to become of it. */
export interface Attempt {
  readonly op: SubmitOp;
  readonly expectation: Expectation;
}

/** One measurement, under one identifier or several, that the SUT filed or may have filed. */
export interface Filing {
  /** Its first identifier. */
  readonly key: string;
  readonly keys: Set<string>;
  /** The content of the attempt that came first; the text that stays. */
  readonly reading: Reading;
  /** Attempts that can have filed it or replayed it; refused ones are not among them. */
  readonly attempts: Attempt[];
  /** Found in an answer, or an item was seen for it, although no attempt was answered. */
  evidence: { readonly mono: number; readonly line: number } | undefined;
}

export const isCertain = (filing: Filing): boolean =>
  filing.evidence !== undefined || filing.attempts.some((a) => a.op.outcome === 'ok');

/** The first attempt whose success answer was received: deadlines count from it. */
export const accepted = (filing: Filing): SubmitOp | undefined => {
  let first: SubmitOp | undefined;
  for (const { op } of filing.attempts)
    if (op.outcome === 'ok' && (first === undefined || op.settled < first.settled)) first = op;
  return first;
};

/** Monotonic stretch in which it was filed. `to` is infinite while nothing proves that it was. */
export const filedIn = (filing: Filing): { from: number; to: number } => {
  const from = Math.min(...filing.attempts.map((a) => a.op.sent));
  const answered = accepted(filing)?.settled ?? Number.POSITIVE_INFINITY;
  return { from, to: Math.min(answered, filing.evidence?.mono ?? Number.POSITIVE_INFINITY) };
};

/** Filed, though every attempt should have been refused: the gates answer for it, no other requirement. */
export const isWrongful = (filing: Filing): boolean => !filing.attempts.some((a) => a.expectation.files);

export const newFiling = (attempt: Attempt): Filing => {
  const { reading } = attempt.op.act;
  const key = keyOf(reading.identifier);
  return { key, keys: new Set([key]), reading, attempts: [attempt], evidence: undefined };
};
