import type { LimitLine, LimitVersion, Series } from '../../model/series.ts';
import { at, markup, join, type Markup, pathData } from '../markup.ts';
import { PLOT, type Frame } from './frame.ts';

const classOf = (line: LimitLine): string => (line.tier === 'critical' ? 'crit' : 'ref');
const words = (line: LimitLine): string => `${line.text} ${line.tier === 'critical' ? 'critical ' : ''}${line.side}`;

/** The part of a version that is in the frame. */
interface Visible {
  readonly version: LimitVersion;
  readonly x0: number;
  readonly x1: number;
}

const visibleOf = (series: Series, frame: Frame): readonly Visible[] =>
  series.versions
    .filter((v) => v.to > frame.from && v.from < frame.to)
    .map((version) => ({ version, x0: frame.x(version.from), x1: frame.x(version.to) }));

/** The reference band of each version, from its low to its high bound, or to the edge where it is one-sided. */
export const bands = (series: Series, frame: Frame): Markup =>
  join(
    visibleOf(series, frame).flatMap(({ version, x0, x1 }) => {
      const reference = version.lines.filter((l) => l.tier === 'reference');
      if (reference.length === 0) return [];
      const high = reference.find((l) => l.side === 'high');
      const low = reference.find((l) => l.side === 'low');
      const top = high === undefined ? PLOT.y0 : frame.y(high.y);
      const bottom = low === undefined ? PLOT.y1 : frame.y(low.y);
      return [
        markup`<rect class="band" x="${at(x0)}" y="${at(top)}" width="${at(x1 - x0)}" height="${at(Math.max(0, bottom - top))}"/>`,
      ];
    }),
  );

/**
 * Every limit as steps: one path for each order, tier and side. Versions that meet are joined by a
 * riser at the very instant from which the later one holds.
 */
export function limitSteps(series: Series, frame: Frame): Markup {
  const paths = new Map<string, { css: string; d: string; endX: number; endY: number }>();
  for (const { version, x0, x1 } of visibleOf(series, frame)) {
    for (const line of version.lines) {
      const key = JSON.stringify([version.order, line.tier, line.side]);
      const y = frame.y(line.y);
      const known = paths.get(key);
      const joined = known !== undefined && Math.abs(known.endX - x0) < 0.05;
      const move = joined ? `V${at(y)}H${at(x1)}` : `M${at(x0)} ${at(y)}H${at(x1)}`;
      paths.set(key, { css: classOf(line), d: (known?.d ?? '') + move, endX: x1, endY: y });
    }
  }
  return join([...paths.values()].map(({ css, d }) => markup`<path class="${css}" d="${pathData(d)}"/>`));
}

/** Labels pushed apart so that none covers another, in the order of their height. */
function spread(labels: readonly { y: number; line: LimitLine }[]): readonly { y: number; line: LimitLine }[] {
  let last = -Infinity;
  return [...labels]
    .sort((a, b) => a.y - b.y)
    .map((l) => {
      last = Math.max(l.y, last + 13);
      return { ...l, y: last };
    });
}

/** Values of the limits: those that hold at the right edge beside it, earlier ones at the start of their step. */
export function limitLabels(series: Series, frame: Frame): Markup {
  const visible = visibleOf(series, frame);
  const right = visible.filter(({ x1 }) => x1 >= PLOT.x1 - 0.05);
  const left = visible.filter((v) => !right.includes(v));
  const beside = spread(right.flatMap(({ version }) => version.lines.map((line) => ({ y: frame.y(line.y), line }))));
  const first = new Set<string>();
  const changes = visible.flatMap(({ version, x0 }) => {
    const word = first.has(version.order) || version.from < frame.from ? 'limits changed' : 'order starts';
    first.add(version.order);
    return x0 > PLOT.x0 + 0.05 ? [{ x0, word }] : [];
  });
  return join([
    ...changes.map(
      ({ x0, word }) =>
        markup`<path class="step" d="M${at(x0)} ${PLOT.y0 - 12}V${PLOT.y1}"/><text x="${at(x0 + 4)}" y="${PLOT.y0 - 4}">${word}</text>`,
    ),
    ...left.flatMap(({ version, x0 }) =>
      version.lines.map(
        (line) =>
          markup`<text class="t${classOf(line)}" x="${at(x0 + 5)}" y="${at(frame.y(line.y) - 4)}">${words(line)}</text>`,
      ),
    ),
    ...beside.map(
      ({ y, line }) =>
        markup`<text class="t${classOf(line)}" x="${PLOT.x1 + 7}" y="${at(y + 4)}">${words(line)}</text>`,
    ),
  ]);
}

/** Times without permission and on hold, with a word where there is room for it. */
export const shades = (series: Series, frame: Frame): Markup =>
  join(
    series.shades
      .filter((s) => s.to > frame.from && s.from < frame.to)
      .map((s) => {
        const x0 = frame.x(s.from);
        const x1 = frame.x(s.to);
        const [css, label] = s.kind === 'on-hold' ? ['hold', 'on hold'] : ['closed', 'no permission'];
        const text =
          x1 - x0 < 80
            ? undefined
            : markup`<text x="${at((x0 + x1) / 2)}" y="${PLOT.y1 - 7}" text-anchor="middle">${label}</text>`;
        return markup`<rect class="${css}" x="${at(x0)}" y="${PLOT.y0}" width="${at(x1 - x0)}" height="${PLOT.y1 - PLOT.y0}"><title>${label}</title></rect>${text}`;
      }),
  );
