import type { Act, Answer, Mono, Output, SubmitAct, Via } from '../history/lines.ts';
import type { Actor } from './actor.ts';

/** What came of one act, with its instants. Wire texts are as sent and received; the history redacts them. */
export interface Performed {
  readonly sent: Mono;
  readonly settled: Mono;
  /** Wall time at `sent`. */
  readonly wall: string;
  readonly outcome: 'ok' | 'refused' | 'unknown';
  readonly answer: Answer;
  readonly output?: Output;
  readonly wire?: { readonly request?: string; readonly response?: string };
}

/** Does acts on a system by one way: a wire, an adapter, a person, or what was made beforehand. Judges nothing; never throws for what the system does. */
export interface Driver {
  readonly via: Via;
  perform(act: Act, actor: Actor): Promise<Performed>;
  /** Readings of one bundle in one message: what came of each, in their order. */
  together(acts: readonly SubmitAct[], actor: Actor): Promise<readonly Performed[]>;
  close(): Promise<void>;
}
