import type { Demand, Withdrawal } from '../items/demand.ts';
import type { DueDemand } from '../items/due-demand.ts';

const NEVER: Withdrawal = { level: 'must-not', reasons: [], at: undefined };

const MUST_BE = { must: 'MUST', may: 'MAY', 'must-not': 'MUST NOT' } as const;

/** Of each item of a demand, in the order of raising. */
const withdrawalsOf = (demand: Demand | DueDemand): readonly Withdrawal[] =>
  'withdrawal' in demand ? [demand.withdrawal] : demand.withdrawals;

/** What became of the last item: earlier ones of the same demand went before it was raised. */
const lastWithdrawal = (demand: Demand | DueDemand): Withdrawal => withdrawalsOf(demand).at(-1) ?? NEVER;

/** Whether nothing of it stands at the end. */
export const isGone = (demand: Demand | DueDemand): boolean => lastWithdrawal(demand).level === 'must';

const ofOne = ({ level, reasons }: Withdrawal, which: string): string =>
  `${which} ${MUST_BE[level]} be withdrawn again${reasons.length === 0 ? '' : ` (${reasons.join(' or ')})`}`;

/** `it MUST be withdrawn again (corrected-to-normal)`; undefined: it stays. Of several items: of each that has to go. */
export const withdrawalText = (demand: Demand | DueDemand): string | undefined => {
  const all = withdrawalsOf(demand);
  const going = all.flatMap((w, i) =>
    w.level === 'must-not' && w.reasons.length === 0
      ? []
      : [ofOne(w, all.length > 1 ? `item ${i + 1} of ${all.length}` : 'it')],
  );
  return going.length === 0 ? undefined : going.join(', ');
};
