import { accept } from '../../../contract/refusal.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Warning } from '../../../contract/wire/hl7v2/ack.ts';
import type { Answerable, Making } from '../../answered/answering.ts';

/** What a message comes to: taken, with warnings, or refused. */
export type Judgement = Outcome<readonly Warning[]>;

/** A judgement, and what its answer is made with; without: nothing was done, and nothing is known of an answer. */
export interface Judged {
  readonly judgement: Judgement;
  readonly making?: Making;
}

/** By what was made of it in the transaction of what was judged: that stands, whatever came before. */
export const judgedBy = (text: string): Required<Judged> => {
  // Written by the pipeline, from a Making.
  const making = JSON.parse(text) as Making;
  const { judged } = making;
  const judgement: Judgement = 'refusal' in judged ? { ok: false, refusal: judged.refusal } : accept(judged.warnings);
  return { judgement, making };
};

/** What a caller that acts by a message has done. */
export const judgedOf = (outcome: Answerable<unknown>): Judged => {
  if (outcome.making !== undefined) return judgedBy(outcome.making);
  return { judgement: outcome.ok ? accept([]) : outcome };
};
