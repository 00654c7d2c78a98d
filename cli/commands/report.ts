import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { FORMATS } from '../report-files.ts';
import { compareStored, matrixOfStored } from '../report/side-by-side.ts';
import { reportStored } from '../report/stored.ts';
import { RUNS } from '../run-folder.ts';
import { STRICT } from '../strict.ts';

/** `vitalproof report`: the reports of a stored run, made again from its history; and runs beside each other. */
export const report: Command = {
  name: 'report',
  words: 'RUN...',
  summary: 'write the reports of a stored run again, or set runs side by side',
  about: `RUN is a name below ${RUNS}, "latest", a folder, or a certificate bundle. Every run is judged again from its history.\nThe exit code is that of the run; of --compare 1 where something fails that did not, 2 where something is no longer\njudged; of --matrix the gravest of its runs (docs/reports.md).`,
  options: {
    compare: { help: 'two runs: what changed from the first to the second' },
    matrix: { help: 'several runs side by side: vendors, or versions' },
    format: {
      isList: true,
      value: 'NAMES',
      help: `of one run: ${FORMATS.join(', ')}, all; of several: markdown, html`,
    },
    out: { value: 'DIR', help: 'where to write it (the folder of the run); - for one format on standard output' },
    ...STRICT,
  },
  run: async (args, io) => {
    const [compare, matrix] = [args.flag('compare'), args.flag('matrix')];
    if (compare && matrix)
      throw usageProblem('runs are compared or set side by side', '--compare or --matrix, not both');
    if (compare) return await compareStored(args, io);
    if (matrix) return await matrixOfStored(args, io);
    return await reportStored(args, io);
  },
};
