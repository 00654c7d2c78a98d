import { join } from 'node:path';
import { randomStream } from '../../simulator/random.ts';
import type { Check } from '../checks/check.ts';
import { checks } from '../checks/index.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import { checkOf, judgeChecks } from './play.ts';
import type { Variant } from './variant.ts';

/** One run of a benign variant. `failed`: something failed that must not; `undecided`: nothing did, but it is not green. */
export interface VariantResult {
  readonly name: string;
  readonly seed: number;
  readonly result: 'passed' | 'failed' | 'undecided';
  /** The checks that were played. */
  readonly played: readonly string[];
  readonly why: readonly string[];
  readonly ms: number;
}

/** Beside the checks that exercise the freedom, so many that chance picks: over all runs every check but those not drawn is played. */
const DRAWN = 3;
/** Not drawn: it waits for silence in real time, and many runs side by side keep a machine too busy to prove one. */
const NOT_DRAWN: readonly string[] = ['HL7-02'];
const DEADLINES_MS = [1000, 2000, 4000];

const checksFor = (variant: Variant, seed: number): readonly Check[] => {
  const random = randomStream(seed, 'selftest', 'variant', variant.name);
  const able = checks.filter(
    (c) => !NOT_DRAWN.includes(c.requirement) && variant.leavesOut?.includes(c.requirement) !== true,
  );
  const drawn = Array.from({ length: DRAWN }, () => random.pick(able).requirement);
  return [...new Set([...variant.exercisedBy, ...drawn])].map(checkOf);
};

const failuresOf = ({ requirements, isVoid, notes }: RunVerdicts): readonly string[] => [
  ...(isVoid ? notes : []),
  ...requirements.filter((r) => r.verdict === 'FAIL').map((r) => `${r.requirement}: ${r.reason}`),
];

/** Plays a benign variant once. Rejects where it cannot be started. */
export const runVariant = async (variant: Variant, folder: string, seed: number): Promise<VariantResult> => {
  const { name } = variant;
  const picked = checksFor(variant, seed);
  const begun = performance.now();
  let verdicts: RunVerdicts | undefined;
  for (const deadlineMs of DEADLINES_MS) {
    const runDir = join(folder, `${name}-${seed}-${deadlineMs}`);
    // oxlint-disable-next-line no-await-in-loop -- again only where nothing was decided
    verdicts = await judgeChecks(picked, variant, { runDir, seed, deadlineMs });
    if (verdicts.verdict !== 'INCONCLUSIVE' && verdicts.verdict !== 'HARNESS_ERROR') break;
  }
  if (verdicts === undefined) throw new Error('nothing was played');
  const isGreen = verdicts.verdict === 'PASS' || verdicts.verdict === 'WARN';
  const failed = verdicts.verdict === 'FAIL';
  return {
    name,
    seed,
    result: isGreen ? 'passed' : failed ? 'failed' : 'undecided',
    played: picked.map((c) => c.requirement),
    why: isGreen
      ? []
      : failed
        ? failuresOf(verdicts)
        : [
            ...verdicts.requirements
              .filter((r) => picked.some((c) => c.requirement === r.requirement))
              .filter((r) => r.verdict !== 'PASS' && r.verdict !== 'WARN')
              .map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`),
            ...verdicts.notes,
          ],
    ms: Math.round(performance.now() - begun),
  };
};
