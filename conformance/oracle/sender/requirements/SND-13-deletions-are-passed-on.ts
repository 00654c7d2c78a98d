import type { Report } from '../../finding.ts';
import { about } from '../outcomes.ts';
import { isAccepted, isErased, type MeasurementCase, type SenderCase } from '../sender-case.ts';
import type { SenderJudge } from '../sender-judge.ts';
import { changesOf, lostAfter } from '../permission-at.ts';
import { arrivalsText, msText, readingText } from '../words.ts';

const NS_PER_MS = 1_000_000;

const dueOf = (of: SenderCase, sent: number): number => {
  const { forward, recovery } = of.surroundings.terms;
  const faults = of.phone.faults.filter((f) => f.until >= sent && f.from <= sent + forward * NS_PER_MS);
  return Math.max(sent + forward * NS_PER_MS, ...faults.map((f) => f.until + recovery * NS_PER_MS));
};

/** Undefined: nobody has to be told, because nothing of it was accepted, or the permission to tell ended. */
const erasure = (of: SenderCase, { measurement, arrivals }: MeasurementCase): Report | undefined => {
  const { deletion } = measurement;
  const known = arrivals.find((a) => isAccepted(a) && !isErased(a));
  if (deletion === undefined || known === undefined) return undefined;
  const from = Math.max(deletion.sent, known.at);
  const due = dueOf(of, from);
  const lost = lostAfter(changesOf(of.phone.permissions, measurement.first.reading.measure), known.at);
  if (lost !== undefined && lost <= due) return undefined;
  const erased = arrivals.find((a) => isAccepted(a) && isErased(a));
  const { end, last } = of.surroundings;
  const lag = end?.lag ?? 0;
  const isLate = erased !== undefined && erased.at - 2 * lag > due;
  const isOver = end !== undefined && last >= due;
  const outcome = erased === undefined ? (isOver ? 'broken' : 'undecided') : isLate ? 'broken' : 'met';
  return {
    ...about(of, measurement, arrivals),
    polarity: 'must',
    outcome,
    expected: () => `the erasure of ${readingText(measurement.first.reading)}, within ${msText(due - from)}`,
    observed: () =>
      erased === undefined
        ? `no erasure; ${arrivalsText(arrivals)}`
        : `erased after ${msText(erased.at - from)} (line ${erased.seq})`,
  };
};

/** SND-13: a deletion is told to who has the measurement (must); what was not deleted stays (must not). */
export const SND_13: SenderJudge = {
  id: 'SND-13',
  judge(of, out) {
    for (const one of of.measurements) {
      const { measurement, arrivals } = one;
      const report = erasure(of, one);
      if (report !== undefined) out.report(report);
      if (arrivals.length === 0) continue;
      const { deletion } = measurement;
      const erasures = arrivals.filter(isErased);
      const first = erasures.find(isAccepted);
      const wrong =
        deletion === undefined
          ? erasures
          : arrivals.filter((a) => (isErased(a) ? a.at < deletion.sent : first !== undefined && a.at > first.answered));
      out.report({
        ...about(of, measurement, wrong),
        polarity: 'must-not',
        outcome: wrong.length > 0 ? 'broken' : 'met',
        expected: () =>
          deletion === undefined ? 'no erasure of what was never deleted' : 'nothing more of it once it was erased',
        observed: () => (wrong.length > 0 ? arrivalsText(wrong) : 'none'),
      });
    }
  },
};
