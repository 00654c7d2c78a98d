import { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Judge } from './judge.ts';
import { itemLines, itemText } from './words.ts';

const KNOWN: ReadonlySet<string> = new Set(WithdrawalReason.options);

/** ALR-23: a withdrawn item says why, in a word that the contract knows; one that stands says none. */
export const ALR_23: Judge = {
  id: 'ALR-23',
  life({ lane, patient, item }, out) {
    const { status, withdrawal } = item.latest;
    const isGone = status === 'withdrawn';
    const right = isGone ? withdrawal !== undefined && KNOWN.has(withdrawal) : withdrawal === undefined;
    if (right && out.met(lane, isGone ? 'must' : 'must-not')) return;
    out.report({
      lane,
      subject: { patient, item: item.key },
      lines: itemLines([item]),
      polarity: isGone ? 'must' : 'must-not',
      outcome: right ? 'met' : 'broken',
      expected: () => (isGone ? `a reason: ${[...KNOWN].join(', ')}` : 'no reason of a withdrawal: it stands'),
      observed: () => `${itemText(item)}, ${withdrawal ?? 'no reason'}`,
    });
  },
};
