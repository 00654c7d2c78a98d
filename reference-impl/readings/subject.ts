import type { WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import type { Caller } from '../pipeline.ts';

/** A reading just filed, or one that a later filing touches again. */
export interface Subject {
  readonly caller: Caller;
  readonly reading: Reading;
  readonly seq: number;
  readonly submittedMs: number;
  /** It was filed a moment ago: nothing can be about it yet. */
  readonly isNew?: boolean;
  /** Of an item of its own that goes where nothing comes in its place. */
  readonly reason: WithdrawalReason;
}
