import type { PatientClock } from '../../time/patient-clock.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/instant.ts';
import { showLocal } from '../../time/show-local.ts';

/** What the system's clock showed at a monotonic instant, to the second, by the wall clock of a place. */
export const clockText = (clock: PatientClock, mono: number, offsetMinutes: number): string => {
  const { low, high } = clock.at(mono);
  const middle = (low + high) / 2n;
  return showLocal(middle - (middle % SECOND), offsetMinutes);
};

/** `3 h 1 min`, `40 s`: the two largest parts of a length of time. */
export const lengthText = (ns: Instant): string => {
  const size = ns < 0n ? -ns : ns;
  const [days, hours, minutes, seconds] = [
    size / (24n * HOUR),
    (size / HOUR) % 24n,
    (size / MINUTE) % 60n,
    (size / SECOND) % 60n,
  ];
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
    [seconds, 's'],
  ] as const;
  const shown = parts
    .filter(([n]) => n > 0n)
    .slice(0, 2)
    .map(([n, unit]) => `${n} ${unit}`)
    .join(' ');
  return shown === '' ? 'no time' : shown;
};
