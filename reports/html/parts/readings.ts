import { parseInstant, showLocal } from '../../model/instant.ts';
import type { OpLine } from '../../../conformance/history/lines.ts';
import type { LaneData } from '../../model/lane-series.ts';
import { describeResult } from '../../model/describe-line.ts';
import { markup, type Markup } from '../markup.ts';
import { table, type Column } from './table.ts';

interface Row {
  readonly op: OpLine;
  readonly reading: string;
  readonly patient: string;
  readonly effective: string;
  readonly value: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { head: 'Line', css: 'num', cell: ({ op }) => op.seq },
  { head: 'Patient', cell: ({ patient }) => patient },
  { head: 'Measured', cell: ({ effective }) => effective },
  { head: 'Value', css: 'num', cell: ({ value }) => value },
  { head: 'Reading', css: 'wide', cell: ({ reading }) => reading },
  { head: 'Answer', cell: ({ op }) => [op.outcome, ' ', op.answer.code, ' ', op.answer.refusal] },
];

/** Readings of a lane as a table, folded away; refused and unanswered ones first, because they are what is looked for. */
export function readingsTable(lane: LaneData): Markup {
  const rows = lane.ops.flatMap((op): readonly Row[] => {
    if (op.act.op !== 'reading.submit') return [];
    const { reading } = op.act;
    const at = parseInstant(reading.effective);
    return [
      {
        op,
        reading: reading.identifier.value,
        patient: reading.patient.value,
        effective: at === undefined ? reading.effective : showLocal(at.ms, at.offsetMin),
        value: describeResult(reading.result),
      },
    ];
  });
  if (rows.length === 0) return markup``;
  const sorted = [...rows.filter((r) => r.op.outcome !== 'ok'), ...rows.filter((r) => r.op.outcome === 'ok')];
  return markup`<details><summary>Readings as a table (${rows.length})</summary>${table(`Readings sent in ${lane.lane}, refused and unanswered ones first`, COLUMNS, sorted, 30)}</details>`;
}
