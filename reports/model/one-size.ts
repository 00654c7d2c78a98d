/** Limits that everybody would get, in the unit of the guideline. */
export interface OneSize {
  readonly unit: string;
  readonly low?: number;
  readonly high?: number;
  /** A gain of more than `amount` above the lowest of the last `days`. */
  readonly gain?: { readonly amount: number; readonly days: number };
  readonly words: string;
  readonly source: string;
}

/** What a programme would use that knows no patient: the figures of guidelines, for comparison alone. */
export const ONE_SIZE = {
  glucose: {
    unit: 'mg/dL',
    low: 70,
    high: 180,
    words: 'below 70 or above 180 mg/dL',
    source: 'American Diabetes Association, Standards of Care in Diabetes 2025, section 6',
  },
  weight: {
    unit: 'kg',
    gain: { amount: 2, days: 3 },
    words: 'a gain of more than 2 kg in 3 days',
    source:
      'European Society of Cardiology, 2021 Guidelines for the diagnosis and treatment of acute and chronic heart failure',
  },
} as const satisfies Readonly<Record<'glucose' | 'weight', OneSize>>;
