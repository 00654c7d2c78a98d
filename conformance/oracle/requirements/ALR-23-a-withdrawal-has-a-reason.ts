import { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Judge } from './judge.ts';
import { itemLines, itemText } from './words.ts';

const KNOWN: ReadonlySet<string> = new Set(WithdrawalReason.options);

/** ALR-23: a withdrawn item says why, in the word that the contract has for it; one that stands says none. */
export const ALR_23: Judge = {
  id: 'ALR-23',
  life({ lane, patient, item, withdrawal: owed }, out) {
    const { status, withdrawal } = item.latest;
    const isGone = status === 'withdrawn';
    // Where it had to be withdrawn it is known why; elsewhere any word of the contract will do.
    const reasons: ReadonlySet<string> = owed?.level === 'must' ? new Set(owed.reasons) : KNOWN;
    const right = isGone ? withdrawal !== undefined && reasons.has(withdrawal) : withdrawal === undefined;
    if (right && out.met(lane, isGone ? 'must' : 'must-not')) return;
    out.report({
      lane,
      subject: { patient, item: item.key },
      lines: itemLines([item]),
      polarity: isGone ? 'must' : 'must-not',
      outcome: right ? 'met' : 'broken',
      expected: () => (isGone ? `a reason: ${[...reasons].join(' or ')}` : 'no reason of a withdrawal: it stands'),
      observed: () => `${itemText(item)}, ${withdrawal ?? 'no reason'}`,
    });
  },
};
