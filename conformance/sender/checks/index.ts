import type { SenderCheck } from './check.ts';
import { SND_01 } from './SND-01-every-measurement-arrives-once.ts';
import { SND_02 } from './SND-02-one-measurement-has-one-name.ts';
import { SND_03 } from './SND-03-two-alike-are-two.ts';
import { SND_04 } from './SND-04-the-number-keeps-its-digits.ts';
import { SND_05 } from './SND-05-the-unit-is-the-shown-one.ts';
import { SND_06 } from './SND-06-the-time-is-when-it-was-measured.ts';
import { SND_07 } from './SND-07-the-device-is-named.ts';
import { SND_08 } from './SND-08-the-patient-is-the-phones.ts';
import { SND_09 } from './SND-09-before-permission-nothing.ts';
import { SND_10 } from './SND-10-permission-is-of-one-kind.ts';
import { SND_11 } from './SND-11-after-withdrawal-nothing.ts';
import { SND_12 } from './SND-12-corrections-are-passed-on.ts';
import { SND_13 } from './SND-13-deletions-are-passed-on.ts';
import { SND_14 } from './SND-14-control-solution-stays-away.ts';
import { SND_15 } from './SND-15-an-outage-loses-nothing.ts';
import { SND_16 } from './SND-16-the-unanswered-is-sent-again.ts';
import { SND_17 } from './SND-17-the-refused-is-not-repeated.ts';
import { SND_18 } from './SND-18-the-whole-memory-again-makes-nothing-twice.ts';
import { SND_19 } from './SND-19-no-number-is-made-up.ts';
import { SND_20 } from './SND-20-the-meal-is-told.ts';
import { SND_21 } from './SND-21-what-was-typed-says-so.ts';
import { SND_22 } from './SND-22-what-arrives-can-be-read.ts';
import { SND_23 } from './SND-23-a-create-names-its-identifier.ts';
import { SND_24 } from './SND-24-a-restart-loses-nothing.ts';
import { SND_25 } from './SND-25-only-what-was-ordered.ts';
import { SND_26 } from './SND-26-an-interrupted-transfer-goes-on.ts';

export type { SenderCheck } from './check.ts';

/** Every check of a sender, by requirement. */
export const senderChecks: readonly SenderCheck[] = [
  SND_01,
  SND_02,
  SND_03,
  SND_04,
  SND_05,
  SND_06,
  SND_07,
  SND_08,
  SND_09,
  SND_10,
  SND_11,
  SND_12,
  SND_13,
  SND_14,
  SND_15,
  SND_16,
  SND_17,
  SND_18,
  SND_19,
  SND_20,
  SND_21,
  SND_22,
  SND_23,
  SND_24,
  SND_25,
  SND_26,
];
