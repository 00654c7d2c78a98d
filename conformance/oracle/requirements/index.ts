import { ALR_01 } from './ALR-01-the-responsible-clinician-is-told-in-time.ts';
import { ALR_02 } from './ALR-02-a-normal-reading-raises-nothing.ts';
import { ALR_03 } from './ALR-03-an-item-says-what-happened.ts';
import { ALR_04 } from './ALR-04-nobody-else-is-told.ts';
import { ALR_06 } from './ALR-06-redelivery-makes-no-second-item.ts';
import { ALR_07 } from './ALR-07-an-item-moves-forward-only.ts';
import { AUDIT } from './AUD-01-02-what-happens-is-audited.ts';
import { makeFHR_01 } from './FHR-01-the-capability-statement-is-true.ts';
import { FHR_02 } from './FHR-02-every-refusal-is-explained.ts';
import { HL7_01, HL7_03, HL7_08 } from './HL7-answers.ts';
import type { Judge } from './judge.ts';
import { LIM_01 } from './LIM-01-outside-is-abnormal-between-is-normal.ts';
import { LIM_02 } from './LIM-02-a-value-equal-to-a-limit-is-normal.ts';
import { LIM_03 } from './LIM-03-critical-makes-one-critical-item.ts';
import { LIM_04 } from './LIM-04-the-limit-applied-is-shown.ts';
import { LIM_05 } from './LIM-05-one-sided-limits-work.ts';
import { LIM_06 } from './LIM-06-a-change-within-the-window-raises.ts';
import { LIM_07 } from './LIM-07-a-loss-does-not-trigger-a-gain-rule.ts';
import { LIM_12 } from './LIM-12-a-late-reading-meets-the-limits-of-its-time.ts';
import { MESSAGES } from './MSG-01-02-03-a-reply-reaches-that-patient-unchanged.ts';
import { ORD_01 } from './ORD-01-without-an-active-order-nothing-is-stored.ts';
import { ORD_02 } from './ORD-02-an-order-without-limits-is-refused.ts';
import { makeORD_03 } from './ORD-03-limits-belong-to-the-patient.ts';
import { ORD_04 } from './ORD-04-a-draft-admits-nothing.ts';
import { ORD_05 } from './ORD-05-contradictory-limits-are-refused.ts';
import { ORD_06 } from './ORD-06-the-same-order-again-is-one-order.ts';
import { ORD_07 } from './ORD-07-an-order-that-ended-raises-nothing.ts';
import { ORD_08 } from './ORD-08-changed-limits-hold-from-their-instant.ts';
import { ORD_09 } from './ORD-09-measures-are-ordered-apart.ts';
import { PRM_01 } from './PRM-01-before-permission-nothing-is-stored.ts';
import { PRM_02 } from './PRM-02-permission-is-per-type.ts';
import { PRM_03 } from './PRM-03-withdrawal-ends-storing-and-keeps-the-past.ts';
import { PRM_05 } from './PRM-05-a-sender-speaks-for-its-own-patient.ts';
import { RDG_01 } from './RDG-01-what-was-sent-is-what-is-kept.ts';
import { RDG_02 } from './RDG-02-a-reading-sent-again-is-one-reading.ts';
import { RDG_05 } from './RDG-05-a-time-needs-an-offset.ts';
import { RDG_06 } from './RDG-06-unknown-or-unfit-units-are-refused.ts';
import { RDG_07 } from './RDG-07-glucose-units-are-converted.ts';
import { RDG_08 } from './RDG-08-pounds-are-compared-with-kilograms.ts';
import { RDG_09 } from './RDG-09-control-solution-is-no-reading.ts';
import { RDG_13 } from './RDG-13-the-future-is-refused.ts';

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
  PRM_01,
  PRM_02,
  PRM_03,
  PRM_05,
  RDG_01,
  RDG_02,
  RDG_05,
  RDG_06,
  RDG_07,
  RDG_08,
  RDG_09,
  RDG_13,
  LIM_01,
  LIM_02,
  LIM_03,
  LIM_04,
  LIM_05,
  LIM_06,
  LIM_07,
  LIM_12,
  ALR_01,
  ALR_02,
  ALR_03,
  ALR_04,
  ALR_06,
  ALR_07,
  ...MESSAGES,
  HL7_01,
  HL7_03,
  HL7_08,
  makeFHR_01(),
  FHR_02,
  ...AUDIT,
];
