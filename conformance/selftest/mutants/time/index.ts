import type { Mutant } from '../../mutant.ts';
import { acknowledgedBeforeKept } from './acknowledged-before-kept.ts';
import { changeHoldsADayLater } from './change-holds-a-day-later.ts';
import { foundAfterAWhile } from './found-after-a-while.ts';
import { holdStopsEscalation } from './hold-stops-escalation.ts';
import { itemsAfterTheDeadline } from './items-after-the-deadline.ts';
import { itemsVanish } from './items-vanish.ts';
import { limitsKeptAtHand } from './limits-kept-at-hand.ts';
import { oldReadingsNeverAlarm } from './old-readings-never-alarm.ts';
import { oneAlarmAWhile } from './one-alarm-a-while.ts';
import { permissionKeptAtHand } from './permission-kept-at-hand.ts';
import { summerTimeShift } from './summer-time-shift.ts';
import { timeInUtc } from './time-in-utc.ts';

/** Defects of time. */
export const timeMutants: readonly Mutant[] = [
  acknowledgedBeforeKept,
  changeHoldsADayLater,
  foundAfterAWhile,
  holdStopsEscalation,
  itemsAfterTheDeadline,
  itemsVanish,
  limitsKeptAtHand,
  oldReadingsNeverAlarm,
  oneAlarmAWhile,
  permissionKeptAtHand,
  summerTimeShift,
  timeInUtc,
];
