import { atLocalMs, HOUR_MS, type DayNumber } from '../clock.ts';
import { type Decompensation, slowDaysOf } from '../physiology/weight/decompensation.ts';
import type { LivingBody } from '../physiology/weight/living-body.ts';
import type { DiarySink } from './diary.ts';

/** Hours at which the curve is told: waking, noon, late afternoon, late evening. */
const TOLD_AT = [7, 12, 17, 22] as const;

/** A body's days, told to a diary as they are lived. */
export interface WeightDiary {
  tell(day: number, body: LivingBody): void;
}

/** Tells the weight four times a day, and a decompensation on the day on which it begins. Draws nothing. */
export function weightDiary(
  sink: DiarySink,
  zone: string,
  firstDay: DayNumber,
  course: Decompensation | undefined,
): WeightDiary {
  const at = (day: number, hour: number): number => atLocalMs(zone, firstDay + day, hour * HOUR_MS);
  // What began before the first day is told on the first.
  const begins = course === undefined ? undefined : Math.max(0, Math.floor(course.eventDay - slowDaysOf(course)));
  return {
    tell: (day, body) => {
      if (course !== undefined && day === begins) {
        const ends = Math.ceil(course.eventDay + course.gainKg / course.responseKgPerDay);
        sink({ kind: 'spell', atMs: at(day, 0), untilMs: at(Math.max(day, ends), 12), name: 'decompensation' });
      }
      for (const hour of TOLD_AT) sink({ kind: 'state', atMs: at(day, hour), value: body.weightKg(hour) });
    },
  };
}
