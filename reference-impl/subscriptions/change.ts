import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { Caller, Written } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import { BOUNDS } from './bounds.ts';
import { checkWanted, endOf, isOwn, makerOf } from './may-subscribe.ts';
import type { Maker, Subscription, WantedSubscription, Wish } from './subscription.ts';

type Answer = Outcome<Written<Subscription>>;

const replayed = (stored: Kept<Subscription>): Answer => accept({ stored, effect: 'replayed', warnings: [] });

/** Everything a client chooses but the end, as one text. */
const choiceOf = (wish: Wish): string =>
  JSON.stringify([
    wish.reason,
    wish.criteria,
    wish.filters,
    wish.endpoint,
    wish.content,
    wish.heartbeatS,
    wish.timeoutS,
    wish.maxCount,
  ]);

const sameChoice = (kept: Subscription, wanted: WantedSubscription): boolean => choiceOf(kept) === choiceOf(wanted);

const endsAlike = (kept: Subscription, wanted: WantedSubscription, nowMs: number): boolean =>
  msOf(endOf(wanted.end, nowMs)) === msOf(kept.end);

/** Whether what is kept is what is asked for. Where the server sets the end, an earlier one is no difference. */
const isSame = (kept: Subscription, wanted: WantedSubscription, nowMs: number): boolean => {
  const setByUs = wanted.end === undefined || msOf(wanted.end) > nowMs + BOUNDS.lifeMs;
  return sameChoice(kept, wanted) && (setByUs || endsAlike(kept, wanted, nowMs));
};

const shownOf = (
  { headers: _secret, ...wish }: WantedSubscription,
  by: Maker,
  nowMs: number,
  status: Subscription['status'],
): Subscription => compact({ ...wish, end: endOf(wish.end, nowMs), status, by });

/**
 * A new subscription, to begin with its handshake. The very same one, while it has not ended, is replayed, and where no
 * end is asked for its time begins anew; if its handshakes came to nothing, they are begun anew, too.
 */
export const create = (
  ctx: Context,
  allowedHosts: readonly string[],
  caller: Caller,
  wanted: WantedSubscription,
): Answer => {
  const by = makerOf(caller);
  if (by === undefined) return refuse('scope');
  const table = ctx.tables.subscriptions;
  const nowMs = ctx.clocks.real();
  const checked = checkWanted(ctx, allowedHosts, caller, wanted);
  if (!checked.ok) return checked;
  if (wanted.status === 'off') return refuse('illegal-transition', 'Subscription.status', 'a new one is requested');
  const headers = wanted.headers ?? [];
  const served = table.served();
  const twin = served.find(
    ({ seq, body }) =>
      isOwn(body, caller) &&
      isSame(body, wanted, nowMs) &&
      JSON.stringify(table.headersOf(seq)) === JSON.stringify(headers),
  );
  if (twin !== undefined) {
    if (twin.body.status !== 'error' || table.progressOf(twin.seq).started) {
      if (endsAlike(twin.body, wanted, nowMs)) return replayed(twin);
      const renewed = table.revise(twin, { ...twin.body, end: endOf(wanted.end, nowMs) });
      return accept({ stored: renewed, effect: 'updated', warnings: [] });
    }
    const again = table.revise(twin, shownOf(wanted, by, nowMs, 'requested'));
    return accept({ stored: again, effect: 'updated', warnings: [] });
  }
  if (served.length >= BOUNDS.most)
    return refuse('unavailable', 'Subscription', `${BOUNDS.most} have not ended: end one that is not needed`);
  table.forgetEnded();
  const stored = table.add(shownOf(wanted, by, nowMs, 'requested'), headers);
  return accept({ stored, effect: 'created', warnings: [] });
};

/**
 * The whole next state of a subscription, or its end. It asks for a new handshake when it goes to
 * another endpoint or with other headers, or was in error; its numbers go on. Headers that are kept never
 * go to an endpoint they were not given for.
 */
export const change = (
  ctx: Context,
  allowedHosts: readonly string[],
  caller: Caller,
  kept: Kept<Subscription>,
  wanted: WantedSubscription,
  ifMatch: number | undefined,
): Answer => {
  const table = ctx.tables.subscriptions;
  const nowMs = ctx.clocks.real();
  if (ifMatch !== undefined && ifMatch !== kept.version) return refuse('stale-version');
  if (wanted.status === 'off') {
    if (kept.body.status === 'off') return replayed(kept);
    const off = compact({ ...kept.body, error: undefined, status: 'off' as const });
    return accept({ stored: table.revise(kept, off), effect: 'updated', warnings: [] });
  }
  if (kept.body.status === 'off')
    return refuse('illegal-transition', 'Subscription.status', 'an ended one stays ended: make a new one');
  const checked = checkWanted(ctx, allowedHosts, caller, wanted);
  if (!checked.ok) return checked;
  const sameEndpoint = kept.body.endpoint === wanted.endpoint;
  const headers = wanted.headers ?? (sameEndpoint ? table.headersOf(kept.seq) : []);
  const sameWay = sameEndpoint && JSON.stringify(headers) === JSON.stringify(table.headersOf(kept.seq));
  const inError = kept.body.status === 'error';
  if (sameWay && !inError && sameChoice(kept.body, wanted) && endsAlike(kept.body, wanted, nowMs))
    return replayed(kept);
  table.setHeaders(kept.seq, headers);
  const status = sameWay && kept.body.status === 'active' ? 'active' : 'requested';
  const stored = table.revise(kept, shownOf(wanted, kept.body.by, nowMs, status));
  return accept({ stored, effect: 'updated', warnings: [] });
};

/** Ends a subscription and forgets its events and headers. Again: replayed. */
export const remove = (ctx: Context, kept: Kept<Subscription>, ifMatch: number | undefined): Answer => {
  const table = ctx.tables.subscriptions;
  if (table.find(kept.id) === undefined) return replayed(kept);
  if (ifMatch !== undefined && ifMatch !== kept.version) return refuse('stale-version');
  table.remove(kept);
  return accept({ stored: kept, effect: 'updated', warnings: [] });
};
