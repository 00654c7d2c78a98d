import { keyOf, type InboxItem } from '../../contract/domain/index.ts';
import type { Deadlines, RunLine } from '../../conformance/history/lines.ts';
import type { LaneData } from './lane-series.ts';

/** An item beside the measured delay of its first sight, for a table. Shown, not judged: judging is the oracle's. */
export interface ItemRow {
  readonly item: InboxItem;
  readonly recipient: string;
  /** Delay interval from the intended send of the accepted attempt, ms; absent where its reading is not in the lane. */
  readonly delay: { readonly lowMs: number; readonly highMs: number; readonly deadlineMs: number } | undefined;
}

/** Names of the run's In Baskets by key. */
export function recipientNames(run: RunLine | undefined): ReadonlyMap<string, string> {
  const people = run?.people;
  return new Map([
    ...(people?.clinicians ?? []).map((c) => [keyOf(c.identifier), `${c.given} ${c.family}`] as const),
    ...(people?.pools ?? []).map((p) => [keyOf(p.identifier), `${p.name} (pool)`] as const),
  ]);
}

const deadlineOf = (item: InboxItem, deadlines: Deadlines): number =>
  item.kind === 'critical' ? deadlines.critical : deadlines.other;

/** The items of a lane in the order in which they came into sight, each in its latest version. */
export function itemRows(lane: LaneData, run: RunLine | undefined): readonly ItemRow[] {
  const names = recipientNames(run);
  const intended = new Map<string, number>();
  for (const { act, outcome, intended: at } of lane.ops) {
    if (act.op !== 'reading.submit' || outcome !== 'ok') continue;
    const key = keyOf(act.reading.identifier);
    if (!intended.has(key)) intended.set(key, at);
  }
  const first = new Map<string, ItemRow>();
  for (const { item, after, by } of lane.seen) {
    const key = keyOf(item.identifier);
    const known = first.get(key);
    const from = item.reading === undefined ? undefined : intended.get(keyOf(item.reading));
    const delay =
      from === undefined || run === undefined
        ? undefined
        : {
            lowMs: Math.max(0, ((after ?? from) - from) / 1e6),
            highMs: Math.max(0, (by - from) / 1e6),
            deadlineMs: deadlineOf(item, run.deadlines),
          };
    const recipient = names.get(keyOf(item.recipient)) ?? item.recipient.value;
    if (known === undefined) first.set(key, { item, recipient, delay });
    else if (item.version >= known.item.version) first.set(key, { ...known, item, recipient });
  }
  return [...first.values()];
}
