import { z } from 'zod';

const DAY = /^d(-?\d{1,4})(?: (\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const STEP = /^([+-])((?:\d{1,5}(?:s|min|h|d) ?)+)$/;
const PART = /(\d{1,5})(s|min|h|d)/g;

/** Seconds of one unit. A day is 24 hours here: `+1d` is elapsed time, `d2 08:00` is a clock on a wall. */
const SECONDS: Readonly<Record<string, number>> = { s: 1, min: 60, h: 3600, d: 86_400 };

/**
 * When something happens: `d1 08:00` (day 1 of the scenario, on the clock of its zone; `d0` is the
 * day before) or `+90min`, `-2h`, `+1d 12h` (elapsed time, counted from what the field says).
 */
export const Moment = z
  .string()
  .refine(
    (text) => parseMoment(text) !== undefined,
    'a moment, such as "d1 08:00" (day 1, eight in the morning) or "+2h" (elapsed time)',
  );
export type Moment = z.infer<typeof Moment>;

/** A moment taken apart. `day` counts from 1; `local` is `HH:MM:SS`. */
export type ParsedMoment =
  | { readonly kind: 'wall'; readonly day: number; readonly local: string }
  | { readonly kind: 'elapsed'; readonly seconds: number };

/** Undefined when the text is no moment. */
export const parseMoment = (text: string): ParsedMoment | undefined => {
  const day = DAY.exec(text);
  if (day) {
    const [, number = '', hour = '00', minute = '00', second = '00'] = day;
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
    return { kind: 'wall', day: Number(number), local: `${hour}:${minute}:${second}` };
  }
  const step = STEP.exec(text);
  if (!step) return undefined;
  const [, sign = '+', parts = ''] = step;
  const seconds = [...parts.matchAll(PART)].reduce((sum, p) => sum + Number(p[1]) * (SECONDS[p[2] ?? ''] ?? 0), 0);
  return { kind: 'elapsed', seconds: sign === '-' ? -seconds : seconds };
};
