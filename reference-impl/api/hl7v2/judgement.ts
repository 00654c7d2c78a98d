import { accept } from '../../../contract/refusal.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Warning } from '../../../contract/wire/hl7v2/ack.ts';
import type { Caller, Written } from '../../pipeline.ts';

/** What a message comes to: taken, with warnings, or refused. */
export type Judgement = Outcome<readonly Warning[]>;

/** Told of a judgement in the transaction of what was judged, so that its answer is kept with it or not at all. */
export type Keep = (judgement: Judgement) => void;

/** Of one thing or of several; each warning once. */
export const judgementOf = (outcome: Outcome<Written<unknown> | readonly Written<unknown>[]>): Judgement =>
  outcome.ok ? accept([...new Set([outcome.value].flat().flatMap(({ warnings }) => warnings))]) : outcome;

/** What a caller does, judged in its own transaction and told to `keep`; the judgement is of what was committed. */
export const judged = async <T>(
  caller: Caller,
  keep: Keep,
  deed: (caller: Caller) => Promise<Outcome<T>>,
  judge: (outcome: Outcome<T>) => Judgement,
): Promise<Judgement> =>
  // The deed is the only one that this caller does: the outcome is of its type.
  judge(await deed({ ...caller, alongside: (outcome) => keep(judge(outcome as Outcome<T>)) }));
