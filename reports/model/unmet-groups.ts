import type { RequirementVerdict, RunVerdicts } from '../../conformance/verdict/types.ts';
import { unmetOf, type Unmet } from './findings.ts';

/** All findings of one requirement that were not met: one to show in full, and the others. */
export interface UnmetGroup {
  readonly requirement: RequirementVerdict;
  readonly first: Unmet;
  readonly others: readonly Unmet[];
}

/** Whether a finding comes from the check that is made for its requirement, where the defect is isolated best. */
const isOwn = ({ requirement, finding }: Unmet): boolean =>
  finding.lane.toLowerCase().startsWith(`check:${requirement.requirement.toLowerCase()}/`);

const rank = (u: Unmet): number => (u.finding.outcome === 'broken' ? 0 : 2) + (isOwn(u) ? 0 : 1);

/** Order by how well a finding shows the defect: broken before undecided, those of its own check first. */
export const byEvidence = (a: Unmet, b: Unmet): number => rank(a) - rank(b);

/**
 * The unmet findings of a run by requirement: broken before undecided, and within both those that
 * their own check found first, because one defect often breaks several requirements at once.
 */
export function unmetGroups(run: RunVerdicts): readonly UnmetGroup[] {
  const byRequirement = new Map<RequirementVerdict, Unmet[]>();
  for (const u of unmetOf(run)) byRequirement.set(u.requirement, [...(byRequirement.get(u.requirement) ?? []), u]);
  return [...byRequirement]
    .flatMap(([requirement, all]) => {
      const [first, ...others] = [...all].sort(byEvidence);
      return first === undefined ? [] : [{ requirement, first, others }];
    })
    .sort((a, b) => byEvidence(a.first, b.first));
}

const SHOWN_LANES = 4;

/** Where else a requirement was not met: `1 more in a/fhir, 2 more in a/hl7v2`. Empty where nowhere. */
export function elsewhere({ requirement, first, others }: UnmetGroup): string {
  const lanes = new Map<string, number>();
  for (const { finding } of others) lanes.set(finding.lane, (lanes.get(finding.lane) ?? 0) + 1);
  const { broken, undecided } = requirement.counts;
  const total = first.finding.outcome === 'broken' ? broken : undecided;
  const named = [...lanes].slice(0, SHOWN_LANES).map(([lane, count]) => `${count} more in ${lane}`);
  const left = lanes.size - named.length;
  return [
    ...named,
    ...(left > 0 ? [`and in ${left} more lanes`] : []),
    ...(total > others.length + 1 ? [`${total} in all`] : []),
  ].join(', ');
}
