import type { SenderMutant } from '../sender-mutant.ts';
import { aRefusalEndsIt } from './a-refusal-ends-it.ts';
import { anotherNameTheSecondTime } from './another-name-the-second-time.ts';
import { anotherReadingTheSecondTime } from './another-reading-the-second-time.ts';
import { controlIdsBeginAgain } from './control-ids-begin-again.ts';
import { convertsWith18 } from './converts-with-18.ts';
import { correctedOnce } from './corrected-once.ts';
import { correctionOfNothing } from './correction-of-nothing.ts';
import { correctionsAsNew } from './corrections-as-new.ts';
import { correctionsByCreate } from './corrections-by-create.ts';
import { correctsAnother } from './corrects-another.ts';
import { createsWithoutACondition } from './creates-without-a-condition.ts';
import { datedWhenItIsSentAgain } from './dated-when-it-is-sent-again.ts';
import { deletionsAsCorrections } from './deletions-as-corrections.ts';
import { deviceOfTheFirst } from './device-of-the-first.ts';
import { dropsWhatWasUnavailable } from './drops-what-was-unavailable.ts';
import { everyMealIsFasting } from './every-meal-is-fasting.ts';
import { everyMealIsOver } from './every-meal-is-over.ts';
import { everybodyOnTheScale } from './everybody-on-the-scale.ts';
import { everythingIsTyped } from './everything-is-typed.ts';
import { firstUserIsThePatient } from './first-user-is-the-patient.ts';
import { forgetsWhatWaited } from './forgets-what-waited.ts';
import { glucoseComesWithWeight } from './glucose-comes-with-weight.ts';
import { ignoresTheOrder } from './ignores-the-order.ts';
import { jsonCalledText } from './json-called-text.ts';
import { keepsOnlyTheNewest } from './keeps-only-the-newest.ts';
import { labelOfItsOwn } from './label-of-its-own.ts';
import { loIs20 } from './lo-is-20.ts';
import { mealsForgotten } from './meals-forgotten.ts';
import { namelessDeletionsUnheard } from './nameless-deletions-unheard.ts';
import { namelessSamplesHaveOneName } from './nameless-samples-have-one-name.ts';
import { namesAnewAfterARestart } from './names-anew-after-a-restart.ts';
import { namesByACounter } from './names-by-a-counter.ts';
import { namesNoDevice } from './names-no-device.ts';
import { notMarkedAsSimulated } from './not-marked-as-simulated.ts';
import { numbersCountForEver } from './numbers-count-for-ever.ts';
import { offScaleIs600 } from './off-scale-is-600.ts';
import { offTheScaleIsNothing } from './off-the-scale-is-nothing.ts';
import { offsetsInWholeHours } from './offsets-in-whole-hours.ts';
import { oldIsNewAgain } from './old-is-new-again.ts';
import { oneAQuarterOfAnHour } from './one-a-quarter-of-an-hour.ts';
import { oneConditionForAll } from './one-condition-for-all.ts';
import { oneControlId } from './one-control-id.ts';
import { oneDecimalForAll } from './one-decimal-for-all.ts';
import { oneInNineHasAnotherName } from './one-in-nine-has-another-name.ts';
import { oneInTenIsLost } from './one-in-ten-is-lost.ts';
import { oneMoreAfterWithdrawal } from './one-more-after-withdrawal.ts';
import { onePermissionForAll } from './one-permission-for-all.ts';
import { oneValueIsOneReading } from './one-value-is-one-reading.ts';
import { orderReachesBack } from './order-reaches-back.ts';
import { orderWithoutAnEnd } from './order-without-an-end.ts';
import { permissionOfTheEntry } from './permission-of-the-entry.ts';
import { poundsForKilograms } from './pounds-for-kilograms.ts';
import { poundsMadeKilograms } from './pounds-made-kilograms.ts';
import { readingsAmongPeople } from './readings-among-people.ts';
import { repeatsWhatWasRefused } from './repeats-what-was-refused.ts';
import { reportsAfterWithdrawal } from './reports-after-withdrawal.ts';
import { reportsBeforePermission } from './reports-before-permission.ts';
import { sendsControlSolution } from './sends-control-solution.ts';
import { sendsUtc } from './sends-utc.ts';
import { sendsWithoutPermission } from './sends-without-permission.ts';
import { silenceIsConsent } from './silence-is-consent.ts';
import { subjectOfAnother } from './subject-of-another.ts';
import { swallowsDeletions } from './swallows-deletions.ts';
import { takenBackGoesOut } from './taken-back-goes-out.ts';
import { throughABinaryFloat } from './through-a-binary-float.ts';
import { timesInWholeMinutes } from './times-in-whole-minutes.ts';
import { timesWithoutAnOffset } from './times-without-an-offset.ts';
import { tornIsHad } from './torn-is-had.ts';
import { typedIsMeasured } from './typed-is-measured.ts';
import { unknownIsThePatient } from './unknown-is-the-patient.ts';
import { wholeNumbers } from './whole-numbers.ts';
import { winterTimeForEver } from './winter-time-for-ever.ts';
import { withdrawalUnheard } from './withdrawal-unheard.ts';
import { withdrawnForEver } from './withdrawn-for-ever.ts';
import { zoneOfTheEnrolment } from './zone-of-the-enrolment.ts';

