import type { SenderMutant } from '../sender-mutant.ts';

const HOURS_BEHIND = 5;

/** The same instant, five hours behind UTC whatever the season. */
const inWinterTime = (text: string): string =>
  `${new Date(Date.parse(text) - HOURS_BEHIND * 3_600_000).toISOString().slice(0, 19)}-05:00`;

export const winterTimeForEver: SenderMutant = {
  name: 'winter-time-for-ever',
  defect: 'after the clocks went forward times are still told in winter time',
  requirement: 'SND-06',
  shows: 'in-time',
  make: () => ({
    outgoing: (reading) => ({ ...reading, effective: inWinterTime(reading.effective) }),
  }),
};
