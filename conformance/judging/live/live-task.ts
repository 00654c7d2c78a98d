import type { JudgedPart } from '../judging.ts';

/** Nothing more is written: what is there is all. */
export type AskOfLive = 'over';

/** What a live judge says at last, with the most memory that it took. */
export interface ToldByLive {
  readonly judged: JudgedPart;
  readonly maxRssBytes: number;
}
