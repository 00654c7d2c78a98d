import type { SenderCheck } from './checks/check.ts';
import type { SenderLane } from './run-senders.ts';
import type { SenderProfile } from './sender-profile.ts';

const scriptOf = (
  { measures, zone, acts }: SenderCheck,
  source: SenderCheck['sources'][number],
): SenderLane['script'] => ({
  source,
  ...(measures === undefined ? {} : { measures }),
  ...(zone === undefined ? {} : { zone }),
  acts: [...acts],
});

/**
 * The lanes of checks for one sender: each with every source that both know. Where there is none the check stands
 * there all the same, with a source that the sender lacks, so that the run says why it was not played.
 */
export const lanesOfChecks = (
  checks: readonly SenderCheck[],
  { sources }: Pick<SenderProfile, 'sources'>,
): readonly SenderLane[] =>
  checks.flatMap((check) => {
    const both = check.sources.filter((source) => sources.includes(source));
    return (both.length === 0 ? check.sources.slice(0, 1) : both).map((source) => ({
      name: `check:${check.requirement.toLowerCase()}/${source}`,
      requirements: [check.requirement],
      script: scriptOf(check, source),
      ...(check.wires === undefined ? {} : { wires: check.wires }),
    }));
  });
