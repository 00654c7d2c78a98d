import type { Check } from './check.ts';
import { checkORD01 } from './ORD-01-without-an-order-nothing-is-stored.ts';
import { checkORD02 } from './ORD-02-an-order-without-limits-is-refused.ts';
import { checkORD03 } from './ORD-03-limits-belong-to-the-patient.ts';
import { checkORD04 } from './ORD-04-a-draft-order-admits-nothing.ts';
import { checkORD05 } from './ORD-05-contradictory-limits-are-refused.ts';
import { checkORD06 } from './ORD-06-the-same-order-again-is-one-order.ts';
import { checkORD07 } from './ORD-07-an-order-that-ended-raises-nothing.ts';
import { checkORD08 } from './ORD-08-changed-limits-hold-from-their-instant.ts';
import { checkORD09 } from './ORD-09-measures-are-independent.ts';
import { checkORD10 } from './ORD-10-an-order-shows-whose-decision-it-is.ts';
import { checkORD11 } from './ORD-11-after-the-end-as-declared.ts';
import { checkORD13 } from './ORD-13-a-limit-finer-than-its-precision-is-refused.ts';
import { checkORD14 } from './ORD-14-a-hold-counts-at-the-effective-time.ts';
import { checkORD15 } from './ORD-15-a-period-holds-its-start-and-not-its-end.ts';
import { checkORD16 } from './ORD-16-a-version-may-hold-from-later-on.ts';
import { checkORD17 } from './ORD-17-a-later-version-reaches-back-five-minutes.ts';
import { checkORD18 } from './ORD-18-an-order-starts-as-far-back-as-declared.ts';
import { checkORD19 } from './ORD-19-an-order-names-people-who-are-known.ts';
import { checkORD20 } from './ORD-20-an-order-goes-only-where-it-may.ts';
import { checkORD21 } from './ORD-21-an-order-in-error-never-was.ts';
import { checkORD22 } from './ORD-22-orders-are-evaluated-each-by-itself.ts';
import { checkORD23 } from './ORD-23-a-change-states-the-whole-set.ts';
import { checkPRM01 } from './PRM-01-before-permission-nothing-is-stored.ts';
import { checkPRM02 } from './PRM-02-permission-is-per-type.ts';
import { checkPRM03 } from './PRM-03-withdrawal-ends-storing-and-keeps-the-past.ts';
import { checkPRM04 } from './PRM-04-silence-is-no-denial.ts';
import { checkPRM05 } from './PRM-05-a-sender-speaks-for-its-own-patient.ts';
import { checkPRM06 } from './PRM-06-back-filling-is-as-declared.ts';
import { checkPRM07 } from './PRM-07-granted-again-it-admits-again.ts';
import { checkPRM08 } from './PRM-08-a-permission-outlives-an-order.ts';
import { checkPRM09 } from './PRM-09-what-is-filed-can-always-be-amended.ts';
import { checkRDG01 } from './RDG-01-what-was-sent-is-what-is-kept.ts';
import { checkRDG02 } from './RDG-02-a-reading-sent-again-is-one-reading.ts';
import { checkRDG03 } from './RDG-03-a-conditional-create-says-what-it-matched.ts';
import { checkRDG04 } from './RDG-04-a-transaction-is-all-or-nothing.ts';
import { checkRDG05 } from './RDG-05-a-time-needs-an-offset.ts';
import { checkRDG06 } from './RDG-06-an-unknown-or-unfit-unit-is-refused.ts';
import { checkRDG07 } from './RDG-07-units-are-converted-before-comparing.ts';
import { checkRDG08 } from './RDG-08-pounds-are-compared-with-kilograms.ts';
import { checkRDG09 } from './RDG-09-control-solution-is-no-reading.ts';
import { checkRDG10 } from './RDG-10-a-correction-replaces-the-value.ts';
import { checkRDG11 } from './RDG-11-entered-in-error-counts-no-more.ts';
import { checkRDG12 } from './RDG-12-readings-are-shown-by-effective-time.ts';
import { checkRDG13 } from './RDG-13-the-future-is-refused.ts';
import { checkRDG14 } from './RDG-14-a-failed-measurement-raises-nothing.ts';
import { checkRDG15 } from './RDG-15-what-was-typed-stays-marked.ts';
import { checkRDG16 } from './RDG-16-a-day-of-a-glucose-sensor-is-filed.ts';
import { checkRDG17 } from './RDG-17-test-data-are-kept-apart.ts';
import { checkRDG18 } from './RDG-18-one-measurement-through-two-apps.ts';
import { checkRDG19 } from './RDG-19-a-message-is-all-or-nothing.ts';
import { checkRDG20 } from './RDG-20-a-replay-undoes-no-correction.ts';
import { checkRDG21 } from './RDG-21-a-second-identifier-names-the-same-reading.ts';
import { checkRDG22 } from './RDG-22-an-identifier-names-one-reading.ts';
import { checkRDG23 } from './RDG-23-what-was-taken-back-first-never-comes.ts';
import { checkRDG24 } from './RDG-24-a-correction-may-come-first.ts';
import { checkRDG25 } from './RDG-25-preliminary-becomes-final.ts';
import { checkRDG26 } from './RDG-26-a-correction-to-another-time-passes-the-gates.ts';
import { checkRDG27 } from './RDG-27-a-refusal-is-not-remembered.ts';
import { checkRDG28 } from './RDG-28-an-identifier-of-another-patient-tells-nothing.ts';
import { checkLIM01 } from './LIM-01-outside-is-abnormal-inside-is-normal.ts';
import { checkLIM02 } from './LIM-02-a-value-equal-to-a-limit-is-normal.ts';
import { checkLIM03 } from './LIM-03-critical-makes-one-critical-item.ts';
import { checkLIM04 } from './LIM-04-the-limit-applied-is-shown.ts';
import { checkLIM05 } from './LIM-05-one-sided-limits-work.ts';
import { checkLIM06 } from './LIM-06-a-gain-within-the-window-raises.ts';
import { checkLIM07 } from './LIM-07-a-loss-does-not-trigger-a-gain-rule.ts';
import { checkLIM08 } from './LIM-08-repetition-raises-at-the-nth-and-once.ts';
import { checkLIM09 } from './LIM-09-missing-data-opens-and-closes.ts';
import { checkLIM10 } from './LIM-10-the-meal-context-overrides.ts';
import { checkLIM11 } from './LIM-11-the-implausible-is-no-clinical-item.ts';
import { checkLIM12 } from './LIM-12-a-late-reading-meets-the-limits-of-its-time.ts';
import { checkLIM13 } from './LIM-13-off-the-scale-is-beyond-every-limit.ts';
import { checkLIM14 } from './LIM-14-two-changes-at-once-make-one-item.ts';
import { checkLIM15 } from './LIM-15-what-comes-late-changes-what-was-measured-since.ts';
import { checkLIM16 } from './LIM-16-repetition-swallows-nothing-critical.ts';
import { checkLIM17 } from './LIM-17-a-lost-member-takes-its-item-along.ts';
import { checkLIM18 } from './LIM-18-what-is-a-week-old-raises-nothing.ts';
import { checkLIM19 } from './LIM-19-each-order-shows-its-own-limits.ts';
import { checkLIM20 } from './LIM-20-the-severest-of-several-orders-is-shown.ts';
import { checkLIM21 } from './LIM-21-what-is-in-the-same-unit-is-not-rounded.ts';
import { checkLIM22 } from './LIM-22-between-two-contexts-the-general-limits-hold.ts';
import { checkALR01 } from './ALR-01-the-responsible-clinician-is-told-in-time.ts';
import { checkALR02 } from './ALR-02-a-normal-reading-raises-nothing.ts';
import { checkALR03 } from './ALR-03-an-item-says-what-happened.ts';
import { checkALR04 } from './ALR-04-nobody-else-is-told.ts';
import { checkALR05 } from './ALR-05-an-outage-loses-no-item.ts';
import { checkALR06 } from './ALR-06-redelivery-makes-no-second-item.ts';
import { checkALR07 } from './ALR-07-an-item-moves-forward-only.ts';
import { checkALR08 } from './ALR-08-an-unseen-critical-item-is-copied.ts';
import { checkALR09 } from './ALR-09-who-covers-gets-the-item.ts';
import { checkALR10 } from './ALR-10-further-readings-update-one-item.ts';
import { checkALR11 } from './ALR-11-a-summary-tells-what-was-filed.ts';
import { checkALR12 } from './ALR-12-an-item-shows-what-became-of-its-reading.ts';
import { checkALR13 } from './ALR-13-a-late-batch-raises-and-says-late.ts';
import { checkMSG01 } from './MSG-01-a-reply-reaches-the-patient.ts';
import { checkMSG02 } from './MSG-02-a-reply-reaches-no-other-patient.ts';
import { checkMSG03 } from './MSG-03-a-reply-keeps-its-text.ts';
import { checkHL701 } from './HL7-01-every-message-gets-one-ack.ts';
import { checkHL703 } from './HL7-03-an-unsupported-message-is-rejected.ts';
import { checkHL708 } from './HL7-08-an-accept-means-it-is-there.ts';
import { checkHL702 } from './HL7-02-a-stream-is-cut-anywhere.ts';
import { checkHL704 } from './HL7-04-the-sender-says-what-is-acknowledged.ts';
import { checkHL705 } from './HL7-05-a-message-sent-again-is-one-message.ts';
import { checkHL706 } from './HL7-06-delimiters-are-those-of-the-message.ts';
import { checkHL707 } from './HL7-07-bytes-are-in-the-declared-charset.ts';
import { checkHL709 } from './HL7-09-spellings-of-the-field-are-understood.ts';
import { checkFHR01 } from './FHR-01-the-capability-statement-is-true.ts';
import { checkFHR02 } from './FHR-02-every-refusal-is-explained.ts';
import { checkAUD01 } from './AUD-01-everything-that-happens-is-audited.ts';
import { checkAUD02 } from './AUD-02-refusals-are-audited-too.ts';
import { checkALR14 } from './ALR-14-late-is-said-after-an-hour.ts';
import { checkALR15 } from './ALR-15-seen-is-an-act.ts';
import { checkALR16 } from './ALR-16-what-was-done-stays-done.ts';
import { checkALR17 } from './ALR-17-an-order-that-ends-leaves-its-items.ts';
import { checkALR18 } from './ALR-18-escalation-outlives-the-order.ts';
import { checkALR19 } from './ALR-19-seen-on-a-copy-stops-all.ts';
import { checkALR20 } from './ALR-20-a-pool-has-one-item.ts';
import { checkALR21 } from './ALR-21-coverage-is-three-deep.ts';
import { checkALR22 } from './ALR-22-finishing-one-silences-no-other.ts';
import { checkALR23 } from './ALR-23-a-withdrawal-has-a-reason.ts';
import { checkALR24 } from './ALR-24-a-summary-goes-to-whom-its-rule-names.ts';
import { checkALR25 } from './ALR-25-what-comes-in-goes-out.ts';
import { checkALR26 } from './ALR-26-an-alert-says-what-its-item-says.ts';
import { checkALR27 } from './ALR-27-an-alert-is-sent-until-it-is-taken.ts';
import { checkAUD03 } from './AUD-03-the-trail-cannot-be-changed.ts';
import { checkAUD04 } from './AUD-04-a-reading-names-where-it-comes-from.ts';
import { checkAUD05 } from './AUD-05-a-trail-is-of-one-patient.ts';
import { checkCLK01 } from './CLK-01-a-clock-goes-forward-only.ts';
import { checkCLK02 } from './CLK-02-what-falls-due-has-its-own-instant.ts';
import { checkFHR03 } from './FHR-03-what-is-returned-is-r4.ts';
import { checkFHR04 } from './FHR-04-events-are-numbered-without-a-gap.ts';
import { checkFHR05 } from './FHR-05-a-stale-version-is-refused.ts';
import { checkFHR06 } from './FHR-06-an-unknown-parameter-is-refused.ts';
import { checkMSG04 } from './MSG-04-when-a-message-was-read-is-shown.ts';
import { checkMSG05 } from './MSG-05-a-notice-says-nothing-clinical.ts';
import { checkPRT01 } from './PRT-01-nobody-shares-before-picking.ts';
import { checkPRT02 } from './PRT-02-a-phone-has-to-serve.ts';
import { checkPRT03 } from './PRT-03-disconnecting-ends-sharing.ts';
import { checkSEC01 } from './SEC-01-who-is-not-known-does-nothing.ts';
import { checkSEC02 } from './SEC-02-rights-end-where-they-were-meant-to.ts';
import { checkSEC03 } from './SEC-03-a-login-is-worth-nothing-twice.ts';
import { checkSEC04 } from './SEC-04-outside-loopback-only-tls-is-spoken.ts';
import { checkSEC05 } from './SEC-05-in-baskets-are-for-who-works-there.ts';
import { checkORD12 } from './ORD-12-the-portal-offers-a-tracker.ts';

