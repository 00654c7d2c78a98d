import { linesText } from '../lines-text.ts';

/** One thing that is told, with what belongs under it. `lines`: of the history, by `seq`; the text names them. */
export interface Point {
  readonly text: string;
  readonly lines: readonly number[];
  readonly under: readonly Point[];
}

export interface Section {
  readonly heading: string;
  readonly points: readonly Point[];
}

/** An explanation in words, for whoever prints it. Texts hold what a stranger wrote: they are not safe to show as they are. */
export interface Outline {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** Line numbers that a text names already. */
const namedIn = (text: string): ReadonlySet<number> =>
  new Set(
    [...text.matchAll(/\blines? (\d+(?:(?:, | and )\d+)*)/g)].flatMap(([, list = '']) => list.split(/\D+/).map(Number)),
  );

/** A point whose text names every line that it rests on. */
export const point = (text: string, lines: readonly number[] = [], under: readonly Point[] = []): Point => {
  const named = namedIn(text);
  const rest = lines.filter((line) => !named.has(line));
  return { text: rest.length === 0 ? text : `${text} (${linesText(rest)})`, lines, under };
};

/** The first of many points, and how many more there are. */
export const atMost = (points: readonly Point[], most: number, what: string): readonly Point[] =>
  points.length <= most
    ? points
    : [
        ...points.slice(0, most),
        point(
          `… and ${points.length - most} more ${what}`,
          points.slice(most).flatMap((p) => p.lines),
        ),
      ];

/** Sections that have something to tell. */
export const told = (...sections: readonly Section[]): readonly Section[] =>
  sections.filter((s) => s.points.length > 0);
