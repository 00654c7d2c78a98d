import { loadCatalogue } from '../../contract/requirements/load.ts';
import { judgeHistory, verdictsText } from '../../conformance/judge.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { showVerdicts } from '../show-verdicts.ts';

/** `vitalproof judge`: the same oracle over a stored history; byte-identical verdicts every time. */
export const judge: Command = {
  name: 'judge',
  words: 'HISTORY',
  summary: 'judge a stored history again, offline',
  about: 'Prints the verdict table, or with --json the verdicts themselves, byte for byte as the run wrote them.',
  options: { json: { help: 'print verdicts.json instead of the table' } },
  run: async (args, io) => {
    const [path, ...more] = args.words;
    if (path === undefined || more.length > 0)
      throw usageProblem('judge takes one history', 'vitalproof judge reports/runs/RUN/history.ndjson');
    const catalogue = loadCatalogue();
    const verdicts = await judgeHistory(path, catalogue);
    if (args.flag('json')) await io.write(verdictsText(verdicts));
    else showVerdicts(verdicts, catalogue, io);
    return (verdicts.exitCode as ExitCode) ?? EXIT.harness;
  },
};
