import { ALR_01 } from './ALR-01-the-responsible-clinician-is-told-in-time.ts';
import { ALR_02 } from './ALR-02-a-normal-reading-raises-nothing.ts';
import { ALR_03 } from './ALR-03-an-item-says-what-happened.ts';
import { ALR_04 } from './ALR-04-nobody-else-is-told.ts';
import { ALR_05 } from './ALR-05-an-outage-loses-no-item.ts';
import { ALR_06 } from './ALR-06-redelivery-makes-no-second-item.ts';
import { ALR_07 } from './ALR-07-an-item-moves-forward-only.ts';
import { ALR_08 } from './ALR-08-unseen-critical-items-escalate.ts';
import { ALR_09 } from './ALR-09-items-go-to-who-covers.ts';
import { ALR_10 } from './ALR-10-further-readings-update-one-item.ts';
import { ALR_11 } from './ALR-11-a-summary-tells-what-was-filed.ts';
import { ALR_12 } from './ALR-12-an-item-shows-what-became-of-its-reading.ts';
import { ALR_13 } from './ALR-13-a-late-batch-raises-and-says-late.ts';
import { ALR_14 } from './ALR-14-late-is-said-after-an-hour.ts';
import { ALR_15 } from './ALR-15-seen-is-an-act.ts';
import { ALR_16 } from './ALR-16-what-was-done-stays-done.ts';
import { ALR_17 } from './ALR-17-an-order-that-ends-leaves-its-items.ts';
import { ALR_18 } from './ALR-18-escalation-outlives-the-order.ts';
import { ALR_19 } from './ALR-19-seen-on-a-copy-stops-all.ts';
import { ALR_20 } from './ALR-20-a-pool-has-one-item.ts';
import { ALR_21 } from './ALR-21-coverage-is-three-deep.ts';
import { ALR_22 } from './ALR-22-finishing-one-silences-no-other.ts';
import { ALR_23 } from './ALR-23-a-withdrawal-has-a-reason.ts';
import { ALR_24 } from './ALR-24-a-summary-goes-to-whom-its-rule-names.ts';
import { ALR_25 } from './ALR-25-what-comes-in-goes-out.ts';
import { ALR_26 } from './ALR-26-an-alert-says-what-its-item-says.ts';
import { ALR_27 } from './ALR-27-an-alert-is-sent-until-it-is-taken.ts';
import { AUDIT } from './AUD-01-02-what-happens-is-audited.ts';
import { AUD_04 } from './AUD-04-a-reading-names-where-it-comes-from.ts';
import { AUD_05 } from './AUD-05-a-trail-is-of-one-patient.ts';
import { makeCLK_01 } from './CLK-01-a-clock-goes-forward-only.ts';
import { CLK_02 } from './CLK-02-what-falls-due-has-its-own-instant.ts';
import { makeFHR_01 } from './FHR-01-the-capability-statement-is-true.ts';
import { FHR_02 } from './FHR-02-every-refusal-is-explained.ts';
import { FHR_03 } from './FHR-03-what-is-returned-is-r4.ts';
import { FHR_04 } from './FHR-04-events-are-numbered-without-a-gap.ts';
import { HL7_01, HL7_03, HL7_08 } from './HL7-answers.ts';
import { HL7_02, HL7_04, HL7_05, HL7_06, HL7_07, HL7_09 } from './HL7-02-04-05-06-07-09-manners-of-sending.ts';
import { LIM_01 } from './LIM-01-outside-is-abnormal-between-is-normal.ts';
import { LIM_02 } from './LIM-02-a-value-equal-to-a-limit-is-normal.ts';
import { LIM_03 } from './LIM-03-critical-makes-one-critical-item.ts';
import { LIM_04 } from './LIM-04-the-limit-applied-is-shown.ts';
import { LIM_05 } from './LIM-05-one-sided-limits-work.ts';
import { LIM_06 } from './LIM-06-a-change-within-the-window-raises.ts';
import { LIM_07 } from './LIM-07-a-loss-does-not-trigger-a-gain-rule.ts';
import { LIM_08 } from './LIM-08-repetition-raises-at-the-nth-and-once.ts';
import { LIM_09 } from './LIM-09-missing-data-opens-and-closes.ts';
import { LIM_10 } from './LIM-10-the-meal-context-overrides.ts';
import { LIM_11 } from './LIM-11-the-implausible-is-no-clinical-item.ts';
import { LIM_12 } from './LIM-12-a-late-reading-meets-the-limits-of-its-time.ts';
import { LIM_13 } from './LIM-13-off-the-scale-is-beyond-every-limit.ts';
import { LIM_14 } from './LIM-14-two-changes-at-once-make-one-item.ts';
import { LIM_15 } from './LIM-15-what-comes-late-changes-what-was-measured-since.ts';
import { LIM_16 } from './LIM-16-repetition-swallows-nothing-critical.ts';
import { LIM_17 } from './LIM-17-a-lost-member-takes-its-item-along.ts';
import { LIM_18 } from './LIM-18-what-is-a-week-old-raises-nothing.ts';
import { LIM_19 } from './LIM-19-each-order-shows-its-own-limits.ts';
import { LIM_20 } from './LIM-20-the-severest-of-several-orders-is-shown.ts';
import { LIM_21 } from './LIM-21-what-is-in-the-same-unit-is-not-rounded.ts';
import { LIM_22 } from './LIM-22-between-two-contexts-the-general-limits-hold.ts';
import { MESSAGES } from './MSG-01-02-03-a-reply-reaches-that-patient-unchanged.ts';
import { MSG_04 } from './MSG-04-when-a-message-was-read-is-shown.ts';
import { MSG_05 } from './MSG-05-a-notice-says-nothing-clinical.ts';
import { ORD_01 } from './ORD-01-without-an-active-order-nothing-is-stored.ts';
import { ORD_02 } from './ORD-02-an-order-without-limits-is-refused.ts';
import { makeORD_03 } from './ORD-03-limits-belong-to-the-patient.ts';
import { ORD_04 } from './ORD-04-a-draft-admits-nothing.ts';
import { ORD_05 } from './ORD-05-contradictory-limits-are-refused.ts';
import { ORD_06 } from './ORD-06-the-same-order-again-is-one-order.ts';
import { ORD_07 } from './ORD-07-an-order-that-ended-raises-nothing.ts';
import { ORD_08 } from './ORD-08-changed-limits-hold-from-their-instant.ts';
import { ORD_09 } from './ORD-09-measures-are-ordered-apart.ts';
import { ORD_10 } from './ORD-10-an-order-shows-whose-decision-it-is.ts';
import { ORD_11 } from './ORD-11-after-the-end-as-declared.ts';
import { ORD_12 } from './ORD-12-the-portal-offers-a-tracker.ts';
import { ORD_13 } from './ORD-13-a-limit-finer-than-its-precision-is-refused.ts';
import { ORD_14 } from './ORD-14-a-hold-counts-at-the-effective-time.ts';
import { ORD_15 } from './ORD-15-a-period-holds-its-start-and-not-its-end.ts';
import { ORD_16 } from './ORD-16-a-version-may-hold-from-later-on.ts';
import { ORD_17 } from './ORD-17-a-later-version-reaches-back-five-minutes.ts';
import { ORD_18 } from './ORD-18-an-order-starts-as-far-back-as-declared.ts';
import { ORD_19 } from './ORD-19-an-order-names-people-who-are-known.ts';
import { ORD_20 } from './ORD-20-an-order-goes-only-where-it-may.ts';
import { ORD_21 } from './ORD-21-an-order-in-error-never-was.ts';
import { ORD_22 } from './ORD-22-orders-are-evaluated-each-by-itself.ts';
import { ORD_23 } from './ORD-23-a-change-states-the-whole-set.ts';
import { PRM_01 } from './PRM-01-before-permission-nothing-is-stored.ts';
import { PRM_02 } from './PRM-02-permission-is-per-type.ts';
import { PRM_03 } from './PRM-03-withdrawal-ends-storing-and-keeps-the-past.ts';
import { PRM_04 } from './PRM-04-silence-is-no-denial.ts';
import { PRM_05 } from './PRM-05-a-sender-speaks-for-its-own-patient.ts';
import { PRM_06 } from './PRM-06-back-filling-is-as-declared.ts';
import { PRM_07 } from './PRM-07-granted-again-it-admits-again.ts';
import { PRM_08 } from './PRM-08-a-permission-outlives-an-order.ts';
import { PRM_09 } from './PRM-09-what-is-filed-can-always-be-amended.ts';
import { PRT_01 } from './PRT-01-nobody-shares-before-picking.ts';
import { makePRT_02 } from './PRT-02-a-phone-has-to-serve.ts';
import { PRT_03 } from './PRT-03-disconnecting-ends-sharing.ts';
import { RDG_01 } from './RDG-01-what-was-sent-is-what-is-kept.ts';
import { RDG_02 } from './RDG-02-a-reading-sent-again-is-one-reading.ts';
import { RDG_03 } from './RDG-03-a-conditional-create-says-what-it-matched.ts';
import { RDG_04 } from './RDG-04-a-transaction-is-all-or-nothing.ts';
import { RDG_05 } from './RDG-05-a-time-needs-an-offset.ts';
import { RDG_06 } from './RDG-06-unknown-or-unfit-units-are-refused.ts';
import { RDG_07 } from './RDG-07-glucose-units-are-converted.ts';
import { RDG_08 } from './RDG-08-pounds-are-compared-with-kilograms.ts';
import { RDG_09 } from './RDG-09-control-solution-is-no-reading.ts';
import { RDG_10 } from './RDG-10-a-correction-replaces-the-value.ts';
import { RDG_11 } from './RDG-11-entered-in-error-counts-no-more.ts';
import { RDG_12 } from './RDG-12-readings-are-shown-by-effective-time.ts';
import { RDG_13 } from './RDG-13-the-future-is-refused.ts';
import { RDG_14 } from './RDG-14-a-failed-measurement-raises-nothing.ts';
import { RDG_15 } from './RDG-15-what-was-typed-stays-marked.ts';
import { RDG_16 } from './RDG-16-a-day-of-a-glucose-sensor-is-filed.ts';
import { RDG_18 } from './RDG-18-one-measurement-through-two-apps.ts';
import { RDG_19 } from './RDG-19-a-message-is-all-or-nothing.ts';
import { RDG_20 } from './RDG-20-a-replay-undoes-no-correction.ts';
import { RDG_21 } from './RDG-21-a-second-identifier-names-the-same-reading.ts';
import { RDG_22 } from './RDG-22-an-identifier-names-one-reading.ts';
import { RDG_23 } from './RDG-23-what-was-taken-back-first-never-comes.ts';
import { RDG_24 } from './RDG-24-a-correction-may-come-first.ts';
import { RDG_25 } from './RDG-25-preliminary-becomes-final.ts';
import { RDG_26 } from './RDG-26-a-correction-to-another-time-passes-the-gates.ts';
import { RDG_28 } from './RDG-28-an-identifier-of-another-patient-tells-nothing.ts';
import { RDG_27 } from './RDG-27-a-refusal-is-not-remembered.ts';
import type { Judge } from './judge.ts';
import { TRIES } from './surface-tries.ts';

