import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { compareRuns, type Outcome } from '../../reports/compare/compare-runs.ts';
import { comparisonDocument } from '../../reports/compare/comparison-document.ts';
import type { RunView } from '../../reports/compare/run-view.ts';
import type { Document } from '../../reports/document/document.ts';
import { documentHtml } from '../../reports/document/to-html.ts';
import { documentMarkdown } from '../../reports/document/to-markdown.ts';
import { documentText } from '../../reports/document/to-text.ts';
import { matrixDocument } from '../../reports/matrix/matrix-document.ts';
import { wantsColour } from '../../reports/terminal/paint.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { untilInterrupted } from '../interrupt.ts';
import type { Io } from '../io.ts';
import type { Product } from '../report-files.ts';
import { findRun } from './found-run.ts';
import { formatsOf, isToStdout, writeProducts } from './products.ts';
import { viewOf } from './view.ts';

/** Columns of a matrix that a reader can still follow. */
const MOST_RUNS = 12;
const FORMATS = ['markdown', 'html'] as const;

const viewsOf = async (words: readonly string[], io: Io): Promise<readonly RunView[]> => {
  const found = words.map((word) => findRun(word, io));
  const catalogue = loadCatalogue();
  return await untilInterrupted(async (signal) => {
    const views: RunView[] = [];
    for (const run of found) views.push(await viewOf(run, catalogue, io, signal));
    return views;
  });
};

const productsOf = (document: Document, stem: string): readonly Product[] => [
  { format: 'markdown', file: `${stem}.md`, text: () => documentMarkdown(document) },
  { format: 'html', file: `${stem}.html`, text: () => documentHtml(document) },
];

/** Shows a document on the terminal, and writes it where that was asked for. */
const show = async (document: Document, stem: string, args: Arguments, io: Io): Promise<void> => {
  const formats = formatsOf(args, FORMATS);
  const products = productsOf(document, stem).filter(({ format }) => formats?.includes(format) ?? true);
  if (isToStdout(args, formats)) {
    await io.write((await products[0]?.text()) ?? '');
    return;
  }
  const out = args.text('out');
  if (formats !== undefined && out === undefined) throw usageProblem('--format needs a place', '--out DIR');
  io.out(documentText(document, { width: io.columns, colour: wantsColour(io.env, io.outIsTty) }));
  if (out !== undefined) for (const path of await writeProducts(products, out)) io.out(`wrote ${path}`);
};

const COMPARED: Readonly<Record<Outcome, ExitCode>> = {
  worse: EXIT.failed,
  unsure: EXIT.undecided,
  nothing: EXIT.nothingMatched,
  reserved: EXIT.passed,
  'no-worse': EXIT.passed,
};

/** What changed from one stored run to another. Exit 1: something fails that did not; 2: something is no longer judged. */
export const compareStored = async (args: Arguments, io: Io): Promise<ExitCode> => {
  if (args.words.length !== 2) throw usageProblem('--compare takes two runs', 'vitalproof report --compare BEFORE NOW');
  const [before, now] = await viewsOf(args.words, io);
  if (before === undefined || now === undefined) return EXIT.harness;
  const comparison = compareRuns(before, now);
  await show(comparisonDocument(comparison), 'comparison', args, io);
  return comparison.outcome === 'reserved' && args.flag('strict') ? EXIT.failed : COMPARED[comparison.outcome];
};

/** From the gravest: a void run, a failed one, one that is not decided, one of nothing. */
const GRAVITY: readonly number[] = [EXIT.harness, EXIT.failed, EXIT.undecided, EXIT.nothingMatched];

/** Stored runs side by side. The exit code is the gravest of theirs. */
export const matrixOfStored = async (args: Arguments, io: Io): Promise<ExitCode> => {
  if (args.words.length < 2 || args.words.length > MOST_RUNS)
    throw usageProblem(`--matrix takes 2 to ${MOST_RUNS} runs`, 'vitalproof report --matrix RUN RUN...');
  const views = await viewsOf(args.words, io);
  await show(matrixDocument(views), 'matrix', args, io);
  const codes = views.map(({ verdicts }) => verdicts.exitCode);
  return (GRAVITY.find((code) => codes.includes(code)) ?? EXIT.passed) as ExitCode;
};
