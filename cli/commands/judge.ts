import { verdictsText } from '../../conformance/judge.ts';
import { strictly } from '../../conformance/verdict/exit-code.ts';
import type { ExitCode } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { untilInterrupted } from '../interrupt.ts';
import { evidenceOf, judgeWithProgress } from '../judging.ts';
import { showVerdicts } from '../show-verdicts.ts';
import { STRICT } from '../strict.ts';

/** `vitalproof judge`: the same oracle over a stored history; byte-identical verdicts every time. */
export const judge: Command = {
  name: 'judge',
  words: 'HISTORY',
  summary: 'judge a stored history again, offline',
  about:
    'Prints the verdict table, or with --json the verdicts themselves, byte for byte as the run wrote them.\nThe exit code is that of the run. Histories of older formats are read too (docs/history.md).',
  options: { json: { help: 'print verdicts.json instead of the table' }, ...STRICT },
  run: async (args, io) => {
    const [path, ...more] = args.words;
    if (path === undefined || more.length > 0)
      throw usageProblem('judge takes one history', 'vitalproof judge reports/runs/RUN/history.ndjson');
    const catalogue = loadCatalogue();
    return await untilInterrupted(async (signal) => {
      const verdicts = await judgeWithProgress(path, catalogue, io, signal);
      if (args.flag('json')) await io.write(verdictsText(verdicts));
      else showVerdicts(verdicts, catalogue, io, { lines: await evidenceOf(path, verdicts) });
      return (args.flag('strict') ? strictly(verdicts.verdict, verdicts.exitCode) : verdicts.exitCode) as ExitCode;
    });
  },
};
