import { visible } from '../text/visible.ts';
import { wrapText } from './width.ts';

/** One thing that is told, with what belongs under it. */
export interface OutlinePoint {
  readonly text: string;
  readonly under: readonly OutlinePoint[];
}

/** A title and sections of points, in texts that may hold anything. */
export interface OutlineShape {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly points: readonly OutlinePoint[] }[];
}

export interface OutlineOptions {
  /** Columns that no line exceeds. Default 100; at least 40. */
  readonly width?: number;
  /** Lines at the most, blank ones among them; the longest sections are cut, and say so. Default 60. */
  readonly most?: number;
}

/** A stranger's text is cut at so many UTF-16 units; longer ones help nobody. */
const LONGEST_TEXT = 1200;
/** Fewer lines than this are left to no section. */
const LEAST = 3;

const pointLines = ({ text, under }: OutlinePoint, width: number, indent: number): readonly string[] => {
  const [first = '', ...rest] = wrapText(visible(text, LONGEST_TEXT), width - indent - 2);
  const pad = ' '.repeat(indent);
  return [
    `${pad}${first}`,
    ...rest.map((line) => `${pad}  ${line}`),
    ...under.flatMap((point) => pointLines(point, width, indent + 2)),
  ].map((line) => line.trimEnd());
};

/** Takes lines off the end of the longest section, one at a time, until all fit; each that lost some says how many. The first, which holds the answer, is cut last. */
const shortened = (sections: readonly (readonly string[])[], room: number): readonly (readonly string[])[] => {
  const kept = sections.map((lines) => lines.length);
  const shownOf = (i: number): number => {
    const [all, left] = [sections[i]?.length ?? 0, kept[i] ?? 0];
    return left < all ? left + 1 : all;
  };
  const total = (): number => sections.reduce((sum, _, i) => sum + shownOf(i) + 1, 0);
  while (total() > room) {
    let longest = -1;
    for (let i = 1; i < kept.length; i += 1)
      if ((kept[i] ?? 0) > LEAST && (longest === -1 || (kept[i] ?? 0) > (kept[longest] ?? 0))) longest = i;
    if (longest === -1) longest = 0;
    if ((kept[longest] ?? 0) <= LEAST) break;
    // The first cut makes room for the line that tells of it.
    kept[longest] = (kept[longest] ?? 0) - ((kept[longest] ?? 0) === (sections[longest]?.length ?? 0) ? 2 : 1);
  }
  return sections.map((lines, i) => {
    const left = kept[i] ?? 0;
    return left < lines.length ? [...lines.slice(0, left), `  … ${lines.length - left} more lines: --full`] : lines;
  });
};

/**
 * An outline as text for a terminal: headings, points indented under them, lines wrapped. What a stranger
 * wrote is made visible. No trailing line break.
 */
export const outlineText = ({ title, sections }: OutlineShape, options: OutlineOptions = {}): string => {
  const width = Math.max(40, options.width ?? 100);
  const most = options.most ?? 60;
  const head = wrapText(visible(title, LONGEST_TEXT), width);
  const bodies = sections.map(({ heading, points }) => [
    visible(heading),
    ...points.flatMap((point) => pointLines(point, width, 2)),
  ]);
  return [...head, ...shortened(bodies, most - head.length).flatMap((lines) => ['', ...lines])].join('\n');
};
