import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import type { RaisedItem } from '../course/item.ts';
import type { Withdrawal } from './demand.ts';

const hullOf = (stretches: readonly { readonly from: number; readonly to: number }[]): Withdrawal['at'] =>
  stretches.length === 0
    ? undefined
    : { from: Math.min(...stretches.map((s) => s.from)), to: Math.max(...stretches.map((s) => s.to)) };

const NEVER: Withdrawal = { level: 'must-not', reasons: [], at: undefined };

/** Whether one item had to be withdrawn again: `items` is what it is in each of several courses. */
const withdrawalOf = (items: readonly RaisedItem[]): Withdrawal => {
  const gone = items.flatMap((item) => item.withdrawn ?? []);
  const reasons: readonly WithdrawalReason[] = [...new Set(gone.map((w) => w.reason))];
  return {
    level: gone.length === 0 ? 'must-not' : gone.length < items.length ? 'may' : 'must',
    reasons,
    at: hullOf(gone.map((w) => w.at)),
  };
};

/**
 * The same of each item of a demand, in the order of raising; `perCourse`: its items in each course. Where the courses
 * do not agree on how many there are, nobody knows which one is which; `open`: nothing is certain.
 */
export const withdrawalsOf = (perCourse: readonly (readonly RaisedItem[])[], open = false): readonly Withdrawal[] => {
  const raised = perCourse.filter((items) => items.length > 0);
  const most = Math.max(0, ...raised.map((items) => items.length));
  if (open || raised.some((items) => items.length < most)) {
    const all = withdrawalOf(raised.flat());
    return Array.from({ length: most }, () => (all.level === 'must' || open ? { ...all, level: 'may' } : all));
  }
  return most === 0
    ? [NEVER]
    : Array.from({ length: most }, (_, k) => withdrawalOf(raised.flatMap((own) => own[k] ?? [])));
};

/** Of the items that were seen of a demand, the first one first. */
export const withdrawalOfNth = (withdrawals: readonly Withdrawal[], nth: number): Withdrawal =>
  withdrawals[nth] ?? withdrawals.at(-1) ?? NEVER;
