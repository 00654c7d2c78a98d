import type { Mutant } from '../../mutant.ts';
import { aCorrectionByTheSecondNameIsNew } from './a-correction-by-the-second-name-is-new.ts';
import { aMeterForEveryReading } from './a-meter-for-every-reading.ts';
import { aheadByFourMinutesIsTooFar } from './ahead-by-four-minutes-is-too-far.ts';
import { aheadByTenMinutesIsTaken } from './ahead-by-ten-minutes-is-taken.ts';
import { anErasureByTheSecondNameIsLost } from './an-erasure-by-the-second-name-is-lost.ts';
import { correctionsLeaveTheContext } from './corrections-leave-the-context.ts';
import { correctionsMoveNoReading } from './corrections-move-no-reading.ts';
import { countsOfTheMeterIgnored } from './counts-of-the-meter-ignored.ts';
import { failedWeightsRefused } from './failed-weights-refused.ts';
import { limitsInMillimolesComparedAsTheyAre } from './limits-in-millimoles-compared-as-they-are.ts';
import { oneCorrectionAndNoMore } from './one-correction-and-no-more.ts';
import { oneValueASecond } from './one-value-a-second.ts';
import { replayComparedAsText } from './replay-compared-as-text.ts';
import { sameWithoutAMeter } from './same-without-a-meter.ts';
import { secondsAreCut } from './seconds-are-cut.ts';

/** Defects of what becomes of readings when they are sent again, corrected, erased, or written otherwise. */
export const keptMutants: readonly Mutant[] = [
  aCorrectionByTheSecondNameIsNew,
  aMeterForEveryReading,
  aheadByFourMinutesIsTooFar,
  aheadByTenMinutesIsTaken,
  anErasureByTheSecondNameIsLost,
  correctionsLeaveTheContext,
  correctionsMoveNoReading,
  countsOfTheMeterIgnored,
  failedWeightsRefused,
  limitsInMillimolesComparedAsTheyAre,
  oneCorrectionAndNoMore,
  oneValueASecond,
  replayComparedAsText,
  sameWithoutAMeter,
  secondsAreCut,
];
