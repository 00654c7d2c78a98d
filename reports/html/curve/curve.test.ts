import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../model/instant.ts';
import type { Alert, LimitVersion, Point, Series } from '../../model/series.ts';
import { curve, figure } from './figure.ts';
import { frameOf, SIZE } from './frame.ts';
import { legend } from './legend.ts';

const T0 = Date.UTC(2035, 2, 5, 5);
const day = (n: number): number => T0 + n * DAY_MS;

const point = (n: number, y: number, over: Partial<Point> = {}): Point => ({
  reading: `r${n}`,
  ms: day(n),
  state: 'filed',
  y,
  mark: 'value',
  text: `${y} mg/dL`,
  ...over,
});
const version = (from: number, to: number, high: number): LimitVersion => ({
  order: 'O',
  from,
  to,
  lines: [{ tier: 'reference', side: 'high', y: high, text: String(high) }],
  change: [],
});
const series = (over: Partial<Series> = {}): Series => ({
  lane: 's/fhir',
  patient: 'urn:x|1',
  patientName: undefined,
  measure: 'glucose',
  unit: 'mg/dL',
  offsetMin: -300,
  points: [point(0, 100), point(5, 200), point(10, 120)],
  truth: [],
  alerts: [],
  versions: [],
  shades: [],
  ...over,
});
const alert = (over: Partial<Alert> = {}): Alert => ({
  item: 'i',
  kind: 'abnormal',
  direction: 'up',
  ms: day(5),
  y: 200,
  mark: 'value',
  withdrawn: false,
  baseline: undefined,
  text: 'abnormal H',
  ...over,
});

const PLOT = {
  x0: SIZE.marginLeft,
  x1: SIZE.width - SIZE.marginRight,
  y0: SIZE.marginTop,
  y1: SIZE.height - SIZE.marginBottom,
};
/** Where an instant and a value have to be drawn. */
const place = (s: Series) => {
  const f = frameOf(s);
  return {
    x: (ms: number) => PLOT.x0 + ((ms - f.from) / (f.to - f.from)) * (PLOT.x1 - PLOT.x0),
    y: (v: number) => PLOT.y1 - ((v - f.low) / (f.high - f.low)) * (PLOT.y1 - PLOT.y0),
  };
};
/** Groups of marks of the drawing whose attributes match. */
const groups = (source: string, having: RegExp): readonly string[] =>
  [...source.matchAll(/<g( [^>]*)>((?:(?!<\/?g[ >]).)*)<\/g>/gs)].flatMap(([, attributes = '', content = '']) =>
    having.test(attributes) ? [content] : [],
  );
const drawnOf = (s: Series, having: RegExp, compact = false): string =>
  groups(curve(s, compact).source, having).join('');
const steps = (d: string): readonly (readonly [string, ...number[]])[] =>
  (d.match(/[A-Za-z][^A-Za-z]*/g) ?? []).map((c) => [
    c.charAt(0),
    ...(c.slice(1).match(/-?[\d.]+/g) ?? []).map(Number),
  ]);
