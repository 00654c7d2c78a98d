import type { Mutant } from '../../mutant.ts';
import { alertForSomebodyElse } from './alert-for-somebody-else.ts';
import { alertNeverSent } from './alert-never-sent.ts';
import { alertOfANormalReading } from './alert-of-a-normal-reading.ts';
import { alertOfAnotherPatient } from './alert-of-another-patient.ts';
import { alertSaysHighForLow } from './alert-says-high-for-low.ts';
import { alertSentOnce } from './alert-sent-once.ts';
import { alertToldTwice } from './alert-told-twice.ts';
import { alertUnderANewId } from './alert-under-a-new-id.ts';
import { alertWithAnotherOrder } from './alert-with-another-order.ts';

/** What leaves by HL7 v2: alerts of items. */
export const alertsOut: readonly Mutant[] = [
  alertNeverSent,
  alertOfANormalReading,
  alertOfAnotherPatient,
  alertWithAnotherOrder,
  alertSaysHighForLow,
  alertForSomebodyElse,
  alertSentOnce,
  alertUnderANewId,
  alertToldTwice,
];
