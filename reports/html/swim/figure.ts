import * as Plot from '@observablehq/plot';
import { ms } from '../../model/findings.ts';
import type { Mark, Place, Span, SwimLanes } from '../../model/swim-lanes.ts';
import { chart } from '../chart/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { frameOf, labelsOf, type SwimFrame } from './frame.ts';

const NAMES: Readonly<Record<SwimLanes['role'], Readonly<Record<Place, string>>>> = {
  receiver: { device: 'Device', phone: 'Phone', platform: 'Platform', inbox: 'In Basket' },
  sender: { device: 'Device', phone: 'Phone', platform: 'EHR', inbox: 'In Basket' },
};
const ROW = 42;
const MARGINS = { marginLeft: 74, marginRight: 24, marginTop: 26, marginBottom: 40 } as const;

const STYLE = {
  done: { fill: 'var(--m-curve)', stroke: 'var(--card)', symbol: 'circle', r: 4.5 },
  refused: { fill: 'var(--card)', stroke: 'var(--m-critical)', symbol: 'times', r: 5, strokeWidth: 2 },
  unknown: { fill: 'var(--card)', stroke: 'var(--m-refused)', symbol: 'circle', r: 4.5, strokeDasharray: '2 1.5' },
} as const;

/** What holds for a time, as a broad bar at its place. */
const bars = (spans: readonly Span[], frame: SwimFrame, name: (p: Place) => string, stroke: string): Plot.Markish =>
  Plot.ruleY(spans, {
    y: (s) => name(s.place),
    x1: (s) => frame.x(s.fromMs),
    x2: (s) => frame.x(s.untilMs ?? Infinity),
    stroke,
    strokeWidth: 18,
    title: (s) => s.text,
  });

/** The deadline: the band in which it had to happen, and its end; of several, the band ends at the first. */
function deadline({ deadlines }: SwimLanes, frame: SwimFrame): readonly Plot.Markish[] {
  if (deadlines.length === 0) return [];
  const ends = deadlines.map((d) => ({
    x: frame.x(d.ms),
    text: `deadline${d.what === '' ? '' : `, ${d.what}:`} ${ms(d.ms)} ms`,
  }));
  const first = ends.reduce((least, d) => Math.min(least, d.x), Infinity);
  return [
    Plot.rectX([{ x1: frame.x(0), x2: first }], { x1: 'x1', x2: 'x2', fill: 'var(--f-band)' }),
    Plot.ruleX(ends, { x: 'x', stroke: 'var(--m-reference)', strokeWidth: 1.5, insetTop: -6 }),
    Plot.text(ends, { x: 'x', text: 'text', frameAnchor: 'top', dy: -20, fill: 'var(--t-good)' }),
  ];
}

/** The interval that the delay lies in, as the oracle measured it; what was never seen has no end. */
function measured({ timing }: SwimLanes, frame: SwimFrame, inbox: string): readonly Plot.Markish[] {
  if (timing === undefined) return [];
  const { lowMs, highMs } = timing;
  const row = [{ y: inbox, x1: frame.x(lowMs), x2: frame.x(highMs ?? Infinity) }];
  const style = { stroke: 'var(--m-critical)', strokeWidth: 2, strokeDasharray: '2 4' } as const;
  const never = Plot.text(row, {
    x: 'x2',
    y: 'y',
    text: () => 'never seen',
    textAnchor: 'end',
    dy: -14,
    fill: 'var(--t-bad)',
  });
  return highMs === null ? [Plot.ruleY(row, { y: 'y', x1: 'x1', x2: 'x2', ...style }), never] : [];
}

function dots(marks: readonly Mark[], frame: SwimFrame, name: (p: Place) => string): readonly Plot.Markish[] {
  return (['done', 'refused', 'unknown'] as const).flatMap((state) => {
    const mine = marks.filter((m) => m.state === state);
    const place = { x: (m: Mark) => frame.x(m.ms), y: (m: Mark) => name(m.place), title: (m: Mark) => m.text };
    return mine.length === 0 ? [] : [Plot.dot(mine, { ...place, ...STYLE[state] })];
  });
}

