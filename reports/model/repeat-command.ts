import type { RunLine } from '../../conformance/history/lines.ts';
import { shellQuote } from '../text/shell.ts';
import { visible } from '../text/visible.ts';

/** How the command is called where nothing else is said: from a clone of the repository. */
export const COMMAND = 'npm run -s vitalproof --';

/** Options of the original command that have to be repeated to meet the same system and the same data. */
const CARRIED = ['--sut', '--data'];

function carried(command: readonly string[]): readonly string[] {
  return command.flatMap((word, i) => {
    if (CARRIED.some((o) => word.startsWith(`${o}=`))) return [word];
    const value = command[i + 1];
    return CARRIED.includes(word) && value !== undefined ? [word, value] : [];
  });
}

/**
 * One line that runs a lane again: `run SCENARIO --seed S` for a scenario, `certify --only ID
 * --seed S` for a check of its own. The binding cannot be chosen, so both are repeated.
 */
export function repeatCommand(lane: string, run: RunLine | undefined, prefix: string = COMMAND): string {
  const scenario = lane.includes('/') ? lane.slice(0, lane.lastIndexOf('/')) : lane;
  const what = scenario.startsWith('check:') ? ['certify', '--only', scenario.slice(6)] : ['run', scenario];
  const words = [...what, ...(run === undefined ? [] : ['--seed', String(run.seed), ...carried(run.command)])];
  return `${prefix} ${words.map((w) => shellQuote(visible(w))).join(' ')}`;
}
