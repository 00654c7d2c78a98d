import type { HistoryLine } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import { broken, type Skipped, WHOLE_RUN } from '../runner/skipped.ts';

/** Plays a system with a known defect, which must fail, and gives the lines of its history. */
export type PlayCanary = (runDir: string, seed: number) => Promise<readonly HistoryLine[]>;

/** Writes what became of the canary. One that cannot be played voids the run: nothing then shows that a failure is found. */
export const writeCanary = async (
  {
    canary,
    runDir,
    seed,
    selected,
  }: {
    readonly canary?: PlayCanary;
    readonly runDir: string;
    readonly seed: number;
    readonly selected: readonly string[];
  },
  history: HistoryWriter,
): Promise<Skipped[]> => {
  try {
    for (const line of (await canary?.(runDir, seed)) ?? [])
      if (line.kind !== 'fault' && line.kind !== 'canary') history.canary(line);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [broken(WHOLE_RUN, selected, `the canary could not be played: ${why}`)];
  }
};
