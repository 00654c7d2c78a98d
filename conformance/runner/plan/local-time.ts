import { addDays, atLocalTime, type EpochMs, instantText } from '../../../simulator/clock.ts';
import { parseMoment } from '../document/moment.ts';

/** The wall of one scenario: zone and the date of day 1. */
export interface Wall {
  readonly zone: string;
  readonly start: string;
}

/** A moment as an instant. Elapsed time counts from `base`. The text was checked when the document was read. */
export const instantOf = (moment: string, base: EpochMs, { zone, start }: Wall): EpochMs => {
  const parsed = parseMoment(moment);
  if (parsed === undefined) throw new RangeError(`"${moment}" is no moment`);
  return parsed.kind === 'elapsed'
    ? base + parsed.seconds * 1000
    : atLocalTime(zone, addDays(start, parsed.day - 1), parsed.local);
};

export const textOf = (instant: EpochMs, { zone }: Wall): string => instantText(instant, zone);
