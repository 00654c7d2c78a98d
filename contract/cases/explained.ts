import { actLines } from './describe.ts';
import { pictureOf } from './picture.ts';
import type { WorkedCase } from './worked-case.ts';

const WIDTH = 100;
const LABEL = 14;

/** Words in lines of at most `WIDTH` characters. */
const wrapped = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH - LABEL) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

const field = (label: string, text: string): readonly string[] =>
  wrapped(text).map((line, i) => `  ${(i === 0 ? label : '').padEnd(LABEL)}${line}`);

/** What the system of the case declares beside the defaults. */
const declared = ({ policies, portal, sources, via }: WorkedCase): readonly string[] => {
  const said = [
    ...Object.entries(policies).map(([policy, value]) => `${policy} ${value}`),
    ...(portal ? ['a portal'] : []),
    ...(sources ? ['sources admitted one by one'] : []),
    ...(via === undefined ? [] : ['FHIR']),
  ];
  return said.length === 0 ? [] : field('system', said.join(', '));
};

/** One case for a person at a terminal: the ruling, its picture, its acts with answers and items, the clause, and why. */
export const caseExplained = (one: WorkedCase): string =>
  [
    `case ${one.number}: ${one.title}`,
    '',
    ...pictureOf(one).map((line) => `  ${line}`),
    '',
    ...one.acts.flatMap((act) => actLines(act, one)).map((line) => `  ${line}`),
    '',
    ...declared(one),
    ...field('contract', one.clauses.join('; ')),
    ...field('requirements', one.requirements.join(', ')),
    ...field('why', one.why),
    ...field('file', `contract/cases/${one.name}.yaml`),
  ].join('\n');
