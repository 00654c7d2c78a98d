import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { checks } from '../../conformance/checks/index.ts';
import type { Check } from '../../conformance/checks/check.ts';
import { closest } from '../../contract/closest.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { matches } from '../glob.ts';
import type { Io } from '../io.ts';
import { runsOf } from '../run-folder.ts';

/** The word that stands for what was not green in an earlier run. */
const FAILED = 'failed';
const LATEST = 'latest';

/** Verdicts after which a requirement is worth playing again. */
const NOT_GREEN: ReadonlySet<string> = new Set(['FAIL', 'UNTESTABLE', 'UNSTABLE', 'INCONCLUSIVE', 'HARNESS_ERROR']);

const Judged = z.object({ requirements: z.array(z.object({ requirement: z.string(), verdict: z.string() })) });

const nothing = (what: string, expected: string, advice: string): InputProblem =>
  new InputProblem(what, {}, expected, { exitCode: EXIT.nothingMatched, advice });

/** Ids that were judged and not green in a run: its name, its folder, or `latest`. */
const failedIn = (run: string, io: Io): readonly string[] => {
  const file = [join(run, 'verdicts.json'), join(runsOf(io.env), run, 'verdicts.json')];
  for (const path of file) {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch {
      continue;
    }
    const read = Judged.safeParse(parsed(text));
    if (!read.success) throw new InputProblem('these are no verdicts', { file: path }, 'the verdicts.json of a run');
    const ids = read.data.requirements.filter((r) => NOT_GREEN.has(r.verdict)).map((r) => r.requirement);
    if (ids.length === 0)
      throw nothing(`nothing failed in ${run}`, 'a run in which something did', 'vitalproof certify');
    return ids;
  }
  throw nothing(
    `there is no run "${run}" whose failures could be repeated`,
    'the name or the folder of a run',
    'vitalproof certify',
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The checks that `--only` names: globs over requirement ids with commas between, or `failed`. Every one of them has to
 * match, because a mistyped filter that is passed over turns a red run green: InputProblem, exit 3.
 */
export const pickedChecks = (only: string, of: string | undefined, io: Io): readonly Check[] =>
  pickedOf(checks, only, of, io);

/** The same of any checks. */
export const pickedOf = <C extends Pick<Check, 'requirement'>>(
  all: readonly C[],
  only: string,
  of: string | undefined,
  io: Io,
): readonly C[] => {
  const globs = only === FAILED ? failedIn(of ?? LATEST, io) : only.split(',').map((glob) => glob.trim());
  const ids = all.map((c) => c.requirement);
  for (const glob of globs) {
    if (ids.some((id) => matches(glob, id))) continue;
    const near = closest(glob.toUpperCase(), ids);
    throw nothing(
      `--only ${glob} matches no check`,
      'globs over requirement ids that have a check, with commas between, or "failed"',
      near === undefined ? 'vitalproof list checks' : `did you mean ${near}? vitalproof list checks`,
    );
  }
  return all.filter((c) => globs.some((glob) => matches(glob, c.requirement)));
};