/** What was on its way. */
const arrows = ({ hops }: SwimLanes, frame: SwimFrame, name: (p: Place) => string): Plot.Markish =>
  Plot.arrow(
    hops.filter((h) => frame.isInside(h.fromMs) || frame.isInside(h.untilMs)),
    {
      x1: (h) => frame.x(h.fromMs),
      y1: (h) => name(h.from),
      x2: (h) => frame.x(h.untilMs),
      y2: (h) => name(h.to),
      stroke: 'var(--m-refused)',
      strokeWidth: 1.25,
      headLength: 6,
      inset: 5,
    },
  );

/** The same in words. */
export function describeSwim({ role, marks, uncertain, timing }: SwimLanes): string {
  const at = (place: Place, what: string): readonly string[] => {
    const count = new Set(marks.filter((m) => m.place === place).map((m) => m.seq)).size;
    return count === 0 ? [] : [`${count} ${what}`];
  };
  const sights = uncertain.length === 0 ? 'no item in sight' : `${uncertain.length} in sight in the In Basket`;
  const came = role === 'sender' ? at('platform', 'at the EHR') : [...at('platform', 'at the platform'), sights];
  const end =
    timing === undefined
      ? []
      : [
          `deadline ${ms(timing.deadlineMs)} ms`,
          timing.highMs === null ? 'never seen' : `seen after ${ms(timing.lowMs)} to ${ms(timing.highMs)} ms`,
        ];
  return [...at('device', 'measured'), ...came, ...end].join(', ');
}

/**
 * The way from the device to the In Basket as swim lanes: what happened where and when, what was on its way, until when
 * it had to come, and where nobody knows the instant (shaded). `#8` is line 8 of the history. `name`: of the failure.
 */
export function swimFigure(lanes: SwimLanes, name: string): Markup {
  const frame = frameOf(lanes);
  const places = (['device', 'phone', 'platform', 'inbox'] as const).filter(
    (p) => p !== 'inbox' || lanes.role === 'receiver',
  );
  const nameOf = (place: Place): string => NAMES[lanes.role][place];
  const faults = lanes.faults.filter((f) => (f.untilMs ?? Infinity) > frame.from && f.fromMs < frame.to);
  const drawing = chart(
    {
      width: 1080,
      height: ROW * places.length + MARGINS.marginTop + MARGINS.marginBottom,
      ...MARGINS,
      x: { type: 'linear', domain: [frame.from, frame.to] },
      y: { type: 'point', domain: places.map(nameOf), padding: 0.5 },
      marks: [
        ...deadline(lanes, frame),
        Plot.ruleY(places.map(nameOf), { stroke: 'var(--rule)' }),
        ...(faults.length === 0 ? [] : [bars(faults, frame, nameOf, 'var(--f-hold)')]),
        ...(lanes.uncertain.length === 0 ? [] : [bars(lanes.uncertain, frame, nameOf, 'var(--f-doubt)')]),
        ...measured(lanes, frame, nameOf(lanes.role === 'sender' ? 'platform' : 'inbox')),
        arrows(lanes, frame, nameOf),
        ...dots(lanes.marks, frame, nameOf),
        Plot.text(labelsOf(lanes.marks, frame), {
          x: 'x',
          y: (l) => nameOf(l.place),
          text: 'text',
          textAnchor: 'start',
          dx: 6,
          dy: 11,
        }),
        Plot.axisY({ label: null, tickSize: 0, fill: 'var(--t-ink)' }),
        Plot.axisX({
          label: `ms of the run's clock from the intended send (#${lanes.zero})`,
          labelArrow: 'none',
          ticks: 8,
        }),
      ],
    },
    `Timeline of ${name}: ${describeSwim(lanes)}`,
  );
  return markup`<figure class="swim"><div class="scroll" tabindex="0" role="region" aria-label="Timeline: ${name}">${drawing}</div></figure>`;
}