/** Every judge, fresh for one history (some remember what they have seen). */
export const judges = (): readonly Judge[] => [
  ORD_01,
  ORD_02,
  makeORD_03(),
  ORD_04,
  ORD_05,
  ORD_06,
  ORD_07,
  ORD_08,
  ORD_09,
  ORD_10,
  ORD_11,
  ORD_12,
  ORD_13,
  ORD_14,
  ORD_15,
  ORD_16,
  ORD_17,
  ORD_18,
  ORD_19,
  ORD_20,
  ORD_21,
  ORD_22,
  ORD_23,
  PRM_01,
  PRM_02,
  PRM_03,
  PRM_04,
  PRM_05,
  PRM_06,
  PRM_07,
  PRM_08,
  PRM_09,
  RDG_01,
  RDG_02,
  RDG_03,
  RDG_04,
  RDG_05,
  RDG_06,
  RDG_07,
  RDG_08,
  RDG_09,
  RDG_10,
  RDG_11,
  RDG_12,
  RDG_13,
  RDG_14,
  RDG_15,
  RDG_16,
  RDG_18,
  RDG_19,
  RDG_20,
  RDG_21,
  RDG_22,
  RDG_23,
  RDG_24,
  RDG_25,
  RDG_26,
  RDG_28,
  RDG_27,
  LIM_01,
  LIM_02,
  LIM_03,
  LIM_04,
  LIM_05,
  LIM_06,
  LIM_07,
  LIM_08,
  LIM_09,
  LIM_10,
  LIM_11,
  LIM_12,
  LIM_13,
  LIM_14,
  LIM_15,
  LIM_16,
  LIM_17,
  LIM_18,
  LIM_19,
  LIM_20,
  LIM_21,
  LIM_22,
  ALR_01,
  ALR_02,
  ALR_03,
  ALR_04,
  ALR_05,
  ALR_06,
  ALR_07,
  ALR_08,
  ALR_09,
  ALR_10,
  ALR_11,
  ALR_12,
  ALR_13,
  ALR_14,
  ALR_15,
  ALR_16,
  ALR_17,
  ALR_18,
  ALR_19,
  ALR_20,
  ALR_21,
  ALR_22,
  ALR_23,
  ALR_24,
  ALR_25,
  ALR_26,
  ALR_27,
  ...MESSAGES,
  MSG_04,
  MSG_05,
  HL7_01,
  HL7_02,
  HL7_04,
  HL7_05,
  HL7_06,
  HL7_07,
  HL7_09,
  HL7_03,
  HL7_08,
  makeFHR_01(),
  FHR_02,
  FHR_03,
  FHR_04,
  ...AUDIT,
  AUD_04,
  AUD_05,
  ...TRIES,
  makeCLK_01(),
  CLK_02,
  PRT_01,
  makePRT_02(),
  PRT_03,
];
