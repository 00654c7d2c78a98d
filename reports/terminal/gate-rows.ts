import type { GateVerdict, RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { visible } from '../text/visible.ts';
import type { Paint } from './paint.ts';
import { fit, wrapText } from './width.ts';

const NAME_COLUMNS = 17;

/** Those that held or did not apply are named in one row each; one that did not hold says why. */
const HELD: ReadonlySet<Verdict> = new Set<Verdict>(['PASS', 'NOT_APPLICABLE']);

/**
 * The conditions without which a green run would prove nothing. `cell` makes the first column of a row, `indent`
 * columns wide.
 */
export function gateRows(
  run: RunVerdicts,
  width: number,
  indent: number,
  paint: Paint,
  cell: (verdict: Verdict) => string,
): readonly string[] {
  const named = (verdict: Verdict): readonly string[] => {
    const names = run.gates.filter((g) => g.verdict === verdict).map((g) => g.gate);
    if (names.length === 0) return [];
    const [first = '', ...more] = wrapText(names.join(', '), width - indent);
    return [`${cell(verdict)}${paint.dim(first)}`, ...more.map((l) => paint.dim(' '.repeat(indent) + l))];
  };
  const open = ({ gate, verdict, reason }: GateVerdict): readonly string[] =>
    wrapText(visible(reason, 1000), width - indent - NAME_COLUMNS).map((l, i) =>
      i === 0 ? `${cell(verdict)}${fit(gate, NAME_COLUMNS)}${l}` : `${' '.repeat(indent + NAME_COLUMNS)}${l}`,
    );
  return [
    paint.bold('Gates'),
    ...run.gates.filter((g) => !HELD.has(g.verdict)).flatMap(open),
    ...named('PASS'),
    ...named('NOT_APPLICABLE'),
  ];
}
