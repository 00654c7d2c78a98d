import { actOnItem } from './inbox/act-on-item.ts';
import { mayAct } from './inbox/may-act.ts';
import { figuresOf } from './inbox/digest.ts';
import { planItems } from './inbox/plan-items.ts';
import { reconcile } from './inbox/reconcile.ts';
import { route } from './inbox/route.ts';
import { isLate, mayRaise } from './inbox/timeliness.ts';
import { beyond } from './limits/beyond.ts';
import { comparable } from './limits/comparable.ts';
import { convert } from './limits/convert.ts';
import { difference } from './limits/difference.ts';
import { evaluateChange } from './limits/evaluate-change.ts';
import { evaluateLimits } from './limits/evaluate-limits.ts';
import { implausible } from './limits/implausible.ts';
import { limitsFor } from './limits/limits-for.ts';
import { mattersTo } from './limits/matters-to.ts';
import { formRepeated, stillRepeats } from './limits/repeated.ts';
import { severest } from './limits/severest.ts';
import { inWindow } from './limits/window.ts';
import { checkLimits } from './orders/check-limits.ts';
import { checkRules } from './orders/check-rules.ts';
import { effectiveFromOf } from './orders/effective-from.ts';
import { mayChangeStatus } from './orders/may-change-status.ts';
import { sameOrder } from './orders/same-order.ts';
import { standingAt } from './orders/standing-at.ts';
import { versionInForce } from './orders/version-in-force.ts';
import { mayReach, roleMay } from './people/access.ts';
import { cover } from './people/cover.ts';
import { noticeOf } from './messages/notice.ts';
import { permissionInForce } from './permissions/permission-in-force.ts';
import { admit, beforeGrant, isFuture } from './readings/admit.ts';
import { checkContent, isControlSolution } from './readings/check-content.ts';
import { identify } from './readings/identify.ts';
import { sameContent, sameMeasurement } from './readings/same-content.ts';
import { eligibilityOf } from './portal/eligibility.ts';
import { trackerState } from './portal/tracker-state.ts';
import { isAdmitted } from './sources/is-admitted.ts';
import { goesOn } from './waiting/escalation.ts';
import { missingAt } from './waiting/missing.ts';
import { summaryAt, summaryFigures } from './waiting/summary.ts';
import { keepsAudit } from './audit/keeps-audit.ts';

/**
 * Every rule of the pipeline, by name. No rule imports another: each gets what it calls from here, so
 * that one function can be replaced (`{ ...collaborators, isLate: () => false }`) and nothing else.
 */
export const collaborators = {
  /** Gates 1 to 7 of a reading, first reason wins. */
  admit,
  checkContent,
  identify,
  sameContent,
  sameMeasurement,
  isControlSolution,
  isFuture,
  standingAt,
  versionInForce,
  permissionInForce,
  beforeGrant,
  /** Access. */
  roleMay,
  mayReach,
  mayAct,
  /** Orders. */
  checkLimits,
  checkRules,
  effectiveFromOf,
  mayChangeStatus,
  sameOrder,
  /** Limits and change. */
  limitsFor,
  implausible,
  evaluateLimits,
  evaluateChange,
  beyond,
  comparable,
  convert,
  difference,
  inWindow,
  formRepeated,
  stillRepeats,
  mattersTo,
  severest,
  /** Inbox. */
  planItems,
  figuresOf,
  reconcile,
  isLate,
  mayRaise,
  route,
  cover,
  actOnItem,
  /** Portal and sources. */
  eligibilityOf,
  trackerState,
  isAdmitted,
  /** Messages. */
  noticeOf,
  /** By time. */
  missingAt,
  goesOn,
  summaryAt,
  summaryFigures,
  /** Audit. */
  keepsAudit,
};

export type Collaborators = Readonly<typeof collaborators>;
