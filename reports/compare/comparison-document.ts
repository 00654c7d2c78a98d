import { plain, said, toned, type Block, type Cell, type Document } from '../document/document.ts';
import { coverageOf, coverageText } from '../model/coverage.ts';
import { HEADLINE } from '../model/wording.ts';
import type { Change } from './changes.ts';
import { changeSections } from './change-sections.ts';
import type { Comparison, Outcome } from './compare-runs.ts';
import { latencyBlocks } from './latency-blocks.ts';
import type { RunView } from './run-view.ts';
import { runVerdictIn, verdictIn } from './verdict-in.ts';

const count = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

/** None of these is green: that nothing got worse says nothing of what failed before, or was never judged. */
const ANSWER: Readonly<Record<Outcome, Cell>> = {
  worse: toned('bad', '✗ Worse: something fails that did not fail before'),
  unsure: toned('open', '? Not decided: something that was judged before is not judged now, or a run is void'),
  reserved: toned('near', '△ Met with a reservation now: something that was met without one'),
  nothing: toned('open', '– Nothing to compare: no requirement was judged in both runs'),
  'no-worse': plain('Nothing got worse'),
};

const tallyOf = ({ requirements }: Comparison): string => {
  const of = (change: Change): number => requirements.filter((r) => r.change === change).length;
  const parts: readonly (readonly [Change, string])[] = [
    ['broke', 'newly failing'],
    ['mended', 'mended'],
    ['lost', 'no longer judged'],
    ['reserved', 'met with a reservation now'],
    ['gained', 'met that was not judged before'],
    ['eased', 'rid of a reservation'],
    ['failing', 'failing both times'],
    ['same', 'met both times'],
    ['open', 'judged in neither'],
  ];
  return parts.flatMap(([change, what]) => (of(change) === 0 ? [] : [`${of(change)} ${what}`])).join(', ');
};

const runRow = (which: string, { name, verdicts, run }: RunView): readonly Cell[] => [
  plain(which),
  runVerdictIn(verdicts),
  plain(coverageText(coverageOf(verdicts))),
  plain(`${verdicts.sut.name} ${verdicts.sut.version}`),
  plain(run?.started ?? 'not said'),
  plain(name),
];

const runsBlock = ({ before, now }: Comparison): Block => ({
  kind: 'table',
  caption: 'The two runs, judged again by one and the same oracle',
  head: ['', 'Verdict', 'Requirements', 'System', 'Started', 'Run'],
  rows: [runRow('before', before), runRow('now', now)],
});

const notesOf = ({ before, now }: Comparison): readonly Cell[] =>
  (
    [
      ['before', before],
      ['now', now],
    ] as const
  ).flatMap(([which, { verdicts, remarks }]) =>
    [
      ...(verdicts.isVoid ? [`${HEADLINE.HARNESS_ERROR} Nothing in it counts as judged.`] : []),
      ...verdicts.notes,
      ...remarks,
    ].map((note) => toned('open', `${which}: ${note}`)),
  );

const differences = (all: Comparison['differences']): readonly Block[] =>
  all.length === 0
    ? []
    : [
        ...(all.some((d) => d.isGrave)
          ? [
              said(
                toned(
                  'open',
                  `! The runs are not of the same thing: ${all
                    .filter((d) => d.isGrave)
                    .map((d) => d.what)
                    .join('; ')}. What changed may come from that alone.`,
                ),
              ),
            ]
          : []),
        {
          kind: 'table',
          caption: 'What the runs have not in common',
          head: ['What', 'Before', 'Now'],
          rows: all.map(({ what, before, now, isGrave }) => [
            isGrave ? toned('open', `! ${what}`) : plain(what),
            plain(before),
            plain(now),
          ]),
        },
      ];

const openBlocks = ({ requirements }: Comparison): readonly Block[] => {
  const open = requirements.filter((r) => r.change === 'open');
  return open.length === 0
    ? []
    : [
        said(
          `${count(open.length, 'requirement is', 'requirements are')} judged in neither run, and nothing is said about them:`,
        ),
        said(open.map((r) => r.requirement).join(' ')),
      ];
};

const laneBlocks = ({ before, now, lanes }: Comparison): readonly Block[] =>
  lanes.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'Lanes that ended otherwise, and those that one run alone played',
          head: ['Lane', 'Before', 'Now'],
          rows: lanes.map((l) => [plain(l.lane), verdictIn(before.verdicts, l.before), verdictIn(now.verdicts, l.now)]),
        },
      ];

/** A comparison as a document: the answer, what the runs have not in common, new failures and mended ones, the rest. */
export const comparisonDocument = (comparison: Comparison): Document => {
  const { before, now } = comparison;
  const answer = ANSWER[comparison.outcome];
  const notes = notesOf(comparison);
  return {
    title: `${before.name} compared with ${now.name}`,
    headline: { ...answer, text: `${answer.text}. Requirements: ${tallyOf(comparison) || 'none'}.` },
    lead: [
      ...differences(comparison.differences),
      runsBlock(comparison),
      ...(notes.length === 0 ? [] : [{ kind: 'list', items: notes } as const]),
    ],
    sections: [
      ...changeSections(comparison),
      { heading: 'Latencies', blocks: latencyBlocks(comparison) },
      { heading: 'Lanes', blocks: laneBlocks(comparison) },
      { heading: 'Judged in neither', blocks: openBlocks(comparison) },
    ],
  };
};
