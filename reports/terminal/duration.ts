const MINUTE = 60;
const HOUR = 3600;

/** How long something took or will take, for reading: `12 s`, `17 min`, `2.5 h`. */
export const duration = (seconds: number): string =>
  seconds < 1.5 * MINUTE
    ? `${Math.ceil(seconds)} s`
    : seconds < 1.5 * HOUR
      ? `${Math.ceil(seconds / MINUTE)} min`
      : `${(seconds / HOUR).toFixed(1)} h`;

/** What is left of work of which `done` of `total` took so long, if it goes on as it went; undefined: nobody knows. */
export const leftSeconds = (elapsedMs: number, done: number, total: number): number | undefined =>
  done <= 0 || done > total ? undefined : (elapsedMs / 1000) * (total / done - 1);
