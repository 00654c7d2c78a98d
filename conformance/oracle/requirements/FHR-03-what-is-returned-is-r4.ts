import type { Returned } from '../../history/lines.ts';
import type { Judge } from './judge.ts';

type Flaw = Returned['flaws'][number];

const shown = ({ type, id, path, found, request, times }: Flaw): string => {
  const others = times > 1 ? `; ${times} resources have it` : '';
  return `${found} at ${path} of ${id === undefined ? `a ${type}` : `${type}/${id}`}, in answer to ${request}${others}`;
};

/** FHR-03: every resource that was returned in the run has the structure of FHIR R4. */
export const FHR_03: Judge = {
  id: 'FHR-03',
  answer({ act, lane, seq, output }, out) {
    if (act.op !== 'returned.check') return;
    const common = { lane, subject: {}, polarity: 'must', lines: [seq] } as const;
    const { checked = [], flaws = [] } = output?.returned ?? {};
    for (const flaw of flaws)
      out.report({
        ...common,
        outcome: 'broken',
        expected: () => `${flaw.path}: ${flaw.expected}`,
        observed: () => shown(flaw),
      });
    const spoilt = new Set(flaws.map(({ type }) => type));
    for (const { type, count } of checked)
      if (!spoilt.has(type))
        out.report({
          ...common,
          outcome: 'met',
          expected: () => `every ${type} that is returned has the structure of R4`,
          observed: () => `${count} of them do`,
        });
  },
};
