import type { InboxItem, WithdrawalReason } from '../../contract/domain/inbox-item.ts';
import type { FiledReading } from '../../contract/domain/reading.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { repeatedPlan } from '../inbox/plan-items.ts';
import { type About, raise, show, update, withdraw } from '../inbox/settle.ts';
import { type Candidate, repeatedRule } from '../limits/repeated.ts';
import { durationMs } from '../limits/window.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import type { Kept } from '../store/documents.ts';
import type { Subject } from './subject.ts';
import type { FreeReading } from './table.ts';

type Direction = 'H' | 'L';
const DIRECTIONS: readonly Direction[] = ['H', 'L'];
const FAMILY = 'repeated';

interface Free extends Candidate, FreeReading {
  readonly by: OrderVersion;
}

const versionOf = ({ versions }: OrderHistory, version: number): OrderVersion | undefined =>
  versions.find((v) => v.version === version);

/** As a candidate under the version that evaluated it; none where that has no rule on repetition. */
const candidateOf = (history: OrderHistory, reading: FreeReading): readonly Free[] => {
  const by = versionOf(history, reading.version);
  const rule = by && repeatedRule(by.order);
  return by === undefined || rule === undefined ? [] : [{ ...reading, rule, by }];
};

/** What an order has found of a filed reading that counts. */
const foundOf = (ctx: Context, { seq }: Kept<FiledReading>, history: OrderHistory) =>
  ctx.tables.readings.filedUnder(seq).find(({ order }) => order === history.seq);

/** What an order finds of a reading that counts, where that may make a repetition. */
const foundNow = (ctx: Context, seq: number, history: OrderHistory): Direction | undefined => {
  const kept = ctx.tables.readings.documents.bySeq(seq);
  if (kept === undefined || ctx.tables.readings.stateOf(kept) !== 'filed') return undefined;
  const found = foundOf(ctx, kept, history)?.found;
  return DIRECTIONS.find((direction) => direction === found);
};

/** The members of an item as they are now, in order of time; those that have been lost are not among them. */
const membersNow = (ctx: Context, history: OrderHistory, item: Kept<InboxItem>): readonly Free[] =>
  ctx.tables.items
    .membersOf(item)
    .flatMap((seq): readonly Free[] => {
      const kept = ctx.tables.readings.documents.bySeq(seq);
      if (kept === undefined || ctx.tables.readings.stateOf(kept) !== 'filed') return [];
      const under = foundOf(ctx, kept, history);
      if (under === undefined || under.found !== item.body.interpretation[0]) return [];
      const { identifier, effective } = kept.body.reading;
      return candidateOf(history, {
        seq,
        effectiveMs: msOf(effective),
        name: identifier.value,
        version: under.version,
      });
    })
    .toSorted((a, b) => a.effectiveMs - b.effectiveMs || (a.name < b.name ? -1 : 1));

/** Why a repeated item goes: what its own reading was corrected to, or else that its members do not make it any more. */
const lostReason = (
  ctx: Context,
  { seq, reason }: Subject,
  history: OrderHistory,
  item: Kept<InboxItem>,
): WithdrawalReason => {
  const kept = ctx.tables.readings.documents.bySeq(seq);
  const isOwn =
    kept !== undefined &&
    item.body.reading?.value === kept.body.reading.identifier.value &&
    item.body.reading.system === kept.body.reading.identifier.system;
  if (!isOwn) return 're-evaluated';
  if (reason === 'entered-in-error') return reason;
  const found = foundOf(ctx, kept, history)?.found;
  if (found === item.body.interpretation[0]) return 're-evaluated';
  return found === undefined || found === 'N' ? 'corrected-to-normal' : 'corrected-otherwise';
};

const rangeOf = (times: readonly number[], reachMs: number): readonly [number, number] => [
  Math.min(...times) - reachMs,
  Math.max(...times) + reachMs,
];

/** Forms every item of one direction that the free readings around some times make, the earliest first. */
const form = (
  ctx: Context,
  subject: Subject,
  history: OrderHistory,
  direction: Direction,
  times: readonly number[],
  nowMs: number,
): void => {
  const rules = history.versions.flatMap((v) => repeatedRule(v.order) ?? []);
  const [from, to] = rangeOf(times, Math.max(...rules.map((rule) => durationMs(rule.window))));
  for (;;) {
    const free = ctx.tables.readings.free(history, direction, from, to).flatMap((r) => candidateOf(history, r));
    const members = ctx.use.formRepeated(free, (last) => ctx.use.mayRaise(last.effectiveMs, nowMs));
    if (members === undefined) return;
    raiseRepeated(ctx, subject, history, direction, members, nowMs);
  }
};

