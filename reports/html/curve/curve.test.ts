import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../model/instant.ts';
import type { Alert, LimitVersion, Point, Series } from '../../model/series.ts';
import { figure } from './figure.ts';
import { frameOf, PLOT } from './frame.ts';
import { bands, limitLabels, limitSteps, shades } from './limits.ts';
import { alerts, curveLine, readings } from './marks.ts';
import { timeTicks, valueTicks } from './ticks.ts';

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

/** Numbers of a path, command by command. */
const steps = (d: string): readonly (readonly [string, ...number[]])[] =>
  (d.match(/[A-Za-z][^A-Za-z]*/g) ?? []).map((c) => [
    c.charAt(0),
    ...(c.slice(1).match(/-?[\d.]+/g) ?? []).map(Number),
  ]);
const pathOf = (source: string, css: string): string =>
  new RegExp(`<path class="${css}" d="([^"]*)"`).exec(source)?.[1] ?? '';

describe('limit lines', () => {
  it('step at the very instant from which the later version holds', () => {
    const s = series({ versions: [version(day(-3), day(4), 180), version(day(4), day(90), 150)] });
    const frame = frameOf(s);
    const [move, h1, v, h2] = steps(pathOf(limitSteps(s, frame).source, 'ref'));
    expect(move).toEqual(['M', expect.closeTo(frame.x(day(-3)), 0), expect.closeTo(frame.y(180), 0)]);
    expect(h1?.[0]).toBe('H');
    expect(h1?.[1]).toBeCloseTo(frame.x(day(4)), 0);
    expect(v).toEqual(['V', expect.closeTo(frame.y(150), 0)]);
    expect(h2?.[1]).toBeCloseTo(PLOT.x1, 0);
    expect(frame.y(150)).toBeGreaterThan(frame.y(180));
  });

  it('are broken where no version holds between', () => {
    const s = series({ versions: [version(day(0), day(2), 180), version(day(6), day(90), 150)] });
    expect(steps(pathOf(limitSteps(s, frameOf(s)).source, 'ref')).map(([c]) => c)).toEqual(['M', 'H', 'M', 'H']);
  });

  it('of a one-sided order have a band up to the edge of the plot', () => {
    const s = series({ versions: [version(day(-3), day(90), 180)] });
    const rect = /y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(bands(s, frameOf(s)).source);
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
    const s = series({ versions: [close] });
    const source = limitLabels(s, frameOf(s)).source;
    expect(source).toContain('180 high');
    expect(source).toContain('181 critical high');
    const ys = [...source.matchAll(/ y="([\d.]+)">18/g)].map((m) => Number(m[1])).sort((a, b) => a - b);
    expect((ys[1] ?? 0) - (ys[0] ?? 0)).toBeGreaterThanOrEqual(13);
  });
});

describe('readings', () => {
  it('lie where their time and value put them, later to the right, higher up', () => {
    const s = series();
    const frame = frameOf(s);
    const circles = [...readings(s, frame, false).source.matchAll(/cx="([\d.]+)" cy="([\d.]+)"/g)].map((m) => [
      Number(m[1]),
      Number(m[2]),
    ]);
    expect(circles).toHaveLength(3);
    const [a, b, c] = circles.map(([x]) => x ?? 0);
    expect((b ?? 0) - (a ?? 0)).toBeCloseTo((c ?? 0) - (b ?? 0), 0);
    expect(circles[1]?.[1]).toBeCloseTo(frame.y(200), 0);
    expect(circles[1]?.[1]).toBeLessThan(circles[0]?.[1] ?? 0);
  });

  it('are hollow when refused, and not part of the line', () => {
    const s = series({ points: [point(0, 100), point(5, 200, { state: 'refused' }), point(10, 120)] });
    const frame = frameOf(s);
    expect(readings(s, frame, false).source).toContain('<circle class="refused"');
    expect(steps(pathOf(curveLine(s, frame).source, 'curve'))).toHaveLength(2);
  });

  it('are not joined across a time without permission', () => {
    const s = series({ shades: [{ kind: 'no-permission', from: day(6), to: day(8) }] });
    expect(steps(pathOf(curveLine(s, frameOf(s)).source, 'curve')).map(([c]) => c)).toEqual(['M', 'L', 'M']);
  });

  it('are all drawn, however many and however compact', () => {
    const points = Array.from({ length: 1500 }, (_, i) => point(i / 10, 100 + (i % 90)));
    const s = series({ points });
    const frame = frameOf(s);
    expect(pathOf(readings(s, frame, true).source, 'dots').match(/h0/g)).toHaveLength(1500);
    expect(readings(s, frame, false).source.match(/<circle/g)).toHaveLength(1500);
    expect(steps(pathOf(curveLine(s, frame).source, 'curve'))).toHaveLength(1500);
  });

  it('off the scale stand at the edge, and one absurd value does not flatten the others', () => {
    const s = series({ points: [...series().points, point(6, 1e30), point(7, 0, { y: undefined, mark: 'HI' })] });
    const frame = frameOf(s);
    expect(frame.high).toBeLessThan(300);
    expect(frame.y(1e30)).toBe(PLOT.y0);
    expect(readings(s, frame, false).source).toContain('>HI</text>');
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
    const source = alerts(s, frameOf(s), false).source;
    expect([...source.matchAll(/class="mark ([^"]*)"/g)].map((m) => m[1])).toEqual([
      'a-critical',
      'a-abnormal',
      'a-abnormal',
      'a-change',
      'gone a-abnormal',
    ]);
    expect(source.match(/class="base"/g)).toHaveLength(1);
  });
});

