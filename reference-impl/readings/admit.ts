import type { Permission } from '../../contract/domain/permission.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { msOf } from '../clock/instant.ts';
import type { OrderHistory, OrderVersion } from '../orders/order-history.ts';
import type { standingAt as StandingAt, StandingUse } from '../orders/standing-at.ts';
import type { permissionInForce as PermissionInForce } from '../permissions/permission-in-force.ts';
import type { ReferencePolicies } from '../policies.ts';
import type { checkContent as CheckContent, isControlSolution as IsControlSolution } from './check-content.ts';
import type { Filed, identify as Identify, IdentityUse } from './identify.ts';

/** A meter's clock may run ahead by this much. */
const AHEAD_MS = 5 * 60_000;

/** What the gates look at. `mayReach`: the patient is known and the sender may speak for them. */
export interface AdmissionFacts {
  readonly mayReach: boolean;
  readonly filed: Filed;
  /** All orders of this patient for this measure. */
  readonly orders: readonly OrderHistory[];
  readonly permission: Permission | undefined;
  /** The patient's virtual now, ms. */
  readonly nowMs: number;
  readonly policies: ReferencePolicies;
}

export type Admission =
  | { readonly kind: 'replay'; readonly of: Reading; readonly alias: boolean }
  | {
      readonly kind: 'file';
      readonly under: readonly { readonly history: OrderHistory; readonly version: OrderVersion }[];
    };

export interface AdmissionUse extends IdentityUse, StandingUse {
  readonly checkContent: typeof CheckContent;
  readonly identify: typeof Identify;
  readonly isControlSolution: typeof IsControlSolution;
  readonly standingAt: typeof StandingAt;
  readonly isFuture: typeof isFuture;
  readonly permissionInForce: typeof PermissionInForce;
  readonly beforeGrant: typeof beforeGrant;
}

/** Admission 5: more than 5 min ahead of the patient's clock. */
export const isFuture = (effectiveMs: number, nowMs: number): boolean => effectiveMs > nowMs + AHEAD_MS;

/** Admission 7, second half: measured before the latest grant, where the policy does not back-fill. */
export const beforeGrant = (
  effectiveMs: number,
  permission: Permission | undefined,
  policies: ReferencePolicies,
): boolean => policies.backfill === 'none' && permission !== undefined && effectiveMs < msOf(permission.at);

/** Admission of a reading: the first reason that applies, in the contract's order. */
export const admit = (reading: Reading, facts: AdmissionFacts, use: AdmissionUse): Outcome<Admission> => {
  const content = use.checkContent(reading);
  if (content !== undefined) return { ok: false, refusal: content };
  if (!facts.mayReach) return refuse('patient-not-authorised', 'Observation.subject');

  const identity = use.identify(reading, facts.filed, use);
  if (identity.kind === 'refused') return { ok: false, refusal: identity.refusal };
  if (identity.kind === 'same') return accept({ kind: 'replay', of: identity.of, alias: identity.alias });

  if (use.isControlSolution(reading.code)) return refuse('control-solution', 'Observation.code');
  const effectiveMs = msOf(reading.effective);
  if (use.isFuture(effectiveMs, facts.nowMs)) return refuse('future-time', 'Observation.effectiveDateTime');

  const standings = facts.orders.map((history) => ({
    history,
    standing: use.standingAt(history, effectiveMs, facts.nowMs, use),
  }));
  const active = standings.flatMap(({ history, standing }) =>
    standing.kind === 'active' ? [{ history, version: standing.version, ended: standing.ended }] : [],
  );
  if (active.length === 0) return refuse('no-active-order', 'Observation.effectiveDateTime');
  // The policy asks who lets a reading in; what is in is evaluated by every order that was active at its time.
  if (facts.policies.afterEnd === 'refuse' && active.every((a) => a.ended))
    return refuse('after-order-end', 'Observation.effectiveDateTime');

  if (!use.permissionInForce(facts.permission)) return refuse('no-permission', 'Observation.code');
  if (use.beforeGrant(effectiveMs, facts.permission, facts.policies))
    return refuse('before-grant', 'Observation.effectiveDateTime');
  return accept({ kind: 'file', under: active.map(({ history, version }) => ({ history, version })) });
};
