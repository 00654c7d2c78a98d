import type { Role } from '../../contract/requirements/requirement.ts';
import type { RunVerdicts } from '../verdict/types.ts';

/** Where a run is kept (must not exist yet), its seed, and what the system is held to. */
export interface SelftestRun {
  readonly runDir: string;
  readonly seed: number;
  /** What the system is held to, ms; unsaid: its own. The shorter, the sooner an absence is proven. */
  readonly deadlineMs?: number;
  /** How long an act waits for its item, ms. Receivers alone. */
  readonly itemWaitMs?: number;
}

/** How the systems of one role are played. `Different`: in what they differ from the reference of that role. */
export interface Player<Different> {
  readonly role: Role;
  /** The shortest deadline that a sound system of this role meets on a busy machine, ms. */
  readonly leastMs: number;
  /** What benign variants are held to at first, ms: much runs side by side, and none of it may be late. */
  readonly variantMs: number;
  /** Requirements that have a check; those of them that chance may draw for a benign variant. */
  readonly drawn: readonly string[];
  /** Plays the checks of these requirements against a reference that differs, and judges them and those of `also` by what came of it. */
  judge(
    requirements: readonly string[],
    different: Different,
    run: SelftestRun,
    also?: readonly string[],
  ): Promise<RunVerdicts>;
}