describe('items off the scale', () => {
  it.each(['HI', 'LO', 'none'] as const)('%s: lie where their reading is drawn', (mark) => {
    const s = series({
      points: [...series().points, point(7, 0, { y: undefined, mark })],
      alerts: [alert({ ms: day(7), y: undefined, mark, kind: 'critical' })],
    });
    const frame = frameOf(s);
    const drawn = / (?:c?y)="([\d.]+)"/.exec(readings({ ...s, points: s.points.slice(-1) }, frame, false).source)?.[1];
    const top = steps(/ d="([^"]*)"/.exec(alerts(s, frame, false).source)?.[1] ?? '')[0]?.[2] ?? NaN;
    const middle = top + 7.5;
    expect(Math.abs(middle - Number(drawn))).toBeLessThanOrEqual(4.1);
    expect(middle < (PLOT.y0 + PLOT.y1) / 2).toBe(mark === 'HI');
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
    const frame = frameOf(s);
    const rects = [...shades(s, frame).source.matchAll(/class="(\w+)" x="([\d.]+)" y="\d+" width="([\d.]+)"/g)];
    expect(rects.map((r) => r[1])).toEqual(['closed', 'hold']);
    expect(Number(rects[0]?.[2])).toBe(PLOT.x0);
    expect(Number(rects[1]?.[2])).toBeCloseTo(frame.x(day(4)), 0);
    expect(Number(rects[1]?.[3])).toBeCloseTo(frame.x(day(6)) - frame.x(day(4)), 0);
  });
});

describe('ticks', () => {
  it('lie on local midnights of the offset', () => {
    const ticks = timeTicks(day(0) + HOUR_MS, day(6), -300);
    expect(ticks.map((t) => t.label)).toEqual(['6 Mar', '7 Mar', '8 Mar', '9 Mar', '10 Mar', '11 Mar']);
    expect(ticks[0]?.ms).toBe(day(1));
  });

  it('show the clock within a day', () =>
    expect(timeTicks(day(0), day(0.5), -300).map((t) => t.label)).toEqual([
      '5 Mar',
      '02:00',
      '04:00',
      '06:00',
      '08:00',
      '10:00',
      '12:00',
    ]));

  it('of values are round, inside, and neither few nor many', () => {
    expect(valueTicks(40, 262).map((t) => t.label)).toEqual(['50', '100', '150', '200', '250']);
    expect(valueTicks(80.6, 82.4).map((t) => t.label)).toEqual(['81.0', '81.5', '82.0']);
    fc.assert(
      fc.property(
        fc.double({ min: -1e5, max: 1e5, noNaN: true }),
        fc.double({ min: 0.5, max: 1e5, noNaN: true }),
        (low, span) => {
          const ticks = valueTicks(low, low + span);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(7);
          for (const t of ticks) expect(t.value).toBeGreaterThanOrEqual(low - 1e-6 * span);
        },
      ),
    );
  });
});

describe('figure', () => {
  it('counts one reading as one', () =>
    expect(figure(series({ points: [point(0, 100)] }), false).source).toContain('curve: 1 reading filed, no items'));

  const full = series({
    patientName: '<script>alert(1)</script>',
    versions: [version(day(-3), day(4), 180), version(day(4), day(90), 150)],
    alerts: [alert()],
    shades: [{ kind: 'on-hold', from: day(8), to: day(9) }],
  });

  it('is well-formed, names its axes, and explains only the marks it has', () => {
    const { source } = figure(full, false);
    const parser = new SaxesParser({ fragment: true });
    parser.on('error', (e) => {
      throw e;
    });
    parser.write(source).close();
    expect(source).toContain('>mg/dL</text>');
    expect(source).toContain('2035, local time UTC−05:00');
    expect(source).toContain('order on hold');
    expect(source).not.toContain('critical item<');
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
      { numRuns: 300 },
    );
  });
});
