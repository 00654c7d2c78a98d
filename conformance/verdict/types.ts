import type { Finding } from '../oracle/finding.ts';

/**
 * What the oracle says. Meanings: docs/verdicts.md. Everything here is a pure function of one
 * history and the catalogue, so that judging again gives the same bytes.
 */
export const VERDICTS = [
  'PASS',
  'WARN',
  'NOT_APPLICABLE',
  'NOT_RUN',
  'INCONCLUSIVE',
  'UNSTABLE',
  'UNTESTABLE',
  'FAIL',
  'HARNESS_ERROR',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One definition: the oracle makes findings, everybody else reads them from here. */
export type { Finding } from '../oracle/finding.ts';

/** The verdict on one requirement over all lanes of a run. */
export interface RequirementVerdict {
  readonly requirement: string;
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly statement: string;
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly reason: string;
  /** How often the requirement demanded, forbade or left free; how often it was broken or could not be decided. */
  readonly counts: {
    readonly must: number;
    readonly mustNot: number;
    readonly may: number;
    /** Of `may`: left open only because more states were possible than the oracle carries. */
    readonly overflow: number;
    readonly broken: number;
    readonly undecided: number;
  };
  /** All broken and undecided findings and those with a reservation (at most 50 of each), and the first met of each polarity and binding. */
  /** Ports that it rests on and that somebody attested: an operator, or a list of what was made beforehand. */
  readonly attested?: readonly string[];
  readonly findings: readonly Finding[];
}

/** The verdict on one lane, so that a scenario has a colour of its own. */
export interface LaneVerdict {
  readonly lane: string;
  readonly verdict: Verdict;
  readonly counts: {
    readonly ops: number;
    readonly readings: number;
    readonly refused: number;
    readonly items: number;
    readonly must: number;
    readonly broken: number;
    readonly undecided: number;
  };
}

/** Conditions without which a green run would prove nothing. Each is judged by itself and has a reason. */
export const GATES = [
  'matched',
  'complete',
  'exercised',
  'accepted',
  'inbox-before',
  'inbox-after',
  'harness-on-time',
  'clock-steady',
  'canary',
] as const;
export type Gate = (typeof GATES)[number];

/** The verdict on one condition. A HARNESS_ERROR of a gate voids the run. */
export interface GateVerdict {
  readonly gate: Gate;
  readonly verdict: Verdict;
  /** One sentence: why this verdict. */
  readonly reason: string;
}

export interface RunVerdicts {
  readonly format: 1;
  readonly run: string;
  readonly sut: { readonly name: string; readonly version: string };
  readonly catalogue: string;
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** What voids or limits the run as a whole: cut off, harness lag, damaged lines. */
  readonly notes: readonly string[];
  /** The harness failed as a whole: every FAIL here is unconfirmed, and nothing that passed is proven. */
  readonly isVoid: boolean;
  /** Conditions without which a green run would prove nothing. */
  readonly gates: readonly GateVerdict[];
  readonly virtualTime: boolean;
  readonly requirements: readonly RequirementVerdict[];
  readonly lanes: readonly LaneVerdict[];
}
