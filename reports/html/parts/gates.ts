import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { table } from './table.ts';
import { verdictMark } from './verdict.ts';

/** Conditions without which a green run would prove nothing, each with its verdict and why. */
export function gatesPart({ verdicts }: PageContext): Markup {
  if (verdicts.gates.length === 0) return markup``;
  const rows = table(
    'What a verdict on this run rests on',
    [
      { head: 'Gate', cell: (g) => g.gate },
      { head: 'Verdict', cell: (g) => verdictMark(g.verdict) },
      { head: 'Why', css: 'wide', cell: (g) => g.reason },
    ],
    verdicts.gates,
    20,
  );
  return markup`<section aria-labelledby="gates"><h2 id="gates">Gates</h2><div class="card">${rows}</div></section>\n`;
}
