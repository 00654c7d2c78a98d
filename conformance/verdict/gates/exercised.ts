import type { Catalogue } from '../../../contract/requirements/load.ts';
import type { GateVerdict, RequirementVerdict, Verdict } from '../types.ts';

/** Reasons of their own for not being exercised; the requirement's verdict says them. */
const ELSEWHERE: readonly Verdict[] = ['NOT_APPLICABLE', 'UNTESTABLE', 'NOT_RUN', 'HARNESS_ERROR'];

/** Requirements named one by one. */
const NAMED = 12;

/**
 * Every selected requirement saw as many cases of both kinds as the catalogue asks: those in which something has to
 * happen, and their twins in which it must not. A run that selected none has to have judged at least something.
 */
export const exercised = (
  requirements: readonly RequirementVerdict[],
  selected: readonly string[],
  catalogue: Catalogue,
  executed: number,
): GateVerdict => {
  const gate = 'exercised';
  if (executed === 0) return { gate, verdict: 'NOT_APPLICABLE', reason: 'nothing was played' };
  if (selected.length === 0) {
    const judged = requirements.filter((r) => r.counts.must + r.counts.mustNot > 0).length;
    return judged > 0
      ? { gate, verdict: 'PASS', reason: `none was named; ${judged} were exercised` }
      : { gate, verdict: 'INCONCLUSIVE', reason: 'no requirement was exercised at all' };
  }
  const counted = requirements.filter((r) => selected.includes(r.requirement) && !ELSEWHERE.includes(r.verdict));
  const short = counted.flatMap(({ requirement, counts }) => {
    const minimum = catalogue.byId(requirement)?.minimum ?? { must: 1, mustNot: 1 };
    if (counts.must >= minimum.must && counts.mustNot >= minimum.mustNot) return [];
    return [
      `${requirement} (${counts.must} of ${minimum.must} demanded, ${counts.mustNot} of ${minimum.mustNot} forbidden)`,
    ];
  });
  if (short.length > 0) {
    const more = short.length > NAMED ? ` and ${short.length - NAMED} more` : '';
    const reason = `${short.length} of ${counted.length} saw too few cases: ${short.slice(0, NAMED).join(', ')}${more}`;
    return { gate, verdict: 'INCONCLUSIVE', reason };
  }
  return counted.length === 0
    ? { gate, verdict: 'NOT_APPLICABLE', reason: 'of what was selected nothing could be exercised' }
    : { gate, verdict: 'PASS', reason: `each of ${counted.length} saw enough cases and enough twins` };
};
