import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';

/** What was run, against what, and how to get the same again. */
export function facts({ verdicts, run, faults }: PageContext): Markup {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['System under test', `${verdicts.sut.name} ${verdicts.sut.version}`],
    ['Run', verdicts.run],
    ['Started', run?.started],
    ['Seed', run === undefined ? undefined : String(run.seed)],
    ['Command', run?.command.join(' ')],
    ['Harness', run?.harness],
    ['Catalogue of requirements', verdicts.catalogue],
    [
      'Deadlines',
      run === undefined
        ? undefined
        : `critical ${run.deadlines.critical} ms, other ${run.deadlines.other} ms, filed ${run.deadlines.filed} ms`,
    ],
    [
      'Policies',
      run === undefined
        ? undefined
        : Object.entries(run.policies)
            .map(([k, v]) => `${k} ${v}`)
            .join(', '),
    ],
    ['Ports', run?.ports?.map(({ port, served }) => `${port} (${served.join(', ')})`).join(', ')],
    [
      'Time',
      verdicts.virtualTime
        ? 'virtual: the test clock of the system was used; delays are measured in real time'
        : 'real',
    ],
  ];
  const done = faults
    .slice(0, 20)
    .map((f) => `${f.fault} (${(f.from / 1e9).toFixed(1)}–${(f.until / 1e9).toFixed(1)} s)`)
    .concat(faults.length > 20 ? [`and ${faults.length - 20} more`] : [])
    .join(', ');
  const all = [...rows, ['Done to the system', done === '' ? undefined : done] as const];
  const entries = all.flatMap(([name, value]) =>
    value === undefined ? [] : [markup`<dt>${name}</dt><dd>${value}</dd>`],
  );
  return markup`<section aria-labelledby="facts"><h2 id="facts">The run</h2>
<div class="card"><dl class="facts">${entries}</dl></div></section>\n`;
}
