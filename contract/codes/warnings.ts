/** What is said beside an acceptance: it was done, and something about it should be known. ERR-5 with ERR-4 `W`. */
export const WARNINGS = {
  'phone-not-eligible': "The patient's phone cannot serve; the tracker is not offered until it can",
} as const;

export type WarningName = keyof typeof WARNINGS;
