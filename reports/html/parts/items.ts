import type { RunLine } from '../../../conformance/history/lines.ts';
import { itemRows, type ItemRow } from '../../model/item-rows.ts';
import { parseInstant, showLocal } from '../../model/instant.ts';
import type { LaneData } from '../../model/lane-series.ts';
import { showUnit } from '../../model/unit.ts';
import { markup, type Markup } from '../markup.ts';
import { delayText } from './delay.ts';
import { table, type Column } from './table.ts';

/** An instant of the system's, in its own offset; as written where it is no instant. */
export function showTime(text: string | undefined): string {
  const at = parseInstant(text);
  return at === undefined ? (text ?? '') : showLocal(at.ms, at.offsetMin);
}

const COLUMNS: readonly Column<ItemRow>[] = [
  { head: 'Item', cell: ({ item }) => [item.kind, ...item.interpretation].join(' ') },
  { head: 'In whose In Basket', cell: ({ recipient }) => recipient },
  { head: 'Patient', cell: ({ item }) => item.patient.value },
  {
    head: 'Value',
    css: 'num',
    cell: ({ item }) => (item.value === undefined ? '' : `${item.value.value} ${showUnit(item.value.unit)}`),
  },
  {
    head: 'Limit',
    css: 'num',
    cell: ({ item }) => (item.limit === undefined ? '' : `${item.limit.value} ${showUnit(item.limit.unit)}`),
  },
  { head: 'Measured', cell: ({ item }) => [showTime(item.effective), item.late === true ? ' (late)' : ''] },
  { head: 'Status', cell: ({ item }) => [item.status, item.withdrawal === undefined ? '' : `: ${item.withdrawal}`] },
  { head: 'Delay until seen', cell: ({ delay }) => delayText(delay) },
];

/** The items of a lane: who, what, when, and how long it took against the deadline. */
export function itemsTable(lane: LaneData, run: RunLine | undefined): Markup {
  const rows = itemRows(lane, run);
  if (rows.length === 0) return markup`<p class="muted">No In Basket item was seen for this lane.</p>`;
  return table(`In Basket items of ${lane.lane}, in the order in which they came into sight`, COLUMNS, rows);
}
