import type { Warning } from '../../contract/wire/hl7v2/ack.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Outcome, Refusal } from '../../contract/refusal.ts';

/** What a caller says of the message that it acts by: what its answer is made of is kept with what it does, or not at all. */
export interface Answering {
  /** Under which the answer is kept, and what of the message's bytes; absent: it is made and not kept. */
  readonly kept?: { readonly key: string; readonly digest: string };
  /** Ids of what tells the answer. */
  readonly ids: readonly string[];
  /** Whose phone is looked at, where what is done is done: whether it can serve is told beside. */
  readonly phoneOf?: Identifier;
}

/** What an answer is made of, beside the message that it answers: from the same it is made byte for byte alike. */
export interface Making {
  /** When it was judged, by the clock of the pipeline. */
  readonly at: string;
  readonly ids: readonly string[];
  readonly judged: { readonly warnings: readonly Warning[] } | { readonly refusal: Refusal };
}

/** An outcome and, where the caller acts by a message, the text of the Making that stands for it from now on. */
export type Answerable<T> = Outcome<T> & { readonly making?: string };

/** Of one thing or of several; each warning once. */
const warningsOf = (value: unknown): readonly Warning[] => [
  ...new Set(
    [value].flat().flatMap((one) => (one as { readonly warnings?: readonly Warning[] } | undefined)?.warnings ?? []),
  ),
];

/** What the answer to an outcome is made of. `servesPhone`: whether a phone of this patient can serve. */
export const makingOf = (
  { ids, phoneOf }: Answering,
  outcome: Outcome<unknown>,
  at: string,
  servesPhone: (patient: Identifier) => boolean,
): Making => {
  if (!outcome.ok) return { at, ids, judged: { refusal: outcome.refusal } };
  const phone: readonly Warning[] = phoneOf === undefined || servesPhone(phoneOf) ? [] : ['phone-not-eligible'];
  return { at, ids, judged: { warnings: [...warningsOf(outcome.value), ...phone] } };
};
