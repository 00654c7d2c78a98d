import { worstFirst } from '../../model/tally.ts';
import { markup, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';

const SHOWN = 60;

/** What the findings kept say of each requirement in one lane, in one line. Green only beside a PASS of the whole. */
export function evidence(lane: string, { verdicts }: PageContext): Markup {
  const entries = worstFirst(verdicts.requirements).flatMap((r) => {
    const mine = r.findings.filter((f) => f.lane === lane);
    if (mine.length === 0) return [];
    if (mine.some((f) => f.outcome === 'broken')) return [markup`<span class="v bad">✗ ${r.requirement}</span>`];
    if (mine.some((f) => f.outcome === 'undecided')) return [markup`<span class="v open">? ${r.requirement}</span>`];
    return r.verdict === 'PASS'
      ? [markup`<span class="v good">✓ ${r.requirement}</span>`]
      : [markup`<span class="v muted">· ${r.requirement}</span>`];
  });
  if (entries.length === 0) return markup``;
  const more = entries.length - SHOWN;
  const left = more > 0 ? markup`<span class="muted">and ${more} more</span>` : undefined;
  return markup`<p class="small evidence"><span class="muted">Requirements with evidence kept from this lane:</span> ${entries.slice(0, SHOWN).map((e) => markup`${e} `)}${left}</p>`;
}
