import type { Permission } from '../../contract/domain/permission.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { accept, type Outcome, refuse, type Refusal } from '../../contract/refusal.ts';
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
  /** What the sender says beside it; undefined: nothing. */
  readonly aim?: Aim | undefined;
}

/** How a reading stands to what its sender names. */
export interface Aim {
  /** Why it is not for the reading that is named. */
  readonly misdirected?: Refusal | undefined;
  /** The sender saw another version than there is. */
  readonly isStale?: boolean;
  /** It may make a reading, and change none. */
  readonly createsOnly?: boolean;
}

/** An order that was active at the effective time, with the version that was in force. */
export interface Under {
  readonly history: OrderHistory;
  readonly version: OrderVersion;
}

export type Admission =
  | { readonly kind: 'replay'; readonly of: Reading; readonly alias: boolean }
  | { readonly kind: 'file' | 'correction'; readonly under: readonly Under[] }
  /** `apart`: kept, and counted in no rule. `quarantine`: taken aside, to be found by nobody. */
  | { readonly kind: 'erasure' | 'tombstone' | 'apart' | 'quarantine' };

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

type Active = Under & { readonly ended: boolean };

const activeAt = (effectiveMs: number, { orders, nowMs }: AdmissionFacts, use: AdmissionUse): readonly Active[] =>
  orders.flatMap((history): readonly Active[] => {
    const standing = use.standingAt(history, effectiveMs, nowMs, use);
    return standing.kind === 'active' ? [{ history, version: standing.version, ended: standing.ended }] : [];
  });

/** Gates 5 and 6: not of the future, and under an active order. */
const checkTime = (
  effectiveMs: number,
  active: readonly Active[],
  { nowMs, policies }: AdmissionFacts,
  use: AdmissionUse,
): Outcome<true> => {
  if (use.isFuture(effectiveMs, nowMs)) return refuse('future-time', 'Observation.effectiveDateTime');
  if (active.length === 0) return refuse('no-active-order', 'Observation.effectiveDateTime');
  // The policy asks who lets a reading in; what is in is evaluated by every order that was active at its time.
  return policies.afterEnd === 'refuse' && active.every((a) => a.ended)
    ? refuse('after-order-end', 'Observation.effectiveDateTime')
    : accept(true);
};

/** What the gates from 4 on make of a reading: filed under orders, kept apart, or taken aside. */
type Filing = { readonly kind: 'under'; readonly under: readonly Under[] } | { readonly kind: 'apart' | 'quarantine' };

/** Gates 4 to 7. A correction passes whatever permission says, and is asked for an order only where it moves in time. */
const checkFiling = (
  reading: Reading,
  facts: AdmissionFacts,
  corrected: Reading | undefined,
  use: AdmissionUse,
): Outcome<Filing> => {
  const { policies } = facts;
  const isControl = use.isControlSolution(reading.code);
  if (isControl && policies.control === 'refuse') return refuse('control-solution', 'Observation.code');
  const effectiveMs = msOf(reading.effective);
  const active = activeAt(effectiveMs, facts, use);
  if (corrected === undefined || msOf(corrected.effective) !== effectiveMs) {
    const checked = checkTime(effectiveMs, active, facts, use);
    if (!checked.ok && checked.refusal.code === 'future-time' && policies.future === 'quarantine')
      return accept({ kind: 'quarantine' });
    if (!checked.ok) return checked;
  }
  if (corrected === undefined) {
    if (!use.permissionInForce(facts.permission)) return refuse('no-permission', 'Observation.code');
    if (use.beforeGrant(effectiveMs, facts.permission, policies))
      return refuse('before-grant', 'Observation.effectiveDateTime');
  }
  // Kept apart it has passed the later gates all the same: without order and permission nothing is stored.
  if (isControl) return accept({ kind: 'apart' });
  return accept({ kind: 'under', under: active.map(({ history, version }) => ({ history, version })) });
};

/** Admission of a reading: the first reason that applies, in the contract's order. */
export const admit = (reading: Reading, facts: AdmissionFacts, use: AdmissionUse): Outcome<Admission> => {
  const content = use.checkContent(reading);
  if (content !== undefined) return { ok: false, refusal: content };
  if (!facts.mayReach) return refuse('patient-not-authorised', 'Observation.subject');

  const { misdirected, isStale = false, createsOnly = false } = facts.aim ?? {};
  if (misdirected !== undefined) return { ok: false, refusal: misdirected };

  const identity = use.identify(reading, facts.filed, use);
  // Who sends again what is already there has lost an answer, not a race.
  const isDone = identity.kind === 'same' && use.sameContent(reading, identity.of);
  if (isStale && !isDone) return refuse('stale-version');
  if (createsOnly && (identity.kind === 'correction' || identity.kind === 'erasure'))
    return refuse('identifier-conflict', 'Observation.identifier', 'a create changes nothing that is there');
  if (identity.kind === 'refused') return { ok: false, refusal: identity.refusal };
  if (identity.kind === 'same') return accept({ kind: 'replay', of: identity.of, alias: identity.alias });
  if (identity.kind === 'erasure' || identity.kind === 'tombstone') return accept({ kind: identity.kind });

  const corrects = identity.kind === 'correction';
  const filing = checkFiling(reading, facts, corrects ? facts.filed.known?.latest : undefined, use);
  if (!filing.ok) return filing;
  const { value } = filing;
  return accept(value.kind === 'under' ? { kind: corrects ? 'correction' : 'file', under: value.under } : value);
};
