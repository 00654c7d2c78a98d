import type { Eligibility, Tracker } from '../../contract/domain/tracker.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { isoOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { devicesOf, isPatient } from '../people/table.ts';
import type { Caller, Pipeline, Written } from '../pipeline.ts';
import type { ChosenTracker } from './chosen-tracker.ts';
import { keyOf } from '../../contract/domain/identifier.ts';

const eligibility = (ctx: Context, patient: Identifier): Eligibility =>
  ctx.use.eligibilityOf(devicesOf(ctx.tables.people, patient));

const stateOf = (ctx: Context, history: OrderHistory): Tracker['state'] | undefined => {
  const { patient, measure, identifier } = history.versions[0].order;
  return ctx.use.trackerState(
    {
      history,
      chosen: ctx.tables.trackers.of(identifier)?.body.state,
      isEligible: eligibility(ctx, patient).eligible,
      isPermitted: ctx.use.permissionInForce(ctx.tables.permissions.of(patient, measure)?.body),
      nowMs: ctx.now(patient),
    },
    ctx.use,
  );
};

/** Whether a patient has picked a tracker of a measure whose order is not over. */
export const hasPicked = (ctx: Context, patient: Identifier, measure: Measure): boolean =>
  ctx.tables.orders.histories(patient, measure).some((history) => {
    const state = stateOf(ctx, history);
    return state === 'picked' || state === 'connected';
  });

const trackersOf = (ctx: Context, patient: Identifier): readonly Tracker[] =>
  ctx.tables.orders.search({ patient }).flatMap((kept) => {
    const state = stateOf(ctx, ctx.tables.orders.history(kept));
    return state === undefined ? [] : [{ order: kept.body.identifier, measure: kept.body.measure, state }];
  });

/** Data that nothing needs any more are permitted no more. */
const withdrawPermission = (ctx: Context, caller: Caller, patient: Identifier, measure: Measure): void => {
  const kept = ctx.tables.permissions.of(patient, measure);
  if (kept?.body.status !== 'granted' || hasPicked(ctx, patient, measure)) return;
  ctx.tables.permissions.revise(kept, { ...kept.body, status: 'withdrawn', at: isoOf(ctx.now(patient)) });
  ctx.audit({ caller, subject: 'permission', action: 'update', patient, entity: kept.body.identifier });
};

const choose = (
  ctx: Context,
  caller: Caller,
  order: Identifier,
  state: ChosenTracker['state'],
): Outcome<Written<ChosenTracker>> => {
  const { orders, trackers } = ctx.tables;
  const kept = orders.documents.byKey(keyOf(order));
  if (kept === undefined || !ctx.use.mayReach(caller, kept.body.patient)) return refuse('not-found');
  const { patient, measure } = kept.body;
  const known = trackers.of(order);
  if (known?.body.state === state) return accept({ stored: known, effect: 'replayed', warnings: [] });
  const shown = stateOf(ctx, orders.history(kept));
  const isOffered = shown === 'offered' || shown === 'disconnected';
  if (known?.body.state !== 'picked') {
    if (!isOffered) return refuse('not-found', undefined, 'the tracker is not offered');
    if (state === 'disconnected') return refuse('illegal-transition', 'Task.status', 'offered to disconnected');
  }
  const stored = trackers.choose(patient, { order, measure, state });
  ctx.audit({ caller, subject: 'tracker', action: 'update', patient, entity: order });
  if (state === 'disconnected') withdrawPermission(ctx, caller, patient, measure);
  return accept({ stored, effect: known === undefined ? 'created' : 'updated', warnings: [] });
};

/** What the patient sees after signing in: the trackers that were ordered, which of them is picked, and whether the phone can serve. */
export const createPortal = (ctx: Context): Pipeline['portal'] => ({
  trackers: (caller, patient) =>
    ctx.looked(
      { caller, subject: 'tracker', action: 'read', patient },
      !ctx.use.roleMay(caller, 'use-portal')
        ? refuse('scope')
        : ctx.use.mayReach(caller, patient)
          ? accept(trackersOf(ctx, patient))
          : refuse('patient-not-authorised'),
    ),
  choose: (caller, order, state) => {
    const patient = ctx.tables.orders.documents.byKey(keyOf(order))?.body.patient;
    const about = patient === undefined ? {} : { patient };
    return ctx.write({ caller, subject: 'tracker', action: 'update', entity: order, ...about }, () =>
      ctx.use.roleMay(caller, 'use-portal') ? choose(ctx, caller, order, state) : refuse('scope'),
    );
  },
  eligibility: (caller, patient) =>
    ctx.looked(
      { caller, subject: 'device', action: 'read', patient },
      !ctx.use.roleMay(caller, 'read-orders')
        ? refuse('scope')
        : ctx.use.mayReach(caller, patient) && isPatient(ctx.tables.people, patient)
          ? accept(eligibility(ctx, patient))
          : refuse('patient-not-authorised'),
    ),
});
