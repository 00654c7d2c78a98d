import { check } from './check.ts';

/** A sensor that is worn measures every five minutes. */
const A_DAY = 288;
const EVERY_MIN = 5;
const A_MESSAGE = 48;

const momentOf = (n: number): string => {
  const minutes = n * EVERY_MIN;
  const [day, hour, minute] = [Math.floor(minutes / 1440) + 1, Math.floor(minutes / 60) % 24, minutes % 60];
  return `d${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
};

/** Within the limits: no item lies between a reading and its being found. */
const valueOf = (n: number): string => `${100 + ((n * 7) % 61)} mg/dL`;

const readings = Array.from({ length: A_DAY }, (_, i) => ({ value: valueOf(i + 1), effective: momentOf(i + 1) }));

export const checkRDG16 = check({
  requirement: 'RDG-16',
  sentence: 'A day of a glucose sensor of each of ten patients, 2,880 readings sent at once, is filed in time',
  factor: 'how many readings come at once',
  patients: { wearer: { count: 10 } },
  acts: [
    { at: 'd1 00:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } },
    { at: '+1min', grant: { measure: 'glucose' } },
    ...Array.from({ length: A_DAY / A_MESSAGE }, (_, i) => ({
      at: 'd2 00:30',
      together: { readings: readings.slice(i * A_MESSAGE, (i + 1) * A_MESSAGE) },
    })),
    { at: 'd2 00:30', read: { measure: 'glucose', whenFiled: true } },
  ],
});
