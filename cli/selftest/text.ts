import { type SelftestReport, shortcomingsOf } from '../../conformance/selftest/report.ts';
import type { SelftestResult, SelftestTask } from '../../conformance/selftest/task.ts';
import type { Share } from '../../conformance/selftest/score.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What a task is called while it is played. Variants of one name differ by their seed. */
export const taskName = ({ role, kind, name, seed }: Omit<SelftestTask, 'isLoad'>): string =>
  `${role} ${kind} ${name}${kind === 'variant' ? `, seed ${seed}` : ''}`;

/** The same, from what came of it. */
export const nameOfResult = (result: SelftestResult): string => {
  if (result.kind === 'broken') return taskName(result.task);
  return taskName({ seed: 0, ...result.result, kind: result.kind });
};

/** Whether it counts against the harness: a mutant that lives, a liar that is believed, a benign variant that fails. */
export const isShortcoming = (result: SelftestResult): boolean => {
  if (result.kind === 'broken') return true;
  if (result.kind === 'mutant') return result.result.result !== 'killed';
  return result.kind === 'liar' ? result.result.result !== 'caught' : result.result.result === 'failed';
};

/** One line for what was just played. */
export const resultLine = (result: SelftestResult): string => {
  if (result.kind === 'broken')
    return `✗ ${result.task.role} ${result.task.kind} ${result.task.name}: could not be played`;
  if (result.kind === 'mutant') {
    const { role, name, requirement, result: became, ms, counterexample, reason } = result.result;
    const how =
      counterexample === undefined
        ? reason.slice(0, 200)
        : `${seconds(ms)}, shown by ${counterexample.operations} operations`;
    return `${became === 'killed' ? '✓' : '✗'} ${role} mutant ${name}: ${became} on ${requirement}, ${how}`;
  }
  if (result.kind === 'liar') {
    const { role, name, result: became, requirements, ms } = result.result;
    return `${became === 'caught' ? '✓' : '✗'} ${role} liar ${name}: ${became} on ${requirements.join(', ')}, ${seconds(ms)}`;
  }
  const { role, name, seed, result: became, ms } = result.result;
  return `${became === 'passed' ? '✓' : became === 'failed' ? '✗' : '?'} ${role} variant ${name}, seed ${seed}: ${became}, ${seconds(ms)}`;
};

const bound = (what: string, { hits, of, boundPercent }: Share): string =>
  `${what}: ${hits} of ${of}; at 95 % confidence at least ${boundPercent} % (Clopper-Pearson, one-sided)`;

/** What is said at the end; the last two lines are the shares. */
export const summaryLines = (report: SelftestReport): readonly string[] => {
  const { sensitivity, specificity, medianOperations, liars, mutants, variants, isComplete, roles } = report;
  const shortcomings = shortcomingsOf(report);
  const undecided = variants.filter((v) => v.result === 'undecided').length;
  const voids = mutants.filter((m) => m.result === 'void').length;
  const slowest = mutants.reduce((most, m) => Math.max(most, m.ms), 0);
  return [
    '',
    ...shortcomings.map((why) => `✗ ${why}`),
    `liars caught: ${liars.filter((l) => l.result === 'caught').length} of ${liars.length}`,
    `counterexamples: ${medianOperations ?? 'no'} operations in the median; the longest kill took ${seconds(slowest)}`,
    `left out: ${voids} void, ${undecided} benign runs undecided`,
    ...(isComplete ? [] : ['not everything was played: these shares are of a part']),
    bound('mutants killed on the requirement that they name', sensitivity),
    bound('runs of benign variants in which nothing failed', specificity),
    ...roles.map(
      ({ role, sensitivity: killed, specificity: passed }) =>
        `${role}s: sensitivity ${killed.hits}/${killed.of}, specificity ${passed.hits}/${passed.of}`,
    ),
    `sensitivity ${sensitivity.hits}/${sensitivity.of}`,
    `specificity ${specificity.hits}/${specificity.of}`,
  ];
};
