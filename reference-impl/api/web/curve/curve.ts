import { scaleLinear, scaleUtc } from 'd3-scale';
import { line } from 'd3-shape';
import { html, type Html } from '../html.ts';

/** One reading to draw. `value`: in the unit of the curve; a float, for drawing alone. */
export interface CurvePoint {
  readonly atMs: number;
  readonly value: number;
  /** What it said, and when: a tooltip. */
  readonly text: string;
  /** Whether it is beyond a limit. */
  readonly isOut: boolean;
  /** The one that the page is about. */
  readonly isChosen: boolean;
}

/** One limit, as a line across. */
export interface CurveLine {
  readonly value: number;
  readonly tier: 'reference' | 'critical';
  readonly text: string;
}

export interface Curve {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly CurvePoint[];
  readonly lines: readonly CurveLine[];
  /** Minutes that the clock of the place is ahead of UTC: the axis shows that clock. */
  readonly offsetMin: number;
  /** As many of the latest readings has the table beside it; absent: each. */
  readonly tabled?: number;
  /** Makes the ids of a page's drawings differ. */
  readonly id: string;
}

const WIDTH = 720;
const HEIGHT = 260;
const PLOT = { left: 48, right: 620, top: 28, bottom: 226 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const at = (n: number): string => String(Math.round(n * 10) / 10);

interface Frame {
  readonly x: ReturnType<typeof scaleUtc<number>>;
  readonly y: ReturnType<typeof scaleLinear<number>>;
}

/** Room for every reading and every limit, and some hours where there is one instant alone. */
const frameOf = ({ points, lines, offsetMin }: Curve): Frame => {
  const times = points.map(({ atMs }) => atMs + offsetMin * MINUTE_MS);
  const values = [...points, ...lines].map(({ value }) => value);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const room = from === to ? 6 * HOUR_MS : 0;
  return {
    x: scaleUtc<number>([from - room, to + room], [PLOT.left + 8, PLOT.right - 8]),
    y: scaleLinear<number>([Math.min(...values), Math.max(...values)], [PLOT.bottom, PLOT.top]).nice(5),
  };
};

const grid = ({ x, y }: Frame): Html => {
  const valueText = y.tickFormat(5);
  const timeText = x.tickFormat(6);
  const values = y.ticks(5).map((value) => {
    const level = at(y(value));
    return html`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${level}" y2="${level}" /><text
        x="${PLOT.left - 6}"
        y="${at(y(value) + 4)}"
        text-anchor="end"
        >${valueText(value)}</text
      >`;
  });
  const times = x.ticks(6).map((time) => {
    const place = at(x(time));
    return html`<line class="axis" x1="${place}" x2="${place}" y1="${PLOT.bottom}" y2="${PLOT.bottom + 5}" /><text
        x="${place}"
        y="${PLOT.bottom + 20}"
        text-anchor="middle"
        >${timeText(time)}</text
      >`;
  });
  return html`${values}<line
      class="axis"
      x1="${PLOT.left}"
      x2="${PLOT.right}"
      y1="${PLOT.bottom}"
      y2="${PLOT.bottom}"
    />${times}`;
};

/** Least distance of two texts at the right edge. */
const APART = 13;

/** Lines from the top, their texts far enough from each other to be read. */
const limits = ({ lines }: Curve, { y }: Frame): Html => {
  let above = Number.NEGATIVE_INFINITY;
  const drawn = lines
    .toSorted((a, b) => b.value - a.value)
    .map(({ value, tier, text }) => {
      const level = at(y(value));
      above = Math.max(y(value) + 4, above + APART);
      return html`<line class="${tier}" x1="${PLOT.left}" x2="${PLOT.right}" y1="${level}" y2="${level}" /><text
          x="${PLOT.right + 4}"
          y="${at(above)}"
          >${text}</text
        >`;
    });
  return html`${drawn}`;
};

const marks = ({ points, offsetMin }: Curve, { x, y }: Frame): Html => {
  const xOf = ({ atMs }: CurvePoint): number => x(atMs + offsetMin * MINUTE_MS);
  const path = line<CurvePoint>(xOf, ({ value }) => y(value)).digits(1)([...points]) ?? '';
  const dots = points.map((point) => {
    const [cx, cy] = [at(xOf(point)), at(y(point.value))];
    return html`<circle class="${point.isOut ? 'out' : 'dot'}" cx="${cx}" cy="${cy}" r="${point.isOut ? 4 : 2.5}"
        ><title>${point.text}</title></circle
      >${point.isChosen && html`<circle class="chosen" cx="${cx}" cy="${cy}" r="9" />`}`;
  });
  return html`<path class="curve" d="${path}" />${dots}`;
};

const described = ({ points, unit, lines, tabled }: Curve): string => {
  const values = points.map(({ value }) => value);
  const out = points.filter(({ isOut }) => isOut).length;
  const drawn = lines.length === 0 ? 'no limits drawn' : `limits ${lines.map(({ text }) => text).join(', ')}`;
  return `${points.length} readings from ${Math.min(...values)} to ${Math.max(...values)} ${unit}, ${out} of them beyond a limit; ${drawn}. The table has ${tabled === undefined ? 'each reading' : `the latest ${tabled}`}.`;
};

/** A patient's readings over time with limits, as SVG. Nothing where there is nothing to draw. */
export const curve = (of: Curve): Html | undefined => {
  if (of.points.length === 0) return undefined;
  const frame = frameOf(of);
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="t-${of.id}">
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="t-${of.id} d-${of.id}">
      <title id="t-${of.id}">Curve: ${of.title}</title>
      <desc id="d-${of.id}">${described(of)}</desc>
      <text x="${PLOT.left - 6}" y="11" text-anchor="end">${of.unit}</text>
      ${grid(frame)}${limits(of, frame)}${marks(of, frame)}
    </svg>
  </div>`;
};
