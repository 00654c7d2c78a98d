import type { Order } from '../../../contract/domain/index.ts';
import { alertsOn, type LimitsCall, limitsCall } from '../rules/call.ts';
import { instant } from '../time/instant.ts';
import { lengthOf } from '../time/window.ts';
import type { Content, Filing, SubmitOp } from './filing.ts';
import type { RaisedItem } from './item.ts';
import { evaluatorIn, index, lose, ownReason, type Proposal, raise, standing, update, withdraw } from './raise.ts';
import { recipientAtFiling, recipientWhenRaised } from './recipient.ts';
import type { Step } from './step.ts';
import type { OrderVersion } from './version.ts';

type Wanted = Pick<RaisedItem, 'rule' | 'kind' | 'interpretation'>;

/** The item that the limits call for by themselves; undefined: none, or one of another rule's. */
const wantedBy = (order: Order, call: LimitsCall): Wanted | undefined => {
  if (call.kind === 'none') return undefined;
  if (call.kind === 'data-quality') return { rule: 'data-quality', kind: 'data-quality', interpretation: [] };
  if (call.kind === 'abnormal' && alertsOn(order) !== 'each') return undefined;
  return { rule: 'limits', kind: call.kind, interpretation: [call.interpretation] };
};

const digestWindow = (order: Order): bigint | undefined => {
  const rule = order.rules.find((r) => r.kind === 'digest');
  return rule?.kind === 'digest' && alertsOn(order) === 'each' ? lengthOf(rule.window) : undefined;
};

const isSame = (item: RaisedItem, wanted: Wanted | undefined): boolean =>
  item.rule === wanted?.rule &&
  item.kind === wanted.kind &&
  item.interpretation.join() === wanted.interpretation.join();

const byTime = (step: Step, members: readonly string[]): readonly string[] => {
  const at = (key: string): bigint => {
    const content = step.course.state.filings.get(key)?.contents.at(-1);
    return content === undefined ? 0n : instant(content.reading.effective);
  };
  return members.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a < b ? -1 : a > b ? 1 : 0));
};

/** Takes a reading out of an item that it no longer belongs to; the last one to go withdraws it. A done one stays, without its copies. */
const leave = (
  step: Step,
  id: string,
  item: RaisedItem,
  reading: string,
  content: Content | undefined,
  otherwise: boolean,
): void => {
  if (item.done !== undefined) {
    lose(step, id, ownReason(content, otherwise));
    return;
  }
  const members = item.members.filter((m) => m !== reading);
  if (item.digest !== undefined && members.length > 0) update(step, id, { members });
  else withdraw(step, id, ownReason(content, otherwise));
};

/** Items that a further reading may join, the one with the earliest first reading first. */
const joinable = (step: Step, proposal: Proposal, window: bigint): readonly (readonly [string, RaisedItem])[] => {
  const { waiting, items } = step.course.state;
  const at = instant(proposal.content.reading.effective);
  const open = waiting.get(waitingKey(proposal))?.open ?? [];
  return open
    .flatMap((id) => {
      const item = items.get(id);
      if (item?.digest === undefined || item.withdrawn !== undefined || item.done !== undefined) return [];
      const { anchor } = item.digest;
      const apart = at > anchor ? at - anchor : anchor - at;
      return apart <= window ? [[id, item, anchor] as const] : [];
    })
    .toSorted(([, a, x], [, b, y]) => (x < y ? -1 : x > y ? 1 : a.reading < b.reading ? -1 : 1))
    .map(([id, item]) => [id, item] as const);
};

const waitingKey = ({ order, interpretation }: Pick<RaisedItem, 'order' | 'interpretation'>): string =>
  `digest\n${order}\n${interpretation.join('+')}`;

const joinOrRaise = (step: Step, proposal: Proposal, window: bigint, cause: SubmitOp): void => {
  const { key } = proposal.filing;
  const open = joinable(step, proposal, window);
  // It joins by whom it would go to as it is filed; raised later, it may go elsewhere.
  const filed = open.length === 0 ? undefined : recipientAtFiling(step, proposal.order);
  const first = open.find(([, item]) => item.digest?.recipient === filed);
  if (first !== undefined) {
    const [id, item] = first;
    update(step, id, { members: byTime(step, [...item.members, key]) });
    index(step, key, id);
    return;
  }
  raiseOpen(step, proposal, cause);
};

/** Raises an item that further readings may join. */
const raiseOpen = (step: Step, proposal: Proposal, cause: SubmitOp): void => {
  const { waiting } = step.course.state;
  const anchor = instant(proposal.content.reading.effective);
  const recipient = recipientWhenRaised(step, proposal);
  const id = raise(step, { ...proposal, members: [proposal.filing.key], digest: { anchor, recipient } }, cause);
  if (id === undefined) return;
  waiting.set(waitingKey(proposal), { open: [...(waiting.get(waitingKey(proposal))?.open ?? []), id] });
};

/** A version of the order, also one to come, gathers abnormal readings: they may join items from before it. */
const gathersEver = (step: Step, order: string): boolean =>
  step.ambience.orderOps(order).some(({ act }) => digestWindow(act.order) !== undefined);

/** Standing items of the limits that hold the reading now: its own, and a digest that it is a member of. */
const holding = (step: Step, order: string, reading: string): readonly (readonly [string, RaisedItem])[] => {
  // Most readings have no item of any rule.
  if (step.course.state.itemsOf.get(reading) === undefined) return NONE;
  return [...standing(step, order, 'limits', reading), ...standing(step, order, 'data-quality', reading)].filter(
    ([, item]) => item.digest === undefined || item.members.includes(reading),
  );
};

const NONE: readonly (readonly [string, RaisedItem])[] = [];

/**
 * Brings the limits items of one order and reading in line with what the reading now says: same kind and
 * direction stands, anything else goes, what is missing is raised or joins. Source: contract, Evaluation,
 * rows `limits`, `implausible`, `digest`, and "Correction".
 */
export const settleLimits = (
  step: Step,
  order: string,
  filing: Filing,
  content: Content | undefined,
  cause: SubmitOp,
): void => {
  const version: OrderVersion | undefined = evaluatorIn(content, order);
  const wanted =
    content === undefined || version === undefined
      ? undefined
      : wantedBy(version.order, limitsCall(version.order, content.reading));
  let there = false;
  for (const [id, item] of holding(step, order, filing.key))
    if (isSame(item, wanted)) {
      there = true;
      update(step, id, {
        ...(content !== undefined && item.reading === filing.key ? { content } : {}),
        ...(item.digest === undefined ? {} : { members: byTime(step, item.members) }),
      });
    } else leave(step, id, item, filing.key, content, wanted !== undefined);
  if (wanted === undefined || there || content === undefined || version === undefined) return;
  const window = wanted.kind === 'abnormal' ? digestWindow(version.order) : undefined;
  const proposal: Proposal = { ...wanted, order, version, filing, content, members: [] };
  if (window !== undefined) joinOrRaise(step, proposal, window, cause);
  else if (wanted.kind === 'abnormal' && gathersEver(step, order)) raiseOpen(step, proposal, cause);
  else raise(step, proposal, cause);
};
