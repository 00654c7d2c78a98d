import type { DueSubject } from '../items/due-demand.ts';
import type { Stretch } from '../items/recipients.ts';
import { hull } from '../time/span.ts';
import type { DueInWay } from './due-in-way.ts';

const sameSubject = (a: DueSubject, b: DueSubject): DueSubject => {
  if (a.family === 'escalation' && b.family === 'escalation')
    return {
      ...a,
      contents: [...new Set([...a.contents, ...b.contents])],
      evaluations: [...new Map([...a.evaluations, ...b.evaluations].map((e) => [e.why, e])).values()],
    };
  if (a.family !== 'summary' || b.family !== 'summary') return a;
  return {
    ...a,
    figures: [...new Map([...a.figures, ...b.figures].map((f) => [JSON.stringify(f), f])).values()],
    units: [...new Set([...a.units, ...b.units])],
  };
};

/** From the first of both to the last; what is not there says nothing. */
export const hullOf = (a: Stretch | undefined, b: Stretch | undefined): Stretch | undefined =>
  a === undefined || b === undefined ? (a ?? b) : { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };

/** One demand that two ways have, as far as they agree, and open where they do not. */
export const joinDue = (a: DueInWay, b: DueInWay): DueInWay => ({
  ...a,
  sure: a.sure && b.sure,
  by: hullOf(a.by, b.by),
  byTime: a.byTime || b.byTime,
  demand: {
    ...a.demand,
    subject: sameSubject(a.demand.subject, b.demand.subject),
    due: hull(a.demand.due, b.demand.due),
    opens: hull(a.demand.opens, b.demand.opens),
    late: a.demand.late === b.demand.late ? a.demand.late : 'maybe',
    withdrawal: {
      level: a.demand.withdrawal.level === b.demand.withdrawal.level ? a.demand.withdrawal.level : 'may',
      reasons: [...new Set([...a.demand.withdrawal.reasons, ...b.demand.withdrawal.reasons])],
      at: hullOf(a.demand.withdrawal.at, b.demand.withdrawal.at),
    },
  },
});
