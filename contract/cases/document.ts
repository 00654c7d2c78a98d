import { markdownTable } from '../requirements/markdown-table.ts';
import { COVERAGE } from './coverage.ts';
import { actLines } from './describe.ts';
import { HEAD } from './document-head.ts';
import { pictureOf } from './picture.ts';
import type { WorkedCase } from './worked-case.ts';

const section = (one: WorkedCase): readonly string[] => [
  `### Case ${one.number}: ${one.title}`,
  '',
  `Contract: ${one.clauses.join('; ')}. Requirements: ${one.requirements.join(', ')}. File: \`${one.name}.yaml\`.`,
  '',
  '```text',
  ...pictureOf(one),
  '',
  ...one.acts.flatMap((act) => actLines(act, one)),
  '```',
  '',
  one.why.trim(),
  '',
];

const numbers = (cases: readonly WorkedCase[]): string => cases.map((c) => c.number).join(', ');

/** The clause up to its colon: `Evaluation, digest`. */
const headingOf = (clause: string): string => clause.split(':')[0]?.trim() ?? clause;

const byClause = (cases: readonly WorkedCase[]): readonly (readonly string[])[] => {
  const headings = [...new Set(cases.flatMap((c) => c.clauses.map(headingOf)))].sort();
  return headings.map((heading) => [
    heading,
    numbers(cases.filter((c) => c.clauses.some((clause) => headingOf(clause) === heading))),
  ]);
};

const byCoverage = (cases: readonly WorkedCase[]): readonly (readonly string[])[] =>
  Object.entries(COVERAGE).map(([entry, words]) => [
    `\`${entry}\``,
    words,
    numbers(cases.filter((c) => c.covers.includes(entry))),
  ]);

/** docs/cases.md, generated from the cases; a test keeps the file equal to it. */
export const casesDocument = (cases: readonly WorkedCase[]): string =>
  [
    HEAD,
    '## By clause',
    '',
    ...markdownTable(['contract', 'cases'], byClause(cases)),
    '',
    '## What they cover',
    '',
    ...markdownTable(['entry', 'what it is', 'cases'], byCoverage(cases)),
    '',
    '## The cases',
    '',
    ...markdownTable(
      ['case', 'ruling'],
      cases.map((c) => [String(c.number), c.title]),
    ),
    '',
    ...cases.flatMap(section),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
