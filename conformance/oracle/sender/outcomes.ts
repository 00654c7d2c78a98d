import type { Report } from '../finding.ts';
import type { Demand } from './demand.ts';
import type { ReadArrival } from './match-arrivals.ts';
import { linesOf, type Measurement } from './measurement.ts';
import { isAccepted, isErased, isTurnedAway, type SenderCase, type VersionCase } from './sender-case.ts';
import { arrivalsText, msText, readingText } from './words.ts';

const NS_PER_MS = 1_000_000;
/** Of its time so much may be used before it is told of. Source: harness anchors 4.6. */
const NEAR = 0.8;

type Must = Extract<Demand, { kind: 'must' }>;

const subjectOf = (of: SenderCase, { value }: Measurement): Report['subject'] => ({
  patient: of.phone.patient,
  reading: `shown|${value}`,
});

/** Everything but what was found, of a report on one measurement. */
export const about = (
  of: SenderCase,
  measurement: Measurement,
  arrivals: readonly ReadArrival[] = [],
): Pick<Report, 'lane' | 'subject' | 'lines'> => ({
  lane: of.lane,
  subject: subjectOf(of, measurement),
  lines: [...linesOf(measurement), ...arrivals.map((a) => a.seq)],
});

interface Timed {
  readonly outcome: Report['outcome'];
  readonly observed: string;
  readonly timing: NonNullable<Report['timing']>;
  readonly warning?: string;
}

/** Both ends of a delay may be off by what the harness itself lagged. */
const timed = (demand: Must, at: number | undefined, { surroundings }: SenderCase): Timed => {
  const { end, last } = surroundings;
  const lag = end?.lag ?? 0;
  const span = demand.due - demand.from;
  const deadlineMs = span / NS_PER_MS;
  if (at === undefined) {
    const isOver = end !== undefined && last >= demand.due;
    return {
      outcome: isOver ? 'broken' : 'undecided',
      observed: isOver ? 'it never arrived' : 'it had not arrived when the run ended, and its time was not over',
      timing: { deadlineMs, lowMs: (last - demand.from) / NS_PER_MS, highMs: null },
    };
  }
  const [low, high] = [Math.max(0, at - demand.from - 2 * lag), Math.max(0, at - demand.from)];
  const timing = { deadlineMs, lowMs: low / NS_PER_MS, highMs: high / NS_PER_MS };
  const observed = `it arrived after ${msText(high)} of ${deadlineMs} ms`;
  if (low > span) return { outcome: 'broken', observed, timing };
  if (high > span)
    return { outcome: 'undecided', observed: `${observed}, and the harness lagged by ${msText(lag)}`, timing };
  const isNear = !demand.outage && high > NEAR * span;
  return {
    outcome: 'met',
    observed,
    timing,
    ...(isNear ? { warning: `${observed}: more than 80 % of its time` } : {}),
  };
};

/** A content arrived that had to: accepted, or turned away by the harness on purpose. */
export const arrived = (
  of: SenderCase,
  measurement: Measurement,
  { version, demand, arrivals }: VersionCase & { readonly demand: Must },
  clause: string,
): Report => {
  const taken = arrivals.filter((a) => isAccepted(a) || isTurnedAway(a));
  const first = taken.length === 0 ? undefined : Math.min(...taken.map((a) => a.at));
  const { outcome, observed, timing, warning } = timed(demand, first, of);
  return {
    ...about(of, measurement, arrivals),
    polarity: 'must',
    outcome,
    timing,
    expected: () => `${clause}: ${readingText(version.reading)}, within ${timing.deadlineMs} ms`,
    observed: () => `${observed}${first === undefined && arrivals.length > 0 ? `; ${arrivalsText(arrivals)}` : ''}`,
    ...(warning === undefined ? {} : { warning }),
  };
};

/** Whether a content had to arrive, for the compiler too. */
export const isMust = (one: VersionCase): one is VersionCase & { readonly demand: Must } => one.demand.kind === 'must';

/** Nothing of a measurement may come. Without a sentinel behind it, and an end, an absence proves nothing. */
export const stayedAway = (
  of: SenderCase,
  measurement: Measurement,
  arrivals: readonly ReadArrival[],
  clause: string,
): Report => ({
  ...about(of, measurement, arrivals),
  polarity: 'must-not',
  outcome: arrivals.length > 0 ? 'broken' : of.proven === undefined ? 'undecided' : 'met',
  expected: () => `${clause}: nothing of ${readingText(measurement.first.reading)}`,
  observed: () =>
    arrivals.length > 0
      ? arrivalsText(arrivals)
      : of.proven === undefined
        ? 'nothing arrived, but no sentinel shown after it did either'
        : 'nothing arrived, and a sentinel shown after it did',
});

/** One measurement is one record: the EHR was never given it under a second name. */
export const oneRecord = (
  of: SenderCase,
  measurement: Measurement,
  keys: readonly string[],
  arrivals: readonly ReadArrival[],
  clause: string,
): Report => ({
  ...about(of, measurement, arrivals),
  polarity: 'must-not',
  outcome: keys.length > 1 ? 'broken' : 'met',
  expected: () => `${clause}: one record of ${readingText(measurement.first.reading)}`,
  observed: () =>
    keys.length > 1 ? `${keys.length} records: ${keys.join(', ')}` : `${keys.length} under one identifier`,
});

/** A comparison of what arrived with what was shown. */
export const compared = (
  of: SenderCase,
  measurement: Measurement,
  arrival: ReadArrival,
  polarity: Report['polarity'],
  { same, expected, observed, warning }: { same: boolean; expected: string; observed: string; warning?: string },
): Report => ({
  ...about(of, measurement, [arrival]),
  polarity,
  outcome: same ? 'met' : 'broken',
  expected: () => expected,
  observed: () => `${observed} (line ${arrival.seq})`,
  ...(same && warning !== undefined ? { warning } : {}),
});

/** Arrivals that carry a content; an erasure carries none that counts. */
export const withContent = (arrivals: readonly ReadArrival[]): readonly ReadArrival[] =>
  arrivals.filter((a) => !isErased(a));
