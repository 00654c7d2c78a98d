import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { failure } from './failure.ts';

const SHOWN = 20;

/** Findings of lanes that have no section of their own, so that no failure is without a place. */
export function strayFindings(context: PageContext): Markup {
  const lanes = new Set(context.verdicts.lanes.map((l) => l.lane));
  const stray = context.unmet.filter((u) => !lanes.has(u.finding.lane));
  if (stray.length === 0) return markup``;
  const more = stray.length - SHOWN;
  const left =
    more > 0 ? markup`<p class="muted">${more} more are left out here and stand in verdicts.json.</p>` : undefined;
  const shown = stray.slice(0, SHOWN).map((u) => failure(u, context));
  return markup`<section aria-labelledby="stray"><h2 id="stray">What was not met outside the lanes (${stray.length})</h2>
<div class="card">${shown}${left}</div></section>\n`;
}
