import type { Finding, RequirementVerdict } from '../verdict/types.ts';

const brokenOf = ({ findings }: RequirementVerdict): readonly Finding[] =>
  findings.filter((f) => f.outcome === 'broken');

/** What a finding is about, the nearest first: a reading or an item, else an order, else a patient. */
const thingsOf = ({ reading, item, order, patient }: Finding['subject']): readonly string[] => {
  const near = [reading, item].filter((key) => key !== undefined);
  return near.length > 0 ? near : [order ?? patient].filter((key) => key !== undefined);
};

/**
 * The requirements that failed beside the named one, and not about the same things: what a defect does to one reading
 * breaks several requirements at once, and that is one defect; what it does to another reading is another. What the
 * named one could not decide (the machine was late) it may have broken as well.
 */
export const brokenElsewhere = (
  requirements: readonly RequirementVerdict[],
  named: RequirementVerdict,
): readonly string[] => {
  const touched = new Set(
    named.findings
      .filter(({ outcome }) => outcome !== 'met')
      .flatMap(({ subject }) => Object.values(subject).filter((key) => key !== undefined)),
  );
  return requirements
    .filter((r) => r !== named && r.verdict === 'FAIL')
    .filter((r) => !brokenOf(r).every(({ subject }) => thingsOf(subject).some((key) => touched.has(key))))
    .map((r) => r.requirement);
};
