import type { Check } from '../../conformance/checks/check.ts';
import { type Claim, claimOf } from '../../conformance/scopes/claim.ts';
import { loadProfile, referenceProfile, type SutProfile } from '../../conformance/sut/profile.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import { NOWHERE } from '../playing/dry-run.ts';

/** What of a set of checks a profile is held to. */
export interface Claimed {
  readonly checks: readonly Check[];
  /** Requirement ids to judge. */
  readonly selected: readonly string[];
  readonly missing: Claim['missing'];
}

/** Requirements named in a message. */
const NAMED = 8;

const profileOf = (sut: string | undefined): SutProfile =>
  sut === undefined ? referenceProfile({ ...NOWHERE, portal: true }) : loadProfile(sut);

/**
 * Narrows checks to what the profile's scopes demand and its wires can show. `named`: somebody asked for these checks and
 * no others, so nothing else is judged. Throws InputProblem: exit 65 for a profile that is none, exit 3 where nothing of
 * what was named is claimed.
 */
export const claimed = (
  picked: readonly Check[],
  catalogue: Catalogue,
  sut: string | undefined,
  named: boolean,
): Claimed => {
  const profile = profileOf(sut);
  const { inside, outside, missing } = claimOf(profile, catalogue);
  const ids = new Set(inside.map((r) => r.id));
  const checks = picked.filter((c) => ids.has(c.requirement));
  if (checks.length === 0) {
    const out = outside.filter(({ requirement }) => picked.some((c) => c.requirement === requirement.id));
    const some = out.slice(0, NAMED).map(({ requirement, why }) => `${requirement.id} (${why})`);
    throw new InputProblem(
      `nothing that was asked for is claimed: ${some.join(', ')}`,
      { ...(sut === undefined ? {} : { file: sut }), path: 'scope' },
      `requirements of ${profile.scope.join(', ')}`,
      {
        exitCode: EXIT.nothingMatched,
        advice: 'add the scope to the profile, or ask for something else: docs/scopes.md',
      },
    );
  }
  const built = inside.filter((r) => r.built === 'spine').map((r) => r.id);
  const selected = (named ? checks.map((c) => c.requirement) : built).toSorted();
  return {
    checks,
    selected,
    missing: missing.filter(({ requirement }) => requirement.some((id) => selected.includes(id))),
  };
};
