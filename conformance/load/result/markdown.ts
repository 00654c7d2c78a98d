import { boundText, quantileText } from '../latency/latency-table.ts';
import type { Threshold } from '../latency/threshold.ts';
import { compareResults, figureText, ratioText } from './compare.ts';
import type { LoadResult } from './load-result.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** `p99 of critical items over mllp within 100 ms`. */
export const thresholdText = ({ quantile, withinMs, severity, transport }: Threshold): string =>
  `${quantile} of ${severity === undefined ? 'all' : severity} items${transport === undefined ? '' : ` over ${transport}`} within ${withinMs} ms`;

const latencies = ({ latencies: rows }: LoadResult): string =>
  table(
    ['severity', 'way', 'items', 'never seen', 'p50', 'p95', 'p99', 'p99.9', 'max'],
    rows.map(({ severity, transport, samples, neverSeen, quantiles, max }) => [
      severity,
      transport,
      String(samples),
      String(neverSeen),
      quantileText(quantiles.p50, samples),
      quantileText(quantiles.p95, samples),
      quantileText(quantiles.p99, samples),
      quantileText(quantiles['p99.9'], samples),
      max === undefined ? '–' : `${boundText(max.highMs)} ms`,
    ]),
  );

const thresholdsOf = ({ thresholds }: LoadResult): readonly string[] =>
  thresholds.length === 0
    ? []
    : [
        '### Thresholds',
        table(
          ['threshold', 'verdict', 'why'],
          thresholds.map(({ threshold, verdict, why }) => [thresholdText(threshold), verdict, why]),
        ),
      ];

/** What became of a comparison: an earlier result, or why there is none. */
export type Earlier = LoadResult | { readonly missing: string } | undefined;

const comparison = (now: LoadResult, earlier: Earlier): readonly string[] => {
  if (earlier === undefined) return [];
  if ('missing' in earlier) return ['### Compared', `Nothing to compare with: ${earlier.missing}`];
  const figures = compareResults(earlier, now);
  const unit = figures[0]?.unit ?? 'ms';
  return [
    `### Compared with ${earlier.run}`,
    unit === 'ms'
      ? 'In ms, because not both runs measured the floor: only on the same idle machine does the ratio mean anything.'
      : 'In posts that the floor (express and a commit alone, in the same run) takes meanwhile.',
    table(
      ['latency', 'before', 'now', 'ratio'],
      figures.map((f) => [f.name, figureText(f.before), figureText(f.now), ratioText(f)]),
    ),
  ];
};

/** A summary of a load run in Markdown, for the page of a CI run. */
export const loadMarkdown = (result: LoadResult, earlier?: Earlier): string => {
  const { profile, sut, verdict, readings, items, runSeconds, judge, floor } = result;
  const memory = judge.mostMemoryMb === null ? '' : `, at most ${judge.mostMemoryMb.toFixed(0)} MB`;
  return `${[
    `## Load \`${profile}\` against ${sut.name} ${sut.version}: ${verdict}`,
    `${readings} readings, ${items} items, ${runSeconds.toFixed(0)} s; every item was judged. The verdict came ${judge.seconds.toFixed(1)} s after the end${memory}.`,
    'Latencies run from the intended send of a reading to its item in sight; what was never seen counts as infinite.',
    latencies(result),
    ...(floor === undefined ? [] : [`Floor: ${floor.singlesPerSecond.toFixed(0)} single posts a second.`]),
    ...thresholdsOf(result),
    ...comparison(result, earlier),
  ].join('\n\n')}\n`;
};
