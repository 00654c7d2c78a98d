import type { Verdict } from '../../conformance/verdict/types.ts';

/** How a verdict is shown. `good` is the only green one, and PASS is the only good verdict. */
export type Tone = 'good' | 'near' | 'bad' | 'open' | 'idle';

export interface Wording {
  readonly tone: Tone;
  /** One character, so that nothing depends on colour alone. */
  readonly glyph: string;
  /** For people who have never seen the verdicts. */
  readonly plain: string;
}

/** Wording of every verdict, in the order in which they are counted and listed. */
export const WORDING: Readonly<Record<Verdict, Wording>> = {
  FAIL: { tone: 'bad', glyph: '✗', plain: 'broke the requirement' },
  HARNESS_ERROR: { tone: 'bad', glyph: '!', plain: 'the harness itself failed; says nothing about the system' },
  UNTESTABLE: { tone: 'bad', glyph: '⊘', plain: 'could not be tested: the system lacks something it needs' },
  UNSTABLE: { tone: 'open', glyph: '≈', plain: 'judged differently on repetition' },
  INCONCLUSIVE: { tone: 'open', glyph: '?', plain: 'not decided: the evidence was not enough' },
  WARN: { tone: 'near', glyph: '△', plain: 'met, with a warning' },
  PASS: { tone: 'good', glyph: '✓', plain: 'demanded often enough, and always met' },
  NOT_APPLICABLE: { tone: 'idle', glyph: '∅', plain: 'does not apply to this system' },
  NOT_RUN: { tone: 'open', glyph: '–', plain: 'not run, so not judged' },
};

/**
 * Verdicts in the order of every list: what needs attention, the worst first; what was met; and last
 * what the run says nothing about.
 */
export const WORST_FIRST = Object.keys(WORDING) as readonly Verdict[];

/** Verdicts that leave the question open: none of them may ever look like a success. */
export const NOT_JUDGED: ReadonlySet<Verdict> = new Set<Verdict>([
  'HARNESS_ERROR',
  'UNTESTABLE',
  'UNSTABLE',
  'INCONCLUSIVE',
  'NOT_RUN',
  'NOT_APPLICABLE',
]);

/** The headline over a whole run, in plain words. */
export const HEADLINE: Readonly<Record<Verdict, string>> = {
  PASS: 'Every requirement that was judged was met.',
  WARN: 'Every requirement that was judged was met, with warnings.',
  FAIL: 'The system under test broke at least one requirement.',
  HARNESS_ERROR: 'The run is void: the harness itself failed.',
  UNTESTABLE: 'At least one requirement could not be tested on this system.',
  UNSTABLE: 'At least one requirement was judged differently on repetition.',
  INCONCLUSIVE: 'Not decided: for at least one requirement the evidence was not enough.',
  NOT_RUN: 'Not decided: something that had to be judged was not run.',
  NOT_APPLICABLE: 'Nothing in this run applied to this system.',
};
