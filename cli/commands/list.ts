import { checks } from '../../conformance/checks/index.ts';
import { senderChecks } from '../../conformance/sender/checks/index.ts';
import { senderMutants } from '../../conformance/selftest/sender/mutants/index.ts';
import { mutants } from '../../conformance/selftest/mutants/index.ts';
import { loadCases } from '../../contract/cases/load.ts';
import { loadSenderCases } from '../../contract/cases/sender/load.ts';
import { REFUSALS } from '../../contract/codes/refusals.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { type Requirement, Role, Scope } from '../../contract/requirements/requirement.ts';
import { faults } from '../../simulator/faults/catalogue.ts';
import { STREAM_FORMATS } from '../../simulator/formats/registry.ts';
import { archetypes } from '../../simulator/simulate.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { closest } from '../../contract/closest.ts';
import type { Command } from '../command.ts';
import { findScenario, scenarioNames } from '../scenarios.ts';

type Row = readonly string[];

const FILTERS = { role: Role.options, scope: Scope.options, level: ['MUST', 'SHOULD'] } as const;
type Filter = keyof typeof FILTERS;
const filters = Object.keys(FILTERS) as readonly Filter[];

const requirementRow = (r: Requirement): Row => [
  r.id,
  r.level,
  r.role,
  r.scope,
  r.built === 'spine' ? '' : 'not built yet',
  r.statement,
];

/** The value of each filter that was given; a usage error where there is no such value, or it is no list of requirements. */
const chosen = (args: Arguments): ReadonlyMap<Filter, string> => {
  const given = new Map<Filter, string>();
  for (const filter of filters) {
    const value = args.text(filter);
    if (value === undefined) continue;
    if (args.words[0] !== 'requirements')
      throw usageProblem(`--${filter} filters requirements alone`, `vitalproof list requirements --${filter} ${value}`);
    const values: readonly string[] = FILTERS[filter];
    if (!values.includes(value)) {
      const near = closest(value, values);
      throw usageProblem(
        `there is no ${filter} "${value}"`,
        values.join(', '),
        near === undefined ? undefined : `did you mean ${near}?`,
      );
    }
    given.set(filter, value);
  }
  return given;
};

const KINDS: Readonly<Record<string, (given: ReadonlyMap<Filter, string>) => readonly Row[]>> = {
  requirements: (given) =>
    loadCatalogue()
      .requirements.filter((r) => [...given].every(([filter, value]) => r[filter] === value))
      .map(requirementRow),
  scenarios: () => scenarioNames().map((name) => [name, findScenario(name).title]),
  checks: () => [
    ...checks.map((c) => [c.requirement, c.scenario.bindings.join(', '), c.sentence]),
    ...senderChecks.map((c) => [c.requirement, c.sources.join(', '), c.title]),
  ],
  cases: () => [
    ...loadCases().map((c) => [String(c.number), c.name, c.title]),
    ...loadSenderCases().map((c) => [c.case, c.name, c.title]),
  ],
  archetypes: () => archetypes.map((a) => [a.name, a.measure, a.title]),
  faults: () => faults.map((f) => [f.id, f.layer, f.measures.join(', '), f.title, f.usual]),
  formats: () => Object.entries(STREAM_FORMATS).map(([name, f]) => [name, f.title]),
  mutants: () => [...mutants, ...senderMutants].map((m) => [m.requirement, m.name, m.defect]),
  refusals: () => Object.entries(REFUSALS).map(([code, r]) => [code, String(r.http), r.text]),
};

const holds = (row: Row, word: string): boolean => row.some((cell) => cell.toLowerCase().includes(word.toLowerCase()));

/** `vitalproof list`: what there is, one a line; with a word, only what holds it. */
export const list: Command = {
  name: 'list',
  words: 'KIND [WORD]',
  summary: `list ${Object.keys(KINDS).join(', ')}`,
  options: {
    role: { value: 'ROLE', help: 'requirements of one role: receiver, sender' },
    scope: { value: 'SCOPE', help: 'requirements of one scope, such as routing' },
    level: { value: 'LEVEL', help: 'requirements of one level: MUST, SHOULD' },
  },
  run: async (args, io) => {
    const [kind, word, ...more] = args.words;
    const rows = kind !== undefined && more.length === 0 && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
    if (rows === undefined) {
      const near = kind === undefined || more.length > 0 ? undefined : closest(kind, Object.keys(KINDS));
      throw usageProblem(
        more.length > 0
          ? 'list takes a kind and one word'
          : kind === undefined
            ? 'list needs a kind'
            : `there is no kind "${kind}"`,
        Object.keys(KINDS).join(', '),
        near === undefined ? undefined : `did you mean ${near}?`,
      );
    }
    const given = chosen(args);
    const found = rows(given).filter((row) => word === undefined || holds(row, word));
    if (found.length === 0)
      throw new InputProblem(
        word === undefined
          ? `nothing of "${kind}" is ${[...given.values()].join(' and ')}`
          : `nothing of "${kind}" holds "${word}"`,
        {},
        `vitalproof list ${kind}`,
        { exitCode: EXIT.nothingMatched },
      );
    await io.write(aligned(found));
    return EXIT.passed;
  },
};

/** Columns as wide as their widest cell, the last one as it is; a column that is empty everywhere is left out. */
const aligned = (rows: readonly Row[]): string => {
  const columns = Math.max(0, ...rows.map((r) => r.length));
  const widths = Array.from({ length: columns }, (_, i) => Math.max(0, ...rows.map((r) => r[i]?.length ?? 0)));
  return rows
    .map((r) =>
      r
        .map((cell, i) => (i === columns - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
        .filter((_, i) => widths[i] !== 0)
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
};
