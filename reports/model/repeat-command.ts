import type { RunLine } from '../../conformance/history/lines.ts';
import { isTechnicalLane } from '../../conformance/verdict/technical-lane.ts';
import { shellQuote } from '../text/shell.ts';
import { visible } from '../text/visible.ts';

/** How the command is called where nothing else is said: from a clone of the repository. */
export const COMMAND = 'npm run -s vitalproof --';

/** Options of the original command that have to be repeated to meet the same system, the same data and the same draws. */
const CARRIED = ['--sut', '--data', '--iteration'];

/** Whether a word is a carried option or its value. */
function isCarried(command: readonly string[], i: number): boolean {
  const [word = '', before = ''] = [command[i], command[i - 1]];
  return CARRIED.some((o) => word === o || word.startsWith(`${o}=`)) || CARRIED.includes(before);
}

function carried(command: readonly string[]): readonly string[] {
  return command.flatMap((word, i) => {
    if (CARRIED.some((o) => word.startsWith(`${o}=`))) return [word];
    const value = command[i + 1];
    return CARRIED.includes(word) && value !== undefined ? [word, value] : [];
  });
}

/** What played this lane: a check, a load profile, a scenario by name, or else the whole command again. */
function played(lane: string, run: RunLine | undefined): readonly string[] {
  const scenario = lane.includes('/') ? lane.slice(0, lane.lastIndexOf('/')) : lane;
  if (scenario.startsWith('check:')) {
    // Behind the requirement a lane of a sender says what its measurements came from.
    const [id = ''] = scenario.slice('check:'.length).split('/');
    return ['certify', ...(run?.role === 'sender' ? ['--role', 'sender'] : []), '--only', id];
  }
  if (scenario.startsWith('load:')) return ['load', scenario.slice('load:'.length)];
  // A lane of the harness's own has no scenario, and one from a file is not known by its name.
  const named =
    run === undefined || run.command.length === 0 || run.command.includes(scenario) || run.command[0] === 'certify';
  if (named && !isTechnicalLane(lane)) return ['run', scenario];
  return run === undefined ? ['run', scenario] : run.command.filter((_, i) => !isCarried(run.command, i));
}

/**
 * One line that runs a lane again: `run SCENARIO --seed S` for a scenario, `certify --only ID
 * --seed S` for a check of its own. The binding cannot be chosen, so both are repeated.
 */
export function repeatCommand(lane: string, run: RunLine | undefined, prefix: string = COMMAND): string {
  const words = [
    ...played(lane, run),
    ...(run === undefined ? [] : ['--seed', String(run.seed), ...carried(run.command)]),
  ];
  return `${prefix} ${words.map((w) => shellQuote(visible(w))).join(' ')}`;
}
