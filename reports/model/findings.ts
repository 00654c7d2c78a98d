import type { Finding, RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { UNCONFIRMED } from './void-run.ts';

/** A finding that was not met, with the requirement it belongs to. */
export interface Unmet {
  readonly requirement: RequirementVerdict;
  readonly finding: Finding;
}

/** All broken findings of a run, then all undecided ones, each in the order of the verdicts. */
export function unmetOf(run: RunVerdicts): readonly Unmet[] {
  const all = run.requirements.flatMap((requirement) =>
    requirement.findings.map((finding) => ({ requirement, finding })),
  );
  return [
    ...all.filter((u) => u.finding.outcome === 'broken'),
    ...all.filter((u) => u.finding.outcome === 'undecided'),
  ];
}

/** How long something took, in plain words: `between 120 and 340 ms; the deadline is 1000 ms`. */
export function describeTiming(timing: Finding['timing']): string | undefined {
  if (timing === undefined) return undefined;
  const { lowMs, highMs, deadlineMs } = timing;
  const delay =
    highMs === null
      ? `not within ${ms(lowMs)} ms, and never after`
      : lowMs === highMs
        ? `${ms(lowMs)} ms`
        : `between ${ms(lowMs)} and ${ms(highMs)} ms`;
  return `${delay}; the deadline is ${deadlineMs} ms`;
}

/** Milliseconds for reading: whole, or one decimal below ten. */
export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

const RULE = {
  must: 'the system did not do what it must do here',
  'must-not': 'the system did something that it must not do here',
} as const;

/**
 * Why the oracle says so, in one sentence, and how often. The reason of the requirement is not
 * repeated: it tells of its first finding, which may be another one.
 */
export const whyUnmet = ({ requirement, finding }: Unmet): string => {
  const { must, mustNot, broken, undecided } = requirement.counts;
  const isBroken = finding.outcome === 'broken';
  const rule = isBroken ? RULE[finding.polarity] : 'what was seen allows both answers, so it is neither met nor broken';
  const count = isBroken ? `broken in ${broken}` : `not decided in ${undecided}`;
  const unconfirmed = requirement.reason.startsWith(UNCONFIRMED) ? `${UNCONFIRMED}; ` : '';
  return `${unconfirmed}${rule}; ${requirement.requirement} was ${count} of ${must + mustNot} cases`;
};
