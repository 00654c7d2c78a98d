import type { Answerable } from '../answered/answering.ts';
import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import type { Caller, FilingTerms, Pipeline, Stored, Written } from '../pipeline.ts';

/**
 * Something as it is reached from where it may not be: in the same thread, where what answers at once still does, or in
 * another, where everything is answered in time. Whoever waits for every answer works with either.
 */
export type Reached<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => R | Promise<Awaited<R>>
    : Reached<T[K]>;
};

/** A reading that was filed: where it lies and, where it was asked for, what it says. */
export interface Placed extends Omit<Written<FiledReading>, 'stored'> {
  readonly stored: Omit<Stored<FiledReading>, 'body'> & { readonly body?: FiledReading };
}

/** Readings as a surface files them. */
interface ReachedReadings extends Reached<Omit<Pipeline['readings'], 'file'>> {
  /** `shown`: whether their bodies are wanted; who sends readings mostly wants none, and they need not be sent. */
  file(
    caller: Caller,
    readings: readonly Reading[],
    terms?: readonly FilingTerms[],
    shown?: boolean,
  ): Promise<Answerable<readonly Placed[]>>;
}

type Owned = 'alerts' | 'answered' | 'settle' | 'whenKept' | 'close';

/** What a surface needs of a pipeline: all but what its owner alone does. */
export type ReachedPipeline = Reached<Omit<Pipeline, Owned | 'subscriptions' | 'readings'>> & {
  readonly readings: ReachedReadings;
  readonly subscriptions: Reached<Omit<Pipeline['subscriptions'], 'serve'>>;
};
