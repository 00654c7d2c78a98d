import { compareResults, figureText, ratioText } from '../../conformance/load/result/compare.ts';
import type { Threshold } from '../../conformance/load/latency/threshold.ts';
import type { LoadResult } from '../../conformance/load/result/load-result.ts';
import type { Earlier } from '../../conformance/load/result/read-result.ts';
import {
  plain,
  said,
  toned,
  verdictCell,
  type Block,
  type Cell,
  type Document,
  type Section,
} from '../../reports/document/document.ts';
import type { Suite } from '../../reports/junit/suite.ts';
import { intervalText, quantileText } from '../../reports/model/latency-rows.ts';

/** `p99 of critical items over mllp within 100 ms`. */
export const thresholdText = ({ quantile, withinMs, severity, transport }: Threshold): string =>
  `${quantile} of ${severity === undefined ? 'all' : severity} items${transport === undefined ? '' : ` over ${transport}`} within ${withinMs} ms`;

const latencies = ({ latencies: rows }: LoadResult): Block => ({
  kind: 'table',
  caption: 'From the intended send of a reading to its item in sight; what was never seen counts as infinitely late',
  head: ['Severity', 'Way', 'Items', 'Never seen', 'p50', 'p95', 'p99', 'p99.9', 'Max'],
  rows: rows.map(({ severity, transport, samples, neverSeen, quantiles, max }): readonly Cell[] => [
    plain(severity),
    plain(transport),
    plain(String(samples)),
    neverSeen === 0 ? plain('0') : toned('open', String(neverSeen)),
    ...(['p50', 'p95', 'p99', 'p99.9'] as const).map((q) => plain(quantileText(quantiles[q], samples))),
    plain(max === undefined ? '–' : intervalText(max)),
  ]),
});

const thresholds = ({ thresholds: all }: LoadResult): readonly Block[] =>
  all.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'Proven at 95 % confidence, disproven, or neither',
          head: ['Threshold', 'Verdict', 'Why'],
          rows: all.map(({ threshold, verdict, why }) => [
            plain(thresholdText(threshold)),
            verdictCell(verdict),
            plain(why),
          ]),
        },
      ];

const compared = (now: LoadResult, earlier: Earlier): readonly Block[] => {
  if (earlier === undefined) return [];
  if ('missing' in earlier) return [said(`Nothing to compare with: ${earlier.missing}`)];
  const figures = compareResults(earlier, now);
  const isMs = (figures[0]?.unit ?? 'ms') === 'ms';
  return [
    said(
      isMs
        ? 'In ms, because not both runs measured the floor: only on the same idle machine does the ratio mean anything.'
        : 'In posts that the floor (express and a commit alone, in the same run) takes meanwhile.',
    ),
    {
      kind: 'table',
      caption: `Compared with ${earlier.run}: the end of each interval that is not the better one`,
      head: ['Latency', 'Before', 'Now', 'Ratio'],
      rows: figures.map((f) => [
        plain(f.name),
        plain(figureText(f.before)),
        plain(figureText(f.now)),
        plain(ratioText(f)),
      ]),
    },
  ];
};

const inShort = ({ profile, readings, items, pushed, runSeconds, judge, floor }: LoadResult): string => {
  const memory = judge.mostMemoryMb === null ? '' : `, at most ${judge.mostMemoryMb.toFixed(0)} MB`;
  const sight =
    pushed === 0
      ? 'Looks alone have shown the items.'
      : `A subscriber was told of ${pushed} items before a look showed them.`;
  const posts = floor === undefined ? '' : ` Floor: ${floor.singlesPerSecond.toFixed(0)} single posts a second.`;
  return `Profile ${profile}: ${readings} readings, ${items} items, ${runSeconds.toFixed(0)} s; every item was judged. The verdict came ${judge.seconds.toFixed(1)} s after the end${memory}. ${sight}${posts}`;
};

/** What came of a load beside its verdicts, for the summary of its run. `earlier`: what to compare with. */
const loadSections = (result: LoadResult, earlier?: Earlier): readonly Section[] => [
  { heading: 'Load', blocks: [said(inShort(result)), latencies(result)] },
  { heading: 'Thresholds', blocks: thresholds(result) },
  { heading: 'Compared', blocks: compared(result, earlier) },
];

/** The thresholds as test cases: one that is not proven is never green. */
const thresholdSuite = ({ thresholds: all }: LoadResult): Suite => ({
  name: 'thresholds',
  properties: [],
  cases: all.map(({ threshold, verdict, why }) => ({
    classname: 'thresholds',
    name: thresholdText(threshold),
    seconds: 0,
    verdict,
    message: why,
    detail: '',
  })),
});

/** What a load adds to the reports of its run. */
export const ofLoad = (
  result: LoadResult,
  earlier?: Earlier,
): { readonly suites: readonly Suite[]; readonly sections: readonly Section[]; readonly earlier: Earlier } => ({
  suites: [thresholdSuite(result)],
  sections: loadSections(result, earlier),
  earlier,
});

/** The same by itself, where there are no verdicts at hand but what the result says of them. */
export const loadDocument = (result: LoadResult, earlier?: Earlier): Document => ({
  title: `Load ${result.profile} against ${result.sut.name} ${result.sut.version}`,
  headline: plain(result.verdict),
  lead: [],
  sections: loadSections(result, earlier),
});
