import { DAY_MS, MINUTE_MS, type EpochMs } from '../clock.ts';
import type { PlannedMeal } from './day-plan.ts';
import type { DiarySink } from './diary.ts';
import { EXERCISE_MINUTES } from './spells.ts';
import type { Today } from './today.ts';

/** Tells a diary what happens, in order of time. Draws nothing. */
export interface DayTeller {
  day(today: Today): void;
  state(atMs: EpochMs, mgDl: number): void;
  meal(atMs: EpochMs, meal: PlannedMeal): void;
  dose(atMs: EpochMs, name: string, units: number, missed: boolean): void;
}

/** Spells are told when they begin to be: an illness on its first day, a day's lapse and exercise at its midnight or hour. */
export function dayTeller(diary: DiarySink): DayTeller {
  let illYesterday = 0;
  const due: { atMs: EpochMs; tell: () => void }[] = [];
  const catchUp = (nowMs: EpochMs): void => {
    while (due[0] !== undefined && due[0].atMs <= nowMs) due.shift()?.tell();
  };
  const spell = (name: string, atMs: EpochMs, untilMs: EpochMs): void =>
    void due.push({ atMs, tell: () => diary({ kind: 'spell', name, atMs, untilMs }) });
  return {
    day: ({ local, illDays, engaged, exerciseAt, tabletTaken }) => {
      const { startMs } = local;
      const endMs = startMs + local.minutes * MINUTE_MS;
      if (illDays > illYesterday) spell('illness', startMs, startMs + illDays * DAY_MS);
      illYesterday = illDays;
      if (!engaged) spell('lapse', startMs, endMs);
      if (!tabletTaken) {
        due.push({ atMs: startMs, tell: () => diary({ kind: 'dose', atMs: startMs, name: 'tablet', missed: true }) });
      }
      const exerciseMs = exerciseAt * MINUTE_MS;
      if (exerciseMs >= startMs && exerciseMs < endMs) {
        spell('exercise', exerciseMs, exerciseMs + EXERCISE_MINUTES * MINUTE_MS);
      }
    },
    state: (atMs, value) => {
      catchUp(atMs);
      diary({ kind: 'state', atMs, value });
    },
    meal: (atMs, { name, grams }) => {
      catchUp(atMs);
      diary({ kind: 'meal', atMs, name, carbohydrateGrams: grams });
    },
    dose: (atMs, name, units, missed) => {
      catchUp(atMs);
      diary({ kind: 'dose', atMs, name, units, ...(missed ? { missed } : {}) });
    },
  };
}
