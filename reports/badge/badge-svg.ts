import type { RunVerdicts } from '../../conformance/verdict/types.ts';
import { markup } from '../html/markup.ts';
import { LIGHT } from '../html/palette.ts';
import { coverageOf, type Coverage } from '../model/coverage.ts';
import type { Tone } from '../model/wording.ts';

/** What a badge says. All of it is ours: no text of a system or a history gets onto it. */
export interface Badge {
  readonly message: string;
  readonly tone: Tone;
}

const toneOf = ({ verdict, isVoid }: RunVerdicts, { isWhole }: Coverage): Tone => {
  if (isVoid) return 'open';
  if (verdict === 'FAIL') return 'bad';
  if (!isWhole) return 'open';
  return verdict === 'PASS' ? 'good' : verdict === 'WARN' ? 'near' : 'open';
};

/**
 * `PASS 138/140`: how many were met of those that the system is held to. Green only where the run passed and decided
 * everything that can be judged; `partial` where it left something out; a void run has no figures.
 */
export const badgeOf = (run: RunVerdicts): Badge => {
  const coverage = coverageOf(run);
  const { met, held, failed, isWhole } = coverage;
  const tone = toneOf(run, coverage);
  if (run.isVoid) return { message: 'VOID', tone };
  const counts = `${met}/${held}`;
  if (run.verdict === 'FAIL') return { message: `FAIL ${failed}, met ${counts}`, tone };
  const isPart = !isWhole && (run.verdict === 'PASS' || run.verdict === 'WARN');
  return { message: `${run.verdict.replaceAll('_', ' ')} ${counts}${isPart ? ' partial' : ''}`, tone };
};

const LABEL = 'vitalproof';
const HEIGHT = 20;
const PADDING = 8;
/** Of one letter of an 11 px sans-serif, px; `textLength` makes every font keep to it. */
const LETTER = 6.7;

const widthOf = (text: string): number => Math.ceil(text.length * LETTER);

/** The badge as an SVG file that loads nothing and runs nothing. White on a text colour of the page: at least 4.5:1. */
export const badgeSvg = (run: RunVerdicts): string => {
  const { message, tone } = badgeOf(run);
  const [left, right] = [widthOf(LABEL) + 2 * PADDING, widthOf(message) + 2 * PADDING];
  const text = (at: number, words: string) =>
    markup`<text x="${at + PADDING}" y="14" textLength="${widthOf(words)}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
  return markup`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT}" role="img" aria-label="${LABEL}: ${message}">
<title>${LABEL}: ${message}</title>
<rect width="${left + right}" height="${HEIGHT}" rx="3" fill="${LIGHT.text.ink}"/>
<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v${HEIGHT - 6}a3 3 0 0 1-3 3h-${right - 3}z" fill="${LIGHT.text[tone]}"/>
<g fill="#ffffff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(0, LABEL)}${text(left, message)}</g>
</svg>
`.source;
};
