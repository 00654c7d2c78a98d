import type { Deadlines, EndLine } from '../../history/lines.ts';
import type { GateVerdict } from '../types.ts';

const NS_PER_MS = 1_000_000;

/** What is tolerated of the harness's own delays and of the steps of its clock: 1 % of the tightest deadline, ns. */
export const tolerated = ({ critical, other, filed }: Deadlines): number =>
  (Math.min(critical, other, filed) * NS_PER_MS) / 100;

/** The same of the deadlines that a load is held to: those of items. What it files is looked for once it is over. */
const toleratedInLoad = ({ critical, other }: Deadlines): number =>
  tolerated({ critical, other, filed: Number.POSITIVE_INFINITY });

/** Rounded up to a microsecond. */
export const msText = (ns: number): string => `${Math.ceil(ns / 1000) / 1000} ms`;

/**
 * The harness was on time. Its worst delay is charged to every interval, which makes verdicts on deadlines undecided
 * and never wrong. Where it kept to a schedule (`scheduled`: an open-model load) that is not enough: a harness that is
 * late again and again sends another load than it says, and the run is void.
 */
export const harnessOnTime = (end: EndLine | undefined, deadlines: Deadlines, scheduled: boolean): GateVerdict => {
  const gate = 'harness-on-time';
  const most = scheduled ? toleratedInLoad(deadlines) : tolerated(deadlines);
  if (end === undefined) return { gate, verdict: 'NOT_APPLICABLE', reason: 'the run was cut off and did not say' };
  const { lag, lagP999 } = end;
  if (scheduled && lagP999 !== undefined && lagP999 > most)
    return {
      gate,
      verdict: 'HARNESS_ERROR',
      reason: `one in a thousand of its own delays was ${msText(lagP999)} or more, past 1 % of the tightest deadline (${msText(most)}), and the load had a schedule: use a machine with less other work, or a lower rate`,
    };
  const worst = `its worst delay was ${msText(lag)}`;
  return {
    gate,
    verdict: 'PASS',
    reason: lag > most ? `${worst}, past 1 % of the tightest deadline; every interval is charged with it` : worst,
  };
};
