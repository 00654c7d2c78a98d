import type { Verdict } from '../../conformance/verdict/types.ts';
import type { Repeated } from '../../conformance/verdict/unstable.ts';
import { HEADLINE, WORDING, WORST_FIRST } from '../model/wording.ts';
import { visible } from '../text/visible.ts';
import { paintOf } from './paint.ts';
import { fit, wrapText } from './width.ts';

/** One requirement over all repeats. */
export interface RepeatedRow {
  readonly requirement: string;
  readonly level: string;
  readonly repeated: Repeated;
}

/** What repeats of one run came to. */
export interface Repeats {
  readonly rows: readonly RepeatedRow[];
  /** The runs as wholes. */
  readonly run: Repeated;
  readonly whole: Verdict;
  readonly exitCode: number;
  /** Names of the folders, in the order of the repeats. */
  readonly folders: readonly string[];
}

const VERDICT_COLUMNS = 17;

/** What a person reads after the last repeat: every requirement that was not met alike every time, the rest counted. */
export const repeatTable = (
  { rows, run, whole, exitCode, folders }: Repeats,
  { width, colour }: { readonly width: number; readonly colour: boolean },
): string => {
  const paint = paintOf(colour);
  const cell = (verdict: Verdict): string =>
    paint.tone(WORDING[verdict].tone, fit(`${WORDING[verdict].glyph} ${verdict}`, VERDICT_COLUMNS));
  const steady = rows.filter((r) => r.repeated.verdict === 'PASS');
  const told = rows
    .filter((r) => r.repeated.verdict !== 'PASS')
    .toSorted((a, b) => WORST_FIRST.indexOf(a.repeated.verdict) - WORST_FIRST.indexOf(b.repeated.verdict));
  const { glyph, tone } = WORDING[whole];
  return [
    paint.bold(`Repeats: ${run.repeats}`),
    ...told.map(
      (r) =>
        `${cell(r.repeated.verdict)}${fit(visible(r.requirement), 10)} ${fit(visible(r.level), 6)} ${r.repeated.reason}`,
    ),
    ...(steady.length === 0 ? [] : [`${cell('PASS')}${steady.length} requirements, every time`]),
    `${cell(run.verdict)}the run as a whole: ${run.reason}`,
    ...wrapText(`runs: ${folders.map((f) => visible(f)).join(' ')}`, width),
    paint.tone(tone, `${glyph} ${whole}`),
    ...wrapText(`${HEADLINE[whole]} (exit ${exitCode})`, width),
  ].join('\n');
};
