import type { Eligibility } from '../../contract/domain/tracker.ts';
import type { Identifier } from '../../contract/domain/identifier.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { isoOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { devicesOf, isPatient } from '../people/table.ts';
import type { Caller, Pipeline, PortalTracker, Stored, Written } from '../pipeline.ts';
import { decidingPhone } from './eligibility.ts';
import { eligibility, orderOfTracker, stateIfNever, stateOf, trackerOf, trackersOf } from './shown.ts';
import type { ChosenTracker } from './chosen-tracker.ts';
import { keyOf } from '../../contract/domain/identifier.ts';

/** Whether a patient has picked a tracker of a measure whose order is not over. */
export const hasPicked = (ctx: Context, patient: Identifier, measure: Measure): boolean =>
  ctx.tables.orders.histories(patient, measure).some((history) => {
    const state = stateOf(ctx, history);
    return state === 'picked' || state === 'connected';
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
  ifMatch: number | undefined,
): Outcome<Written<ChosenTracker>> => {
  const { orders, trackers } = ctx.tables;
  const kept = orders.documents.byKey(keyOf(order));
  if (kept === undefined || !ctx.use.mayReach(caller, kept.body.patient)) return refuse('not-found');
  const { patient, measure } = kept.body;
  const known = trackers.of(order);
  if (known?.body.state === state) return accept({ stored: known, effect: 'replayed', warnings: [] });
  if (ifMatch !== undefined && ifMatch !== trackerOf(ctx, kept)?.version) return refuse('stale-version');
  const isOffered = stateIfNever(ctx, orders.history(kept)) === 'offered';
  if (known?.body.state !== 'picked') {
    if (!isOffered) return refuse('not-found', undefined, 'the tracker is not offered');
    if (state === 'disconnected') return refuse('illegal-transition', 'Task.status', 'offered to disconnected');
  }
  const stored = trackers.choose(patient, { order, measure, state });
  ctx.audit({ caller, subject: 'tracker', action: 'update', patient, entity: order });
  if (state === 'disconnected') withdrawPermission(ctx, caller, patient, measure);
  return accept({ stored, effect: known === undefined ? 'created' : 'updated', warnings: [] });
};

/** By its logical id. To who speaks for one patient, another's and nobody's are alike. */
const tracker = (ctx: Context, caller: Caller, id: string): Outcome<Stored<PortalTracker>> => {
  if (!ctx.use.roleMay(caller, 'use-portal')) return refuse('scope');
  const kept = orderOfTracker(ctx, id);
  if (kept === undefined || !ctx.use.mayReach(caller, kept.body.patient)) return refuse('patient-not-authorised');
  const shown = trackerOf(ctx, kept);
  return shown === undefined ? refuse('not-found') : accept(shown);
};

const phoneEligibility = (ctx: Context, patient: Identifier): Eligibility & { readonly phone?: Identifier } => {
  const phone = decidingPhone(devicesOf(ctx.tables.people, patient))?.identifier;
  return { ...eligibility(ctx, patient), ...(phone === undefined ? {} : { phone }) };
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
  tracker: (caller, id) => ctx.looked({ caller, subject: 'tracker', action: 'read' }, tracker(ctx, caller, id)),
  choose: (caller, order, state, ifMatch) => {
    const patient = ctx.tables.orders.documents.byKey(keyOf(order))?.body.patient;
    const about = patient === undefined ? {} : { patient };
    return ctx.write({ caller, subject: 'tracker', action: 'update', entity: order, ...about }, () =>
      ctx.use.roleMay(caller, 'use-portal') ? choose(ctx, caller, order, state, ifMatch) : refuse('scope'),
    );
  },
  eligibility: (caller, patient) =>
    ctx.looked(
      { caller, subject: 'device', action: 'read', patient },
      !ctx.use.roleMay(caller, 'read-orders')
        ? refuse('scope')
        : ctx.use.mayReach(caller, patient) && isPatient(ctx.tables.people, patient)
          ? accept(phoneEligibility(ctx, patient))
          : refuse('patient-not-authorised'),
    ),
});
