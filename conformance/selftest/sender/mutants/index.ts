import type { SenderMutant } from '../sender-mutant.ts';
import { namesByACounter } from './names-by-a-counter.ts';
import { oneValueIsOneReading } from './one-value-is-one-reading.ts';
import { throughABinaryFloat } from './through-a-binary-float.ts';
import { convertsWith18 } from './converts-with-18.ts';
import { sendsUtc } from './sends-utc.ts';
import { namesNoDevice } from './names-no-device.ts';
import { everybodyOnTheScale } from './everybody-on-the-scale.ts';
import { sendsWithoutPermission } from './sends-without-permission.ts';
import { onePermissionForAll } from './one-permission-for-all.ts';
import { withdrawalUnheard } from './withdrawal-unheard.ts';
import { correctionsAsNew } from './corrections-as-new.ts';
import { swallowsDeletions } from './swallows-deletions.ts';
import { sendsControlSolution } from './sends-control-solution.ts';
import { dropsWhatWasUnavailable } from './drops-what-was-unavailable.ts';
import { anotherReadingTheSecondTime } from './another-reading-the-second-time.ts';
import { repeatsWhatWasRefused } from './repeats-what-was-refused.ts';
import { oldIsNewAgain } from './old-is-new-again.ts';
import { offScaleIs600 } from './off-scale-is-600.ts';
import { mealsForgotten } from './meals-forgotten.ts';
import { typedIsMeasured } from './typed-is-measured.ts';
import { ignoresTheOrder } from './ignores-the-order.ts';

/** Every broken variant of the reference sender; each must fail on its own requirement. */
export const senderMutants: readonly SenderMutant[] = [
  namesByACounter,
  oneValueIsOneReading,
  throughABinaryFloat,
  convertsWith18,
  sendsUtc,
  namesNoDevice,
  everybodyOnTheScale,
  sendsWithoutPermission,
  onePermissionForAll,
  withdrawalUnheard,
  correctionsAsNew,
  swallowsDeletions,
  sendsControlSolution,
  dropsWhatWasUnavailable,
  anotherReadingTheSecondTime,
  repeatsWhatWasRefused,
  oldIsNewAgain,
  offScaleIs600,
  mealsForgotten,
  typedIsMeasured,
  ignoresTheOrder,
];
