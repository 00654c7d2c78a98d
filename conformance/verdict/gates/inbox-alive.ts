import type { GateVerdict } from '../types.ts';

/** Where an item was shown: on the surface that is judged, or on another one alone. */
export type Shown = 'inbox' | 'sweep' | 'person';

/** An item that was caused on purpose: when its reading was sent, and by when it was in sight, and where. Monotonic ns. */
export interface Sentinel {
  readonly sent: number;
  readonly by: number | undefined;
  /** Absent: nowhere. */
  readonly on?: Shown;
}

/** When the lanes that are judged were at work: their first reading was sent, their last act was settled. Monotonic ns. */
export interface AtWork {
  readonly from: number;
  readonly until: number;
}

/** Why the watch may have been blind, by where else a sentinel was shown. */
const WHY: Readonly<Record<'sweep' | 'person', string>> = {
  sweep:
    'the search by patient shows it, and the one that asks from a stamp never did: look at its stamps, its order and its pages',
  person:
    'its recipient sees it, and the role ehr never did: asked as ehr, the inbox has to show the items of everybody',
};

const blindness = (sentinels: readonly Sentinel[]): string => {
  const on = sentinels.some((s) => s.on === 'inbox') ? undefined : sentinels.find((s) => s.on !== undefined)?.on;
  return on === undefined || on === 'inbox' ? 'the inbox may not have worked' : WHY[on];
};

/** The In Basket showed an item before anything was judged by it. */
export const inboxBefore = (sentinels: readonly Sentinel[], work: AtWork | undefined): GateVerdict => {
  const gate = 'inbox-before';
  if (work === undefined) return { gate, verdict: 'NOT_APPLICABLE', reason: 'no reading was sent' };
  const before = sentinels.filter((s) => s.sent < work.from);
  if (before.length === 0)
    return {
      gate,
      verdict: 'NOT_APPLICABLE',
      reason: 'no sentinel was sent first; absences rest on the one at the end',
    };
  return before.some((s) => s.by !== undefined && s.by <= work.from)
    ? { gate, verdict: 'PASS', reason: 'a sentinel was in sight before the first reading was sent' }
    : {
        gate,
        verdict: 'INCONCLUSIVE',
        reason: `no sentinel came into sight before the first reading: ${blindness(sentinels)}`,
      };
};

/** It still showed one that was caused after the last act. */
export const inboxAfter = (sentinels: readonly Sentinel[], work: AtWork | undefined): GateVerdict => {
  const gate = 'inbox-after';
  if (work === undefined) return { gate, verdict: 'NOT_APPLICABLE', reason: 'no reading was sent' };
  const after = sentinels.filter((s) => s.sent >= work.until);
  if (after.some((s) => s.by !== undefined))
    return { gate, verdict: 'PASS', reason: 'a sentinel sent after the last act came into sight' };
  const reason =
    after.length === 0
      ? 'no sentinel was sent after the last act: nothing proves that the inbox still worked'
      : 'the sentinel after the last act never came into sight: the inbox may have died';
  return { gate, verdict: 'INCONCLUSIVE', reason };
};
