/** Whom of a history's patients one oracle judges. It is fed with what concerns them; another has the others. */
export interface Share {
  /** Whether a patient, by key, is one of them. */
  readonly has: (patient: string) => boolean;
  /** What concerns no patient is counted by the one that leads. */
  readonly leads: boolean;
}

/** All of them. */
export const WHOLE: Share = { has: () => true, leads: true };
