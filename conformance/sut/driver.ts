import type { Reading } from '../../contract/domain/index.ts';
import type { EpochMs } from '../../simulator/clock.ts';
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
  /** How long the system asked to be left alone, where it said so. */
  readonly retryAfterMs?: number;
  readonly wire?: { readonly request?: string; readonly response?: string };
}

/** A case of docs/mllp.md, played with readings like `reading`: each has an identifier and a second of its own. */
export interface TalkRequest {
  readonly case: string;
  readonly reading: Reading;
  /** When the first was measured; every further one a second before it. */
  readonly at: EpochMs;
  readonly zone: string;
}

/** One message of a case, and what came of it. */
export interface Told {
  readonly act: SubmitAct;
  readonly performed: Performed;
}

/** Does acts on a system by one way: a wire, an adapter, a person, or what was made beforehand. Judges nothing; never throws for what the system does. */
export interface Driver {
  readonly via: Via;
  perform(act: Act, actor: Actor): Promise<Performed>;
  /** Readings of one bundle in one message: what came of each, in their order. */
  together(acts: readonly SubmitAct[], actor: Actor): Promise<readonly Performed[]>;
  /** Plays a case on connections of its own. HL7 v2 alone. */
  talk?(request: TalkRequest): Promise<readonly Told[]>;
  close(): Promise<void>;
}
