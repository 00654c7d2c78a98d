import { exitCodeFor, strictly } from '../../conformance/verdict/exit-code.ts';
import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { unstable, wholeOf } from '../../conformance/verdict/unstable.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { wantsColour } from '../../reports/terminal/paint.ts';
import { type RepeatedRow, repeatTable } from '../../reports/terminal/repeat-table.ts';
import { randomStream } from '../../simulator/random.ts';
import type { Io } from '../io.ts';
import { pointLatest } from '../run-folder.ts';
import { type OneRun, oneRun, type Outcome, type RunRequest } from './one-run.ts';

/** Lanes side by side in the repeats of `--stability`, in turn: the usual number, one after the other, a few. */
const WIDTHS = [8, 1, 3] as const;

const shuffled = <T>(items: readonly T[], seed: number, iteration: number): readonly T[] => {
  const random = randomStream(seed, 'order of lanes', iteration);
  return items
    .map((item) => ({ item, rank: random.uniform() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
};

const repeatOf = ({ playing, ...request }: RunRequest, iteration: number): OneRun => {
  const { seed, jobs, shuffled: otherwise } = playing;
  return {
    ...request,
    seed,
    iteration,
    jobs: jobs ?? (otherwise ? WIDTHS[iteration % WIDTHS.length] : undefined),
    lanes: otherwise ? shuffled(request.lanes, seed, iteration) : request.lanes,
    command: iteration === 0 ? request.command : [...request.command, '--iteration', String(iteration)],
  };
};

/** What the repeats of each requirement came to that any of them judged or set out to judge. */
const rowsOf = (all: readonly RunVerdicts[], selected: readonly string[]): readonly RepeatedRow[] =>
  (all[0]?.requirements ?? []).flatMap(({ requirement, level }) => {
    const verdicts = all.flatMap((run) => run.requirements.filter((r) => r.requirement === requirement));
    const judged = verdicts.some((v) => v.verdict !== 'NOT_RUN' && v.verdict !== 'NOT_APPLICABLE');
    if (!judged && !selected.includes(requirement)) return [];
    return [{ requirement, level, repeated: unstable(verdicts.map((v) => v.verdict)) }];
  });

/**
 * The same run again and again, every case from another seed each time, and one verdict over all: what differs is
 * UNSTABLE with its rates, and what failed once has failed. `latest` is the first repeat that was not green, else the last.
 */
export const repeatedRuns = async (request: RunRequest, io: Io): Promise<ExitCode> => {
  const outcomes: Outcome[] = [];
  for (let iteration = 0; iteration < request.playing.repeats; iteration += 1) {
    io.out(`Repeat ${iteration + 1} of ${request.playing.repeats}`);
    const outcome = await oneRun(repeatOf(request, iteration), io);
    outcomes.push(outcome);
    if (outcome.interrupted) break;
  }
  const all = outcomes.map((o) => o.verdicts);
  const rows = rowsOf(all, request.selected);
  const run = unstable(all.map((v) => v.verdict));
  const whole = wholeOf([...rows.filter((r) => request.selected.includes(r.requirement)).map((r) => r.repeated), run]);
  const worst = outcomes.find((o) => o.verdicts.exitCode !== EXIT.passed);
  if (worst !== undefined) pointLatest(worst.folder);
  const executed = all.some((v) => v.exitCode !== EXIT.nothingMatched) ? 1 : 0;
  const code = exitCodeFor(whole, executed);
  io.out(
    repeatTable(
      { rows, run, whole, exitCode: code, folders: outcomes.map((o) => o.folder.name) },
      { width: io.columns, colour: wantsColour(io.env, io.outIsTty) },
    ),
  );
  if (outcomes.at(-1)?.interrupted === true) return EXIT.interrupted;
  return (request.strict ? strictly(whole, code) : code) as ExitCode;
};