/** Every broken variant of the reference sender; each must fail on its own requirement. */
export const senderMutants: readonly SenderMutant[] = [
  aRefusalEndsIt,
  anotherNameTheSecondTime,
  anotherReadingTheSecondTime,
  controlIdsBeginAgain,
  convertsWith18,
  correctedOnce,
  correctionOfNothing,
  correctionsAsNew,
  correctionsByCreate,
  correctsAnother,
  createsWithoutACondition,
  datedWhenItIsSentAgain,
  deletionsAsCorrections,
  deviceOfTheFirst,
  dropsWhatWasUnavailable,
  everyMealIsFasting,
  everyMealIsOver,
  everybodyOnTheScale,
  everythingIsTyped,
  firstUserIsThePatient,
  forgetsWhatWaited,
  glucoseComesWithWeight,
  ignoresTheOrder,
  jsonCalledText,
  keepsOnlyTheNewest,
  labelOfItsOwn,
  loIs20,
  mealsForgotten,
  namelessDeletionsUnheard,
  namelessSamplesHaveOneName,
  namesAnewAfterARestart,
  namesByACounter,
  namesNoDevice,
  notMarkedAsSimulated,
  numbersCountForEver,
  offScaleIs600,
  offTheScaleIsNothing,
  offsetsInWholeHours,
  oldIsNewAgain,
  oneAQuarterOfAnHour,
  oneConditionForAll,
  oneControlId,
  oneDecimalForAll,
  oneInNineHasAnotherName,
  oneInTenIsLost,
  oneMoreAfterWithdrawal,
  onePermissionForAll,
  oneValueIsOneReading,
  orderReachesBack,
  orderWithoutAnEnd,
  permissionOfTheEntry,
  poundsForKilograms,
  poundsMadeKilograms,
  readingsAmongPeople,
  repeatsWhatWasRefused,
  reportsAfterWithdrawal,
  reportsBeforePermission,
  sendsControlSolution,
  sendsUtc,
  sendsWithoutPermission,
  silenceIsConsent,
  subjectOfAnother,
  swallowsDeletions,
  takenBackGoesOut,
  throughABinaryFloat,
  timesInWholeMinutes,
  timesWithoutAnOffset,
  tornIsHad,
  typedIsMeasured,
  unknownIsThePatient,
  wholeNumbers,
  winterTimeForEver,
  withdrawalUnheard,
  withdrawnForEver,
  zoneOfTheEnrolment,
];
