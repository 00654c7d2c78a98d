import { keyOf, type Order } from '../domain/index.ts';
import { itemMarks, orderMark, otherMark, permissionMark, readingMark } from './picture-marks.ts';
import type { CaseAct, WorkedCase } from './worked-case.ts';

/** One instant of the case: its acts are the entries of one bundle, or one alone. */
type Column = readonly [CaseAct, ...CaseAct[]];

interface Row {
  readonly name: string;
  readonly marks: readonly string[];
  /** What fills the space after each mark. */
  readonly fill?: readonly string[];
}

/** Orders that get a line of their own; more of them share one. */
const LINES = 2;

const columnsOf = (acts: readonly CaseAct[]): readonly Column[] =>
  [...Map.groupBy(acts, (act) => act.at).values()].flatMap(([first, ...rest]) =>
    first === undefined ? [] : [[first, ...rest] as const],
  );

const joined = (column: Column, mark: (act: CaseAct) => string): string =>
  column
    .map(mark)
    .filter((m) => m !== '')
    .join(' ');

/** How an order stands from an instant on: `=` active, `.` on hold, `-` draft, else nothing. */
const standing = (order: Order | undefined, at: string): string => {
  if (order === undefined) return ' ';
  if (order.status === 'draft') return '-';
  const now = Date.parse(at);
  const inside = Date.parse(order.period.start) <= now && now < Date.parse(order.period.end);
  if (!inside || !['active', 'on-hold'].includes(order.status)) return ' ';
  return order.status === 'active' ? '=' : '.';
};

const orderRow = (name: string, key: string, columns: readonly Column[]): Row => {
  let order: Order | undefined;
  const fill = columns.map((column) => {
    for (const act of column)
      if ('order' in act && act.expect.outcome === 'accepted' && keyOf(act.order.identifier) === key) order = act.order;
    return standing(order, column[0].at);
  });
  return { name, marks: columns.map((column) => joined(column, (act) => orderMark(act, key))), fill };
};

const orderRows = (worked: WorkedCase, columns: readonly Column[]): readonly Row[] => {
  const keys = [...new Set(worked.acts.flatMap((act) => ('order' in act ? keyOf(act.order.identifier) : [])))];
  if (keys.length <= LINES) return keys.map((key) => orderRow(worked.shortNames.get(key) ?? 'order', key, columns));
  const marks = columns.map((column) => keys.map((key) => joined(column, (act) => orderMark(act, key))).join(''));
  return [{ name: 'orders', marks }];
};

/** Trackers that an act adds to those that are picked. */
const pickedBy = (act: CaseAct): number => {
  if (act.op !== 'tracker.set' || act.expect.outcome === 'refused' || act.expect.replay) return 0;
  return act.tracker.state === 'picked' ? 1 : -1;
};

const permissionRow = (worked: WorkedCase, columns: readonly Column[]): Row => {
  const kinds = worked.acts.flatMap((act) => (act.op === 'permission.set' ? keyOf(act.permission.identifier) : []));
  const several = new Set(kinds).size > 1;
  const marks = columns.map((column) => joined(column, (act) => permissionMark(act, several)));
  let granted = ' ';
  let picked = 0;
  const fill = columns.map((column, i) => {
    for (const act of column) {
      picked += pickedBy(act);
      if (act.op === 'tracker.set' && picked === 0) granted = ' ';
    }
    granted = marks[i] === '+' ? '=' : marks[i] === '-' ? ' ' : granted;
    return granted;
  });
  return { name: 'permission', marks, ...(several ? {} : { fill }) };
};

const timeRows = (columns: readonly Column[]): readonly Row[] => {
  const days = columns.map(([act]) => act.at.slice(5, 10));
  const marks = columns.map(([act]) => act.at.slice(11, 19).replace(/:00$/, ''));
  if (new Set(days).size === 1) return [{ name: days[0] ?? '', marks }];
  return [
    { name: '', marks: days.map((day, i) => (day === days[i - 1] ? '' : day)) },
    { name: '', marks },
  ];
};

const printed = (rows: readonly Row[]): readonly string[] => {
  const left = Math.max(...rows.map((r) => r.name.length)) + 2;
  const columns = rows[0]?.marks.length ?? 0;
  const widths = Array.from({ length: columns }, (_, i) => Math.max(...rows.map((r) => r.marks[i]?.length ?? 0)) + 1);
  return rows.map(({ name, marks, fill }) =>
    [
      name.padEnd(left),
      ...marks.map((mark, i) => mark.padEnd(widths[i] ?? 0, mark === '' || fill ? (fill?.[i] ?? ' ') : ' ')),
    ]
      .join('')
      .trimEnd(),
  );
};

/**
 * A case as a small picture in text, at most eight lines: an axis of instants (not to scale) and below them orders,
 * permission, what people did, readings and items. The marks: picture-marks.ts.
 */
export const pictureOf = (worked: WorkedCase): readonly string[] => {
  const columns = columnsOf(worked.acts);
  const row = (name: string, mark: (act: CaseAct) => string): Row => ({
    name,
    marks: columns.map((column) => joined(column, mark)),
  });
  const rows = [
    ...timeRows(columns),
    ...orderRows(worked, columns),
    permissionRow(worked, columns),
    row('others', otherMark),
    row('readings', readingMark),
    row('items', itemMarks),
  ];
  return printed(rows.filter(({ name, marks }) => name === '' || marks.some((mark) => mark !== '')));
};