const raiseRepeated = (
  ctx: Context,
  { caller, reason }: Subject,
  history: OrderHistory,
  direction: Direction,
  members: readonly Free[],
  nowMs: number,
): void => {
  const last = members.at(-1);
  const kept = members.map(({ seq }) => ctx.tables.readings.documents.bySeq(seq)).filter((m) => m !== undefined);
  const own = kept.at(-1);
  if (last === undefined || own === undefined) throw new Error('a repetition has members');
  const { reading, issued } = own.body;
  const finding = ctx.use.evaluateLimits(reading, last.by.order, ctx.use);
  if (finding === undefined || finding.interpretation === 'N') throw new Error('a member of a repetition is abnormal');
  const submittedMs = issued === undefined ? nowMs : msOf(issued);
  const about: About = { caller, history, reading, readingSeq: last.seq, submittedMs, reason };
  const names = kept.map((m) => m.body.reading.identifier);
  const plan = repeatedPlan(finding, direction, names, last.by);
  raise(
    ctx,
    about,
    plan,
    last.by,
    nowMs,
    members.map((m) => m.seq),
  );
};

/**
 * Brings the repeated items of one order in line after a reading was filed, corrected or erased: a lost member
 * withdraws its item and frees the rest, then the free ones are looked through; what stands is never formed anew.
 * Where nothing has become free in a direction nothing new can be formed: it is not looked at, for there may be many.
 */
export const settleRepeated = (ctx: Context, subject: Subject, history: OrderHistory, nowMs: number): void => {
  if (!history.versions.some((v) => repeatedRule(v.order) !== undefined)) return;
  const { caller, reading, seq } = subject;
  const now = foundNow(ctx, seq, history);
  const freed = new Map<Direction, number[]>(now === undefined ? [] : [[now, [msOf(reading.effective)]]]);
  for (const item of ctx.tables.items.standing({ orderSeq: history.seq, readingSeq: seq, family: FAMILY })) {
    const members = membersNow(ctx, history, item);
    if (item.body.status === 'done' || ctx.use.stillRepeats(members, item.body.count)) {
      const { reading: own } = item.body;
      if (own?.value === reading.identifier.value && own.system === reading.identifier.system)
        showAgain(ctx, subject, history, item, nowMs);
      continue;
    }
    withdraw(ctx, caller, item, lostReason(ctx, subject, history, item), nowMs);
    const direction = DIRECTIONS.find((d) => d === item.body.interpretation[0]);
    if (direction !== undefined && members.length > 0)
      freed.set(direction, [...(freed.get(direction) ?? []), ...members.map((m) => m.effectiveMs)]);
  }
  for (const direction of DIRECTIONS) {
    const times = freed.get(direction);
    if (times !== undefined) form(ctx, subject, history, direction, times, nowMs);
  }
};

/** The limit that the item's own reading crosses now, and since when it holds: by the version that evaluates it now. */
const crossedNow = (
  ctx: Context,
  { reading, seq }: Subject,
  history: OrderHistory,
  { interpretation }: InboxItem,
): Pick<InboxItem, 'limit' | 'limitFrom'> | undefined => {
  const under = ctx.tables.readings.filedUnder(seq).find(({ order }) => order === history.seq);
  const by = under && versionOf(history, under.version);
  const finding = by && ctx.use.evaluateLimits(reading, by.order, ctx.use);
  if (by === undefined || finding === undefined || finding.interpretation === 'N') return undefined;
  const direction = DIRECTIONS.find((one) => one === interpretation[0]);
  // A finished one stays also where its reading was corrected to the other direction: that one's limit is not its own.
  if (direction === undefined || finding.interpretation !== direction) return undefined;
  return repeatedPlan(finding, direction, [reading.identifier], by);
};

/** An item shows what its own reading says now. Of one that was erased it shows what it said. */
const showAgain = (
  ctx: Context,
  subject: Subject,
  history: OrderHistory,
  item: Kept<InboxItem>,
  nowMs: number,
): void => {
  const { caller, reading, seq, submittedMs, reason } = subject;
  if (reading.status === 'entered-in-error') {
    // Only a finished one stands without it.
    if (reason === 'entered-in-error') show(ctx, subject, item, nowMs);
    return;
  }
  const { kind, rule, interpretation, priority, readings, count } = item.body;
  const shown = reading.result.kind === 'value' ? reading.result.quantity : undefined;
  const isSame =
    item.body.effective === reading.effective &&
    item.body.context === reading.mealContext &&
    shown?.value === item.body.value?.value &&
    shown?.unit === item.body.value?.unit;
  if (isSame) return;
  const { limit, limitFrom } = crossedNow(ctx, subject, history, item.body) ?? item.body;
  const says = { family: FAMILY, kind, rule, interpretation, limit, limitFrom, priority, readings, count };
  update(ctx, { caller, history, reading, readingSeq: seq, submittedMs, reason }, item, compact(says), nowMs);
};