const pathOf = (source: string): string => / d="([^"]*)"/.exec(source)?.[1] ?? '';
const circlesOf = (source: string) =>
  [...source.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map((m) => [Number(m[1]), Number(m[2])] as const);

const REFERENCE = /stroke="var\(--m-reference\)"/;
const LINE = /fill="none" stroke="var\(--m-curve\)"/;
const FILED = /^ fill="var\(--m-curve\)"/;

describe('limit lines', () => {
  it('step at the very instant from which the later version holds', () => {
    const s = series({ versions: [version(day(-3), day(4), 180), version(day(4), day(90), 150)] });
    const at = place(s);
    const path = steps(pathOf(drawnOf(s, REFERENCE)));
    const turn = path.findIndex(([, x]) => Math.abs((x ?? 0) - at.x(day(4))) < 1);
    expect(path[0]).toEqual(['M', PLOT.x0, expect.closeTo(at.y(180), 0)]);
    expect(path[turn]?.[2]).toBeCloseTo(at.y(180), 0);
    expect(path.at(-1)).toEqual(['L', expect.closeTo(PLOT.x1, 0), expect.closeTo(at.y(150), 0)]);
    for (const [i, [, x, y]] of path.entries()) {
      const before = path[i - 1];
      // Only level and upright, never slanting from one limit to the next.
      if (before !== undefined) expect(x === before[1] || y === before[2]).toBe(true);
    }
  });

  it('are broken where no version holds between', () => {
    const s = series({ versions: [version(day(0), day(2), 180), version(day(6), day(90), 150)] });
    const path = steps(pathOf(drawnOf(s, REFERENCE)));
    expect(path.filter(([c]) => c === 'M')).toHaveLength(2);
    const at = place(s);
    expect(path.some(([, x]) => (x ?? 0) > at.x(day(2)) + 1 && (x ?? 0) < at.x(day(6)) - 1)).toBe(false);
  });

  it('of a one-sided order have a band up to the edge of the plot', () => {
    const s = series({ versions: [version(day(-3), day(90), 180)] });
    const rect = / y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(drawnOf(s, /fill="var\(--f-band\)"/));
    expect(Number(rect?.[1])).toBeCloseTo(place(s).y(180), 0);
    expect(Number(rect?.[1]) + Number(rect?.[2])).toBeCloseTo(PLOT.y1, 0);
  });

  it('are labelled once each, without two labels on one spot', () => {
    const close = {
      ...version(day(-3), day(90), 180),
      lines: [
        { tier: 'reference', side: 'high', y: 180, text: '180' },
        { tier: 'critical', side: 'high', y: 181, text: '181' },
      ],
    } as const;
    const source = curve(series({ versions: [close] }), false).source;
    const ys = [...source.matchAll(/translate\([\d.]+,([\d.]+)\)">(?:180|181 critical) high</g)].map((m) =>
      Number(m[1]),
    );
    expect(ys).toHaveLength(2);
    expect(Math.abs((ys[1] ?? 0) - (ys[0] ?? 0))).toBeGreaterThanOrEqual(12.9);
  });
});

describe('readings', () => {
  it('lie where their time and value put them', () => {
    const s = series();
    const at = place(s);
    expect(circlesOf(drawnOf(s, FILED))).toEqual(
      s.points.map((p) => [expect.closeTo(at.x(p.ms), 0), expect.closeTo(at.y(p.y ?? NaN), 0)]),
    );
  });

  it('are hollow when refused, dashed when unanswered, and not part of the line', () => {
    const s = series({
      points: [point(0, 100), point(5, 200, { state: 'refused' }), point(7, 90, { state: 'unknown' }), point(10, 120)],
    });
    const hollow = groups(curve(s, false).source, /fill="var\(--card\)" stroke="var\(--m-refused\)"/);
    expect(hollow.map((g) => circlesOf(g).length)).toEqual([1, 1]);
    expect(groups(curve(s, false).source, /--m-refused.*dasharray="2 1.5"/)).toHaveLength(1);
    expect(steps(pathOf(drawnOf(s, LINE)))).toHaveLength(2);
  });

  it('are not joined across a time without permission', () => {
    const s = series({ shades: [{ kind: 'no-permission', from: day(6), to: day(8) }] });
    expect(drawnOf(s, LINE).match(/M/g)).toHaveLength(2);
  });

  it('are all drawn, however many, and with words of their own unless compact', () => {
    const s = series({ points: Array.from({ length: 1500 }, (_, i) => point(i / 10, 100 + (i % 90))) });
    expect(circlesOf(drawnOf(s, FILED, true))).toHaveLength(1500);
    expect(curve(s, true).source).not.toContain('<title>');
    expect(drawnOf(s, FILED).match(/<title>/g)).toHaveLength(1500);
    expect(steps(pathOf(drawnOf(s, LINE)))).toHaveLength(1500);
  });

  it('off the scale stand at the edge, and one absurd value does not flatten the others', () => {
    const s = series({ points: [...series().points, point(6, 1e30), point(7, 0, { y: undefined, mark: 'HI' })] });
    expect(frameOf(s).high).toBeLessThan(300);
    expect(Math.min(...circlesOf(drawnOf(s, FILED)).map(([, y]) => y))).toBe(PLOT.y0);
    expect(curve(s, false).source).toContain('>HI<');
  });
});

describe('items', () => {
  it('are drawn by kind, direction and state', () => {
    const s = series({
      alerts: [
        alert({ kind: 'critical' }),
        alert(),
        alert({ direction: 'down' }),
        alert({ kind: 'change', baseline: { ms: day(0), y: 100 } }),
        alert({ withdrawn: true }),
      ],
    });
    const { source } = curve(s, false);
    for (const kind of ['critical', 'abnormal', 'change'])
      expect(
        groups(source, new RegExp(`^ fill="var\\(--m-${kind}\\)" stroke="var\\(--card\\)"`)).length,
      ).toBeGreaterThan(0);
    expect(groups(source, /^ fill="var\(--card\)" stroke="var\(--m-abnormal\)"/)).toHaveLength(1);
    expect(source.match(/rotate\(180\)/g)).toHaveLength(1);
    expect(groups(source, /stroke="var\(--m-change\)".*dasharray="3 2"/)).toHaveLength(1);
  });

  it.each(['HI', 'LO', 'none'] as const)('off the scale (%s) lie where their reading is drawn', (mark) => {
    const s = series({
      points: [...series().points, point(7, 0, { y: undefined, mark })],
      alerts: [alert({ ms: day(7), y: undefined, mark, kind: 'critical' })],
    });
    const drawing =
      /<g fill="var\(--m-critical\)"[^>]*transform="translate\(0,(-?\d+)\)"><path transform="translate\([\d.]+,([\d.]+)\)/;
    const [, dy, y] = drawing.exec(curve(s, false).source) ?? [];
    expect(Number(y) + Number(dy)).toBe(mark === 'HI' ? PLOT.y0 + 8 : PLOT.y1 - 8);
  });
});

describe('shades', () => {
  it('cover exactly the time they stand for, cut at the frame', () => {
    const s = series({
      shades: [
        { kind: 'no-permission', from: -Infinity, to: day(0) },
        { kind: 'on-hold', from: day(4), to: day(6) },
      ],
    });
    const at = place(s);
    const rect = (fill: string) =>
      (/ x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(drawnOf(s, new RegExp(fill))) ?? []).slice(1).map(Number);
    expect(rect('f-closed')).toEqual([PLOT.x0, expect.closeTo(at.x(day(0)) - PLOT.x0, 0)]);
    expect(rect('f-hold')).toEqual([expect.closeTo(at.x(day(4)), 0), expect.closeTo(at.x(day(6)) - at.x(day(4)), 0)]);
  });
});

describe('ticks', () => {
  it('lie on local midnights of the offset, by their date', () => {
    const s = series();
    const at = place(s);
    const [, x] = /translate\(([\d.]+),\d+\)">7 Mar</.exec(curve(s, false).source) ?? [];
    expect(Number(x)).toBeCloseTo(at.x(day(2)), 0);
  });
});

describe('legend', () => {
  it('explains only the marks there are', () => {
    const { source } = legend([series({ alerts: [alert({ kind: 'critical' })] })]);
    expect(source.match(/<li>/g)).toHaveLength(2);
    expect(source).toContain('critical item');
    expect(legend([]).source).toBe('');
  });
});

describe('figure', () => {
  it('counts one reading as one', () =>
    expect(figure(series({ points: [point(0, 100)] }), false).source).toContain('curve: 1 reading filed, no items'));

  const full = series({
    patientName: '<script>alert(1)</script>',
    versions: [version(day(-3), day(4), 180), version(day(4), day(90), 150)],
    alerts: [alert()],
    shades: [{ kind: 'on-hold', from: day(7), to: day(9) }],
  });

  it('is well-formed and names its axes', () => {
    const { source } = figure(full, false);
    const parser = new SaxesParser({ fragment: true });
    parser.on('error', (e) => {
      throw e;
    });
    parser.write(source).close();
    expect(source).toContain('>mg/dL</text>');
    expect(source).toContain('2035, local time UTC−05:00');
    expect(source).toContain('>on hold</text>');
    expect(source).not.toContain('<script');
    expect(figure(full, false).source).toBe(source);
  });

  it('draws no NaN and no Infinity, whatever there is to draw', () => {
    const number = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constantFrom(0, 1e99, -1e99));
    const instant = fc.oneof(
      fc.integer({ min: day(-400), max: day(400) }),
      fc.constantFrom(Date.UTC(1, 1, 1), Date.UTC(9999, 11, 29)),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(instant, number), { maxLength: 12 }),
        fc.array(fc.tuple(instant, number), { maxLength: 3 }),
        (points, limits) => {
          const s = series({
            points: points.map(([ms, y], i) => ({ ...point(i, y), ms })),
            versions: limits.map(([ms, y]) => version(ms, ms + DAY_MS, y)),
            shades: [{ kind: 'no-permission', from: -Infinity, to: Infinity }],
          });
          expect(figure(s, false).source).not.toMatch(/NaN|Infinity|undefined/);
        },
      ),
      { numRuns: 100 },
    );
  });
});
