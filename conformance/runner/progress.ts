import type { Skipped } from './skipped.ts';

/**
 * What a run tells while it goes on. `run` counts the lanes of which it will tell the end: each ends with
 * one `lane-ended` or one `lane-skipped`, and the harness's own lanes with neither.
 */
export type ProgressEvent =
  | { readonly kind: 'run'; readonly lanes: number; readonly acts: number }
  | { readonly kind: 'lane-started'; readonly lane: string; readonly acts: number }
  | {
      readonly kind: 'act';
      readonly lane: string;
      readonly done: number;
      readonly of: number;
      readonly op: string;
      readonly outcome: 'ok' | 'refused' | 'unknown';
    }
  | { readonly kind: 'lane-ended'; readonly lane: string; readonly ms: number }
  | {
      readonly kind: 'lane-skipped';
      readonly lane: string;
      readonly reason: string;
      readonly verdict: Skipped['verdict'];
    }
  | { readonly kind: 'item'; readonly patient: string; readonly item: string; readonly itemKind: string }
  | { readonly kind: 'drain'; readonly phase: DrainPhase };

type DrainPhase = 'sentinel' | 'quiet' | 'inbox' | 'sweep' | 'people' | 'readings' | 'messages' | 'audit' | 'end';

export type Progress = (event: ProgressEvent) => void;
