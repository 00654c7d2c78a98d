import type { Device, Identifier, Order, Tracker } from '../../contract/domain/index.ts';
import type { Eligibility } from '../../contract/domain/tracker.ts';
import { msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { devicesOf, keptDevicesOf } from '../people/table.ts';
import type { PortalTracker, Stored } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import type { Chosen } from './tracker-state.ts';

export const eligibility = (ctx: Context, patient: Identifier): Eligibility =>
  ctx.use.eligibilityOf(devicesOf(ctx.tables.people, patient));

const stateAfter = (
  ctx: Context,
  history: OrderHistory,
  chosen: Chosen,
  isEligible?: true,
): Tracker['state'] | undefined => {
  const { patient, measure } = history.versions[0].order;
  return ctx.use.trackerState(
    {
      history,
      chosen,
      isEligible: isEligible ?? eligibility(ctx, patient).eligible,
      isPermitted: ctx.use.permissionInForce(ctx.tables.permissions.of(patient, measure)?.body),
      nowMs: ctx.now(patient),
    },
    ctx.use,
  );
};

/** How the portal shows the tracker of an order; undefined: not at all. */
export const stateOf = (ctx: Context, history: OrderHistory): Tracker['state'] | undefined =>
  stateAfter(ctx, history, ctx.tables.trackers.of(history.versions[0].order.identifier)?.body.state);

/** The same had the patient never picked it: what is not offered then is not offered again either. */
export const stateIfNever = (ctx: Context, history: OrderHistory): Tracker['state'] | undefined =>
  stateAfter(ctx, history, undefined);

/** Whether an order is active now, whatever phone there is. */
const isActive = (ctx: Context, history: OrderHistory): boolean =>
  stateAfter(ctx, history, undefined, true) === 'offered';

/** When an order was signed: what was drafted before that nobody was told of. */
const signedOn = ({ versions }: OrderHistory): string =>
  (versions.find(({ order }) => order.status !== 'draft') ?? versions[0]).order.authoredOn;

const PREFIX = 'tracker-';

/** The order that a tracker's logical id is of. */
export const orderOfTracker = (ctx: Context, id: string): Kept<Order> | undefined =>
  id.startsWith(PREFIX) ? ctx.tables.orders.documents.byId(id.slice(PREFIX.length)) : undefined;

/** How many instants have passed at which time alone can change how a tracker is shown. */
const passed = ({ versions }: OrderHistory, nowMs: number): number =>
  versions
    .flatMap(({ fromMs, order }) => [fromMs, msOf(order.period.start), msOf(order.period.end)])
    .filter((atMs) => atMs <= nowMs).length;

const isPhone = ({ body }: Kept<Device>): boolean => body.kind === 'phone';

/**
 * The tracker of an order as a thing with an id and a version. It is kept nowhere as such: its state follows from the
 * order, the patient's choice, the permission, the phones and the time, and its version counts what became of them all.
 */
export const trackerOf = (ctx: Context, kept: Kept<Order>): Stored<PortalTracker> | undefined => {
  const { orders, trackers, permissions, people } = ctx.tables;
  const history = orders.history(kept);
  const state = stateOf(ctx, history);
  if (state === undefined) return undefined;
  const { identifier: order, patient, measure } = kept.body;
  const phones = keptDevicesOf(people, patient).filter(isPhone);
  const causes = [kept, trackers.of(order), permissions.of(patient, measure), ...phones].flatMap(
    (cause) => cause ?? [],
  );
  return {
    id: `${PREFIX}${kept.id}`,
    version: causes.reduce((sum, { version }) => sum + version, passed(history, ctx.now(patient))),
    lastUpdated: causes.map((cause) => cause.lastUpdated).reduce((a, b) => (a > b ? a : b)),
    body: {
      order,
      patient,
      measure,
      state,
      since: signedOn(history),
      isActive: isActive(ctx, history),
      mayPick: stateIfNever(ctx, history) === 'offered',
    },
  };
};

/** Every tracker that the portal shows a patient, in the order in which they were ordered. */
export const trackersOf = (ctx: Context, patient: Identifier): readonly Stored<PortalTracker>[] =>
  ctx.tables.orders.search({ patient }).flatMap((kept) => trackerOf(ctx, kept) ?? []);
