import { type Identifier, keyOf } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { patientOfOp } from '../oracle/record/patient-of-op.ts';

const isIdentifier = (value: object): value is Identifier =>
  Object.keys(value).length === 2 && 'system' in value && 'value' in value;

/** Keys of those who are there for everybody. */
const peopleOf = (lines: readonly HistoryLine[]): ReadonlySet<string> => {
  const keys = lines.flatMap((line) => {
    if (line.kind === 'run') {
      const { clinicians, pools, decoys } = line.people;
      return [...clinicians, ...pools].map((p) => keyOf(p.identifier)).concat(decoys.map(keyOf));
    }
    if (line.kind !== 'op') return [];
    if (line.act.op === 'person.clinician') return [keyOf(line.act.clinician.identifier)];
    return line.act.op === 'person.pool' ? [keyOf(line.act.pool.identifier)] : [];
  });
  return new Set(keys);
};

/** Under other names, but for codes and people. */
const renamed = (value: unknown, more: string, people: ReadonlySet<string>): unknown => {
  if (Array.isArray(value)) return value.map((v) => renamed(v, more, people));
  if (typeof value !== 'object' || value === null) return value;
  if (isIdentifier(value) && typeof value.value === 'string')
    return people.has(keyOf(value)) ? value : { ...value, value: `${value.value}${more}` };
  return Object.fromEntries(
    Object.entries(value).map(([name, v]) => [name, name === 'look' ? v : renamed(v, more, people)]),
  );
};

/** What is said once of everybody: looks at all In Baskets, people, clocks. */
const isOfAll = (line: HistoryLine): boolean =>
  line.kind !== 'seen' && (line.kind !== 'op' || (patientOfOp(line) === undefined && line.act.op !== 'item.act'));

/** The items that a look shows, of all of them. */
const looked = (line: HistoryLine, mores: readonly string[]): HistoryLine => {
  const look = line.kind === 'op' ? line.output?.look : undefined;
  if (line.kind !== 'op' || look === undefined) return line;
  const items = look.items.flatMap((item) => mores.map((more) => `${item}${more}`));
  return { ...line, output: { ...line.output, look: { ...look, items } } };
};

/** Everything that a history tells of its patients, told of several who are alike at the same instants. */
export const crowd = (lines: readonly HistoryLine[], many: number): HistoryLine[] => {
  const people = peopleOf(lines);
  const mores = Array.from({ length: many }, (_, i) => `~${i}`);
  const all = lines.flatMap((line): HistoryLine[] =>
    isOfAll(line)
      ? [looked(line, mores)]
      : mores.map((more) => looked(renamed(line, more, people) as HistoryLine, [more])),
  );
  return all.map((line, i) => (line.kind === 'run' ? line : { ...line, seq: i }));
};
