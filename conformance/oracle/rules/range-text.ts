/** `70 to 180`, `up to 180`, `from 70 up`: an interval that may be open on one side. */
export const rangeText = (low: string | undefined, high: string | undefined): string => {
  if (low === undefined) return high === undefined ? 'open' : `up to ${high}`;
  return high === undefined ? `from ${low} up` : `${low} to ${high}`;
};
