import type { JudgedPart } from './judging.ts';

/** One of the parts that a history is judged in, counted from 0. */
export interface PartOf {
  readonly part: number;
  readonly of: number;
}

/** What a thread is started with. */
export interface PartTask extends PartOf {
  readonly path: string;
}

/** What a thread says: how much it has read so far, and at last what came of its part. */
export type ToldByPart = { readonly bytes: number } | { readonly judged: JudgedPart };
