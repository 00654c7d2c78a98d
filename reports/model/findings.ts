import type { Finding, RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';

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

/** Why the oracle says so, in one sentence. */
export const whyUnmet = ({ requirement, finding }: Unmet): string => {
  const rule =
    finding.outcome === 'undecided'
      ? 'what was seen allows more than one answer'
      : finding.polarity === 'must'
        ? 'it had to happen and did not'
        : 'it had to stay away and did not';
  return `${rule}. ${requirement.reason}`;
};
