import type { Scored } from './score.ts';
import type { Reason, Survivor } from './survivors.ts';

interface Page {
  /** What stands before the tables. */
  readonly intro: string;
  readonly commit: string;
  readonly scores: readonly Scored[];
  readonly whole: Scored;
  readonly survivors: readonly Survivor[];
}

const KINDS: Readonly<Record<Reason['kind'], string>> = {
  equivalent: 'Equivalent: no history can tell the difference',
  harmless: 'Harmless: another verdict is not possible, only more work, another order or another wording',
  text: 'Texts for people',
  open: 'Not killed yet',
};

const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`);
const code = (text: string): string => {
  const short = text.length > 70 ? `${text.slice(0, 67)}...` : text;
  return `\`${cell(short.replaceAll(/\s+/g, ' ').replaceAll('`', "'"))}\``;
};
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const scoreRow = (s: Scored): string =>
  row([s.name, s.mutants, s.killed, s.timedOut, s.survived, s.uncovered, s.ignored, s.untried, s.invalid, s.percent]);

const survivorRow = (s: Survivor): string =>
  row([
    `${s.file.replace('conformance/', '')}:${s.lineNumber}`,
    s.mutator,
    `${code(s.was)} → ${code(s.replacement)}`,
    s.covered ? '' : 'not reached',
  ]);

const because = (why: string, survivors: readonly Survivor[]): string[] => [
  why,
  '',
  row(['where', 'mutation', 'was → became', '']),
  row(['---', '---', '---', '---']),
  ...survivors.map(survivorRow),
  '',
];

const grouped = (survivors: readonly Survivor[]): string[] =>
  (['equivalent', 'harmless', 'text', 'open'] as const).flatMap((kind) => {
    const own = survivors.filter((s) => s.reason?.kind === kind);
    if (own.length === 0) return [];
    const reasons = [...new Set(own.map((s) => s.reason?.why ?? ''))];
    return [
      `### ${KINDS[kind]} (${own.length})`,
      '',
      ...reasons.flatMap((why) =>
        because(
          why,
          own.filter((s) => s.reason?.why === why),
        ),
      ),
    ];
  });

/** The page on mutation testing, as Markdown. */
export const pageOf = ({ intro, commit, scores, whole, survivors }: Page): string => {
  const unexplained = survivors.filter((s) => s.reason === undefined);
  return [
    '<!-- Written by `npm run -s mutation:report`; the text before the tables is in tools/mutation/intro.md. -->',
    '',
    intro.trim(),
    '',
    `## Result at ${commit}`,
    '',
    row([
      'folder',
      'mutants',
      'killed',
      'timed out',
      'survived',
      'not reached',
      'ignored',
      'not tried',
      'invalid',
      'score %',
    ]),
    row(['---', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:', '--:']),
    ...scores.map(scoreRow),
    scoreRow(whole),
    '',
    `## What survives (${survivors.length})`,
    '',
    ...grouped(survivors),
    ...(unexplained.length === 0
      ? []
      : [`### Not looked at (${unexplained.length})`, '', ...because('No reason is written yet.', unexplained)]),
  ].join('\n');
};
