import { tally } from '../../model/tally.ts';
import { HEADLINE, WORDING } from '../../model/wording.ts';
import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { verdictMark } from './verdict.ts';

/** The verdict over the run in plain words, what limits it, and the counts. */
export function headline({ verdicts }: PageContext): Markup {
  const counts = tally(verdicts.requirements.map((r) => r.verdict));
  const { tone } = WORDING[verdicts.verdict];
  const notes = verdicts.notes.slice(0, 50).map((note) => markup`<p><b class="open">Note:</b> ${note}</p>`);
  const items = counts.map(([verdict, count]) => {
    const w = WORDING[verdict];
    return markup`<li title="${w.plain}" class="${w.tone}"><b>${count}</b>${w.glyph} ${verdict}</li>`;
  });
  return markup`<div class="card headline ${tone}">${verdictMark(verdicts.verdict)}
<p>${HEADLINE[verdicts.verdict]} <span class="muted small">Exit code ${verdicts.exitCode}.</span></p></div>
${notes}<ul class="counts" aria-label="Requirements by verdict">${items}</ul>\n`;
}
