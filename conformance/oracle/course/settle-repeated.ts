import type { RepeatedRule, WithdrawalReason } from '../../../contract/domain/index.ts';
import type { z } from 'zod';
import { alertsOn, limitsCall } from '../rules/call.ts';
import { bareKey } from '../bare-key.ts';
import { DAY, instant } from '../time/instant.ts';
import { lengthOf } from '../time/window.ts';
import { type Content, type Filing, liveOf, type SubmitOp } from './filing.ts';
import { evaluatorIn, ownReason, raise, standing, update, withdraw } from './raise.ts';
import type { RaisedItem } from './item.ts';
import type { Step } from './step.ts';
import { NONE_UNCONSUMED } from './unconsumed.ts';
import type { OrderState, OrderVersion } from './version.ts';

type Direction = 'H' | 'L';
type Rule = z.infer<typeof RepeatedRule>;

/** An abnormal reading that counts towards a repeated item. */
interface Candidate {
  readonly filing: Filing;
  readonly content: Content;
  readonly version: OrderVersion;
  readonly rule: Rule;
  readonly at: bigint;
}

const ruleOf = ({ order }: OrderVersion): Rule | undefined => {
  const rule = alertsOn(order) === 'repeated' ? order.rules.find((r) => r.kind === 'repeated') : undefined;
  return rule?.kind === 'repeated' ? rule : undefined;
};

/** The reading as a candidate of its direction; undefined where it is none. */
const candidate = (order: string, filing: Filing): (Candidate & { readonly direction: Direction }) | undefined => {
  const content = liveOf(filing);
  const version = evaluatorIn(content, order);
  const rule = version === undefined ? undefined : ruleOf(version);
  if (content === undefined || version === undefined || rule === undefined || filing.wrongful) return undefined;
  const call = limitsCall(version.order, content.reading);
  if (call.kind !== 'abnormal') return undefined;
  const direction = call.interpretation === 'H' ? 'H' : 'L';
  return { filing, content, version, rule, at: instant(content.reading.effective), direction };
};

const inOrder = (a: Candidate, b: Candidate): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : bareKey(a.filing.key) < bareKey(b.filing.key) ? -1 : 1;

const waitingKey = (order: string, direction: Direction): string => `repeated\n${order}\n${direction}`;

const candidatesOf = (step: Step, order: string, keys: readonly string[]): (Candidate & { direction: Direction })[] =>
  keys.flatMap((key) => {
    const filing = step.course.state.filings.get(key);
    return (filing === undefined ? undefined : candidate(order, filing)) ?? [];
  });

const reaches = new WeakMap<OrderState, bigint>();

/** The longest window of an order's versions; 0: none has the rule. Kept: it is asked for every reading. */
const reachOf = (order: OrderState): bigint => {
  let longest = reaches.get(order);
  if (longest === undefined) {
    const windows = order.versions.flatMap((v) => ruleOf(v)?.window ?? []).map(lengthOf);
    longest = windows.reduce((a, b) => (a > b ? a : b), 0n);
    reaches.set(order, longest);
  }
  return longest;
};

/**
 * Nothing older than the 7 days can be the last of an item; what lies further back than that and the longest window is
 * past, unless a version to come looks further back.
 */
const isPast = (step: Step, { at }: Candidate, reach: bigint): boolean => at + 7n * DAY + reach + DAY < step.now.low;

/** Forms every item that the free readings make, the earliest first. Returns what stays free, by effective time. */
const scan = (
  step: Step,
  order: string,
  direction: Direction,
  keys: readonly string[],
  cause: SubmitOp,
): readonly Candidate[] => {
  let free: readonly Candidate[] = candidatesOf(step, order, keys)
    .filter((c) => c.direction === direction)
    .toSorted(inOrder);
  for (let i = 0; i < free.length; i += 1) {
    const formed = formAt(step, order, direction, free, i, cause);
    if (formed === undefined) continue;
    free = free.filter((c) => !formed.includes(c));
    i = -1;
  }
  return free;
};

