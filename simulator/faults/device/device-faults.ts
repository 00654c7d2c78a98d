import type { Fault } from '../fault.ts';
import { amPmFlip } from './am-pm-flip.ts';
import { batteryLowThenLoss } from './battery-low-then-loss.ts';
import { clockDrift } from './clock-drift.ts';
import { clockReset } from './clock-reset.ts';
import { dstNotApplied } from './dst-not-applied.ts';
import { futureTimestamp } from './future-timestamp.ts';
import { hiLoSpurious } from './hi-lo-spurious.ts';
import { integerRoundingEra } from './integer-rounding-era.ts';
import { kgLbMix } from './kg-lb-mix.ts';
import { lowSample } from './low-sample.ts';
import { memoryOverwrite } from './memory-overwrite.ts';
import { meterReplacement } from './meter-replacement.ts';
import { nanReserved } from './nan-reserved.ts';
import { sequenceWrap } from './sequence-wrap.ts';
import { stripError } from './strip-error.ts';
import { stuckValue } from './stuck-value.ts';
import { temperatureError } from './temperature-error.ts';
import { travel } from './travel.ts';
import { unitSwitch } from './unit-switch.ts';

/** In the device, in the order in which they act: its clock, what it cannot measure or loses, what it shows, its numbers. */
export const deviceFaults: readonly Fault[] = [
  clockDrift,
  amPmFlip,
  dstNotApplied,
  clockReset,
  travel,
  futureTimestamp,
  lowSample,
  stripError,
  temperatureError,
  batteryLowThenLoss,
  memoryOverwrite,
  unitSwitch,
  stuckValue,
  hiLoSpurious,
  nanReserved,
  kgLbMix,
  integerRoundingEra,
  sequenceWrap,
  meterReplacement,
];
