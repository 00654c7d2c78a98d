/**
 * Writes docs/realism.md: every statistic of realism facts 7 and 4.1 beside simulated people of 20 seeds, and what a
 * classifier makes of them. Needs the recorded data in ../shared/data. `node tools/realism.ts [SEEDS]`; with
 * UPDATE_DOCS=1 into the file, else to stdout.
 */
import { writeFileSync } from 'node:fs';
import { summaryLine, summaryTable } from '../simulator/realism/summary.ts';
import { recordedPatients } from './realism/aim94.ts';
import { attainable, attainableText } from './realism/attainable.ts';
import { type Comparison, prediabetesRows, type1Rows, type2Rows, weightRows } from './realism/judge-seeds.ts';
import { FURTHER, INTRODUCTION, SHORTCOMINGS } from './realism/prose.ts';
import { medianAuc, separations, type SeparationRow } from './realism/separations.ts';

const FILE = 'docs/realism.md';
/** Seeds that served neither to fit nor to choose. */
const FIRST_SEED = 1001;
const seeds = Array.from({ length: Number(process.argv[2] ?? 20) }, (_, i) => FIRST_SEED + i);
const MOST_WEIGHTS = 6;

const separationText = (row: SeparationRow): string => {
  const { title, aucs, weights } = row;
  const range = aucs.length > 1 ? ` (${Math.min(...aucs).toFixed(2)} to ${Math.max(...aucs).toFixed(2)})` : '';
  const told = weights.slice(0, MOST_WEIGHTS).map(({ feature, weight }) => `${feature} ${weight.toFixed(2)}`);
  return `| ${title} | ${medianAuc(row).toFixed(2)}${range} | ${told.join(', ')} |`;
};

const comparisonText = ({ title, source, rows, further }: Comparison): string => {
  const all = [...rows, ...(further ?? [])];
  const head = [`## ${title}`, `Real: ${source}. ${summaryLine(all)}`, summaryTable(rows)];
  return [...head, ...(further === undefined ? [] : [FURTHER, summaryTable(further, { real: false })])].join('\n\n');
};

const real = recordedPatients();
const comparisons = [type1Rows(seeds, real), type2Rows(seeds), prediabetesRows(seeds), ...weightRows(seeds)];
const told = separations(real, seeds);

const text = [
  INTRODUCTION,
  ...comparisons.map(comparisonText),
  [
    '## Told apart',
    'Logistic classifier of 20 features, standardised, ridge 1, five folds, ten times; area under the curve of patients that the fit did not see, median of the seeds (least to most). Weights: of the group named first, per deviation.',
    ['| who | AUC | what tells |', '| --- | --- | --- |', ...told.map(separationText)].join('\n'),
  ].join('\n\n'),
  [
    '## What can be attained',
    'The same classifier on groups of which nothing but chance and the place in the numbering makes a difference. "Consecutive" is by number, as 31 to 50 follow 1 to 30; "random" is drawn. Each simulated group is three times as many people, as long as the real ones. The first three rows have no simulated people.',
    attainableText(attainable(real, seeds)),
  ].join('\n\n'),
  SHORTCOMINGS,
].join('\n\n');

if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${text}\n`);
else process.stdout.write(`${text}\n`);