/** Tries the readings from index `i` on; n and window are those of the version that evaluated the last of them. */
const formAt = (
  step: Step,
  order: string,
  direction: Direction,
  free: readonly Candidate[],
  i: number,
  cause: SubmitOp,
): readonly Candidate[] | undefined => {
  const first = free[i];
  if (first === undefined) return undefined;
  for (let last = i + 1; last < free.length; last += 1) {
    const end = free[last];
    if (end === undefined || end.rule.count !== last - i + 1 || end.at - first.at > lengthOf(end.rule.window)) continue;
    const members = free.slice(i, last + 1);
    const id = raise(
      step,
      {
        order,
        rule: 'repeated',
        kind: 'abnormal',
        interpretation: [direction],
        members: keysOf(members),
        version: end.version,
        filing: end.filing,
        content: end.content,
      },
      cause,
    );
    if (id !== undefined) return members;
  }
  return undefined;
};

/** Whether a corrected member still belongs: same direction, and all of them in one window. */
const stillFits = (step: Step, order: string, members: readonly string[], direction: Direction): boolean => {
  const all = candidatesOf(step, order, members);
  const sorted = all.toSorted(inOrder);
  const [first, last] = [sorted[0], sorted.at(-1)];
  return (
    first !== undefined &&
    last !== undefined &&
    all.length === members.length &&
    all.every((c) => c.direction === direction) &&
    last.at - first.at <= lengthOf(last.rule.window)
  );
};

/** Why an item goes: what its own reading was corrected to; another member, or the window alone, is a re-evaluation. */
const lostReason = (order: string, item: RaisedItem, filing: Filing): WithdrawalReason => {
  if (filing.key !== item.reading) return 're-evaluated';
  const content = liveOf(filing);
  const version = evaluatorIn(content, order);
  const call = content === undefined || version === undefined ? undefined : limitsCall(version.order, content.reading);
  const isSame = call?.kind === 'abnormal' && item.interpretation.includes(call.interpretation);
  return isSame ? 're-evaluated' : ownReason(content, call !== undefined && call.kind !== 'none');
};

/**
 * Brings the repeated items of one order in line after a reading was filed, corrected or erased: a lost member
 * withdraws its item and frees the others, then the free ones are scanned. H and L apart.
 * Source: contract, Evaluation, row `repeated`.
 */
export const settleRepeated = (step: Step, order: OrderState, filing: Filing, cause: SubmitOp): void => {
  const reach = reachOf(order);
  if (reach === 0n) return;
  const now = candidate(order.key, filing);
  // A finished item keeps a member that was corrected to the other direction; there the member is free.
  const consumed = new Set<Direction>();
  const freed: string[] = [];
  for (const [id, item] of standing(step, order.key, 'repeated', filing.key)) {
    const direction = item.interpretation[0] === 'H' ? 'H' : 'L';
    if (item.done !== undefined || stillFits(step, order.key, item.members, direction)) {
      consumed.add(direction);
      const content = filing.key === item.reading ? liveOf(filing) : undefined;
      update(step, id, content === undefined ? {} : { content });
    } else {
      withdraw(step, id, lostReason(order.key, item, filing));
      freed.push(...item.members);
    }
  }
  const { waiting } = step.course.state;
  for (const direction of ['H', 'L'] as const) {
    const key = waitingKey(order.key, direction);
    const { free: before, past: all, reach: known } = waiting.get(key)?.unconsumed ?? NONE_UNCONSUMED;
    const past = all.filter((k) => k !== filing.key);
    // A version taken since may look further back.
    const isWider = known !== reach;
    const own = now?.direction === direction && !consumed.has(direction) ? [filing.key] : [];
    const keys = [...new Set([...(isWider ? past : []), ...before, ...freed, ...own])];
    if (keys.length === 0) continue;
    const free = scan(step, order.key, direction, keys, cause);
    const gone = free.filter((c) => isPast(step, c, reach));
    waiting.set(key, {
      unconsumed: {
        free: keysOf(free.filter((c) => !gone.includes(c))),
        past: [...(isWider ? [] : past), ...keysOf(gone)],
        reach,
      },
    });
  }
};

const keysOf = (candidates: readonly Candidate[]): readonly string[] => candidates.map((c) => c.filing.key);
