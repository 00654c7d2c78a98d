import type { Work } from './work.ts';

/** What a thread is started with: every `workers`-th block is its own, beginning with number `of`. */
export interface ThreadTask extends Work {
  readonly of: number;
  readonly workers: number;
  readonly patientsPerBlock: number;
  /** One number: how many more chunks may be sent before the reader has caught up. */
  readonly credit: Int32Array<SharedArrayBuffer>;
}

/** A chunk of the thread's current block, or its end. */
export type ThreadMessage =
  | {
      readonly kind: 'chunk';
      readonly text: Uint8Array<ArrayBuffer>;
      readonly truth: Uint8Array<ArrayBuffer>;
      readonly deliveries: number;
      readonly patients: number;
    }
  | { readonly kind: 'block' };

/** Chunks of a thread that may wait for the reader: so much memory and no more, however fast it is. */
export const MOST_WAITING = 16;
