import { join } from 'node:path';
import { randomStream } from '../../simulator/random.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import type { Role } from '../../contract/requirements/requirement.ts';
import type { Player } from './player.ts';
import type { VariantFacts } from './variant.ts';

/** One run of a benign variant. `failed`: something failed that must not; `undecided`: nothing did, but it is not green. */
export interface VariantResult {
  readonly role: Role;
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
/** Deadlines, in those of the first time. */
const LONGER = [1, 2, 4];

const checksFor = (variant: VariantFacts, able: readonly string[], seed: number): readonly string[] => {
  const random = randomStream(seed, 'selftest', 'variant', variant.name);
  const left = able.filter((id) => variant.leavesOut?.includes(id) !== true);
  return [...new Set([...variant.exercisedBy, ...Array.from({ length: DRAWN }, () => random.pick(left))])];
};

const failuresOf = ({ requirements, isVoid, notes }: RunVerdicts): readonly string[] => [
  ...(isVoid ? notes : []),
  ...requirements.filter((r) => r.verdict === 'FAIL').map((r) => `${r.requirement}: ${r.reason}`),
];

/** Plays a benign variant once. Rejects where it cannot be started. */
export const runVariant = async <D>(
  player: Player<D>,
  variant: D & VariantFacts,
  folder: string,
  seed: number,
): Promise<VariantResult> => {
  const { name } = variant;
  const picked = checksFor(variant, player.drawn, seed);
  const begun = performance.now();
  let verdicts: RunVerdicts | undefined;
  for (const longer of LONGER) {
    const deadlineMs = longer * player.variantMs;
    const runDir = join(folder, `${name}-${seed}-${deadlineMs}`);
    // oxlint-disable-next-line no-await-in-loop -- again only where nothing was decided
    verdicts = await player.judge(picked, variant, { runDir, seed, deadlineMs });
    if (verdicts.verdict !== 'INCONCLUSIVE' && verdicts.verdict !== 'HARNESS_ERROR') break;
  }
  if (verdicts === undefined) throw new Error('nothing was played');
  const isGreen = verdicts.verdict === 'PASS' || verdicts.verdict === 'WARN';
  const failed = verdicts.verdict === 'FAIL';
  return {
    role: player.role,
    name,
    seed,
    result: isGreen ? 'passed' : failed ? 'failed' : 'undecided',
    played: picked,
    why: isGreen
      ? []
      : failed
        ? failuresOf(verdicts)
        : [
            ...verdicts.requirements
              .filter((r) => picked.includes(r.requirement))
              .filter((r) => r.verdict !== 'PASS' && r.verdict !== 'WARN')
              .map((r) => `${r.requirement} ${r.verdict}: ${r.reason}`),
            ...verdicts.notes,
          ],
    ms: Math.round(performance.now() - begun),
  };
};
