import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { latenciesOf } from '../../conformance/load/latency/latency.ts';
import type { LoadResult } from '../../conformance/load/result/load-result.ts';
import { readEarlier } from '../../conformance/load/result/read-result.ts';
import type { ExitCode } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { exitOf } from '../conduct.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import { judgedWithProgress, shownOfFile } from '../judging.ts';
import { ofLoad } from '../load/load-sections.ts';
import { FORMATS, productsOf, USUAL } from '../report-files.ts';
import type { RunFolder } from '../run-folder.ts';
import { showVerdicts } from '../show-verdicts.ts';
import { findRun } from './found-run.ts';
import { checkNotSealed, formatsOf, isToStdout, writeProducts } from './products.ts';

const ALL = 'all';

/** What a load came to stands beside its history, and belongs into its reports; undefined: it was none. */
const loadBeside = (folder: RunFolder): LoadResult | undefined => {
  const file = folder.file('load.json');
  const found = existsSync(file) ? readEarlier(file) : undefined;
  return found === undefined || 'missing' in found ? undefined : found;
};

const asked = (args: Arguments): readonly string[] | undefined => {
  const formats = formatsOf(args, [...FORMATS, ALL]);
  return formats?.includes(ALL) === true ? FORMATS : formats;
};

/**
 * The reports of a stored run, made again from its history. Without `--format` those that a run writes by itself, and the
 * verdicts are shown; with it, what was named and nothing else.
 */
export const reportStored = async (args: Arguments, io: Io): Promise<ExitCode> => {
  const [word, ...more] = args.words;
  if (word === undefined || more.length > 0) throw usageProblem('report takes one run', 'vitalproof report latest');
  const formats = asked(args);
  const toStdout = isToStdout(args, formats);
  const { folder } = findRun(word, io);
  const out = args.text('out') ?? folder.path;
  if (!toStdout) checkNotSealed(out);
  const catalogue = loadCatalogue();
  const history = folder.file('history.ndjson');
  const judged = await untilInterrupted((signal) => judgedWithProgress(history, catalogue, io, signal));
  const { verdicts } = judged;
  const shown = await shownOfFile(history, verdicts);
  const delays = latenciesOf(judged.delays, judged.end?.lag ?? 0);
  const load = loadBeside(folder);
  const reported = { folder, verdicts, shown, delays, catalogue, ...(load === undefined ? {} : ofLoad(load)) };
  const products = productsOf(reported).filter(({ format }) => (formats ?? USUAL).includes(format));
  if (toStdout) await io.write((await products[0]?.text()) ?? '');
  else if (formats === undefined) {
    await writeProducts(products, out);
    showVerdicts(verdicts, catalogue, io, {
      lines: shown.lines,
      reportPath: relative(process.cwd(), join(out, 'report.html')),
    });
  } else for (const path of await writeProducts(products, out)) io.out(`wrote ${path}`);
  return exitOf({ verdicts, interrupted: false, ...(load === undefined ? {} : { load }) }, args.flag('strict'));
};