/** Every check, by requirement. `certify` runs them all; `--only` picks by id. */
export const checks: readonly Check[] = [
  checkORD01,
  checkORD02,
  checkORD03,
  checkORD04,
  checkORD05,
  checkORD06,
  checkORD07,
  checkORD08,
  checkORD09,
  checkORD10,
  checkORD11,
  checkORD13,
  checkORD14,
  checkORD15,
  checkORD16,
  checkORD17,
  checkORD18,
  checkORD19,
  checkORD20,
  checkORD21,
  checkORD22,
  checkORD23,
  checkPRM01,
  checkPRM02,
  checkPRM03,
  checkPRM04,
  checkPRM05,
  checkPRM06,
  checkPRM07,
  checkPRM08,
  checkPRM09,
  checkRDG01,
  checkRDG02,
  checkRDG03,
  checkRDG04,
  checkRDG05,
  checkRDG06,
  checkRDG07,
  checkRDG08,
  checkRDG09,
  checkRDG10,
  checkRDG11,
  checkRDG12,
  checkRDG13,
  checkRDG14,
  checkRDG15,
  checkRDG16,
  checkRDG17,
  checkRDG18,
  checkRDG19,
  checkRDG20,
  checkRDG21,
  checkRDG22,
  checkRDG23,
  checkRDG24,
  checkRDG25,
  checkRDG26,
  checkRDG27,
  checkRDG28,
  checkLIM01,
  checkLIM02,
  checkLIM03,
  checkLIM04,
  checkLIM05,
  checkLIM06,
  checkLIM07,
  checkLIM08,
  checkLIM09,
  checkLIM10,
  checkLIM11,
  checkLIM12,
  checkLIM13,
  checkLIM14,
  checkLIM15,
  checkLIM16,
  checkLIM17,
  checkLIM18,
  checkLIM19,
  checkLIM20,
  checkLIM21,
  checkLIM22,
  checkALR01,
  checkALR02,
  checkALR03,
  checkALR04,
  checkALR05,
  checkALR06,
  checkALR07,
  checkALR08,
  checkALR09,
  checkALR10,
  checkALR11,
  checkALR12,
  checkALR13,
  checkMSG01,
  checkMSG02,
  checkMSG03,
  checkHL701,
  checkHL703,
  checkHL708,
  checkHL702,
  checkHL704,
  checkHL705,
  checkHL706,
  checkHL707,
  checkHL709,
  checkFHR01,
  checkFHR02,
  checkAUD01,
  checkAUD02,
  checkALR14,
  checkALR15,
  checkALR16,
  checkALR17,
  checkALR18,
  checkALR19,
  checkALR20,
  checkALR21,
  checkALR22,
  checkALR23,
  checkALR24,
  checkALR25,
  checkALR26,
  checkALR27,
  checkAUD03,
  checkAUD04,
  checkAUD05,
  checkCLK01,
  checkCLK02,
  checkFHR03,
  checkFHR04,
  checkFHR05,
  checkFHR06,
  checkMSG04,
  checkMSG05,
  checkPRT01,
  checkPRT02,
  checkPRT03,
  checkSEC01,
  checkSEC02,
  checkSEC03,
  checkSEC04,
  checkSEC05,
  checkORD12,
];
