import type { Mutant } from '../../mutant.ts';
import { aDayIsTooMuch } from './a-day-is-too-much.ts';
import { firstPageAlone } from './first-page-alone.ts';
import { foundLaterTheMoreThereAre } from './found-later-the-more-there-are.ts';
import { codeMadeGeneral } from './code-made-general.ts';
import { convertedAndCut } from './converted-and-cut.ts';
import { convertedAndNotRounded } from './converted-and-not-rounded.ts';
import { decimalsCut } from './decimals-cut.ts';
import { deviceNotKept } from './device-not-kept.ts';
import { foundTwice } from './found-twice.ts';
import { futureTaken } from './future-taken.ts';
import { keptInOneUnit } from './kept-in-one-unit.ts';
import { kilogramIs22Tenths } from './kilogram-is-22-tenths.ts';
import { millimolesReadAsMilligrams } from './millimoles-read-as-milligrams.ts';
import { mixedWithAnotherPatient } from './mixed-with-another-patient.ts';
import { nothingAheadTaken } from './nothing-ahead-taken.ts';
import { offsetTakenForLocalTime } from './offset-taken-for-local-time.ts';
import { otherUnitAlwaysFires } from './other-unit-always-fires.ts';
import { otherUnitNeverFires } from './other-unit-never-fires.ts';
import { poundIs45Hundredths } from './pound-is-45-hundredths.ts';
import { replayRefused } from './replay-refused.ts';
import { trueReadingsTakenForOne } from './true-readings-taken-for-one.ts';
import { unitThatDoesNotFit } from './unit-that-does-not-fit.ts';
import { unitWithoutNumber } from './unit-without-number.ts';
import { unknownUnitGuessed } from './unknown-unit-guessed.ts';
import { weightsAreLost } from './weights-are-lost.ts';
import { wholeKilograms } from './whole-kilograms.ts';
import { zerosDropped } from './zeros-dropped.ts';

/** Defects of readings. */
export const readingsMutants: readonly Mutant[] = [
  aDayIsTooMuch,
  firstPageAlone,
  foundLaterTheMoreThereAre,
  codeMadeGeneral,
  convertedAndCut,
  convertedAndNotRounded,
  decimalsCut,
  deviceNotKept,
  foundTwice,
  futureTaken,
  keptInOneUnit,
  kilogramIs22Tenths,
  millimolesReadAsMilligrams,
  mixedWithAnotherPatient,
  nothingAheadTaken,
  offsetTakenForLocalTime,
  otherUnitAlwaysFires,
  otherUnitNeverFires,
  poundIs45Hundredths,
  replayRefused,
  trueReadingsTakenForOne,
  unitThatDoesNotFit,
  unitWithoutNumber,
  unknownUnitGuessed,
  weightsAreLost,
  wholeKilograms,
  zerosDropped,
];
