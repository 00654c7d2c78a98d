import type { Pipeline } from '../pipeline.ts';

/**
 * Something as it is reached from where it may not be: in the same thread, where what answers at once still does, or in
 * another, where everything is answered in time. Whoever waits for every answer works with either.
 */
export type Reached<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => R | Promise<Awaited<R>>
    : Reached<T[K]>;
};

/** What a surface needs of a pipeline: all but what its owner alone does. */
export type ReachedPipeline = Reached<Omit<Pipeline, 'alerts' | 'answered' | 'subscriptions' | 'settle' | 'close'>> & {
  readonly subscriptions: Reached<Omit<Pipeline['subscriptions'], 'serve'>>;
};
