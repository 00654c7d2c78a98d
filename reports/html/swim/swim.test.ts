import { describe, expect, it } from 'vitest';
import type { Mark, SwimLanes } from '../../model/swim-lanes.ts';
import { describeSwim, swimFigure } from './figure.ts';
import { frameOf, labelsOf } from './frame.ts';

const mark = (over: Partial<Mark> = {}): Mark => ({
  seq: 1,
  place: 'device',
  ms: 0,
  state: 'done',
  text: '#1',
  ...over,
});
const lanes = (over: Partial<SwimLanes> = {}): SwimLanes => ({
  role: 'receiver',
  zero: 1,
  marks: [mark(), mark({ place: 'platform', ms: 10 }), mark({ seq: 2, place: 'inbox', ms: 130 })],
  hops: [{ from: 'device', to: 'platform', fromMs: 0, untilMs: 10 }],
  uncertain: [{ place: 'inbox', fromMs: 40, untilMs: 130, text: '#2' }],
  faults: [],
  timing: { deadlineMs: 100, lowMs: 40, highMs: 130 },
  deadlines: [{ ms: 100, what: '' }],
  ...over,
});
/** From ms to x, by the ticks of the drawing. */
const scaleOf = (source: string) => {
  const ticks = [...source.matchAll(/translate\(([\d.]+),[\d.]+\)">(−?[\d,]+)</g)].map(
    (m) => [Number(m[1]), Number((m[2] ?? '').replace('−', '-').replace(',', ''))] as const,
  );
  const [[x0, v0], [x1, v1]] = [ticks[0] ?? [0, 0], ticks.at(-1) ?? [0, 0]];
  return (ms: number) => x0 + ((ms - v0) / (v1 - v0)) * (x1 - x0);
};

describe('the frame', () => {
  it('holds the beginning, the deadline and the sight', () => {
    const frame = frameOf(lanes());
    expect([0, 100, 130].every(frame.isInside)).toBe(true);
  });
  it('draws what lies days away at its edge', () => {
    const frame = frameOf(lanes({ marks: [...lanes().marks, mark({ seq: 3, ms: -9e6 }), mark({ seq: 4, ms: 9e6 })] }));
    expect(frame.to - frame.from).toBeLessThan(1000);
    expect([frame.x(-9e6), frame.x(9e6)]).toEqual([frame.from, frame.to]);
  });
});

it('labels name the lines of the history, once where marks would cover each other, and say what lies outside', () => {
  const marks = [mark(), mark({ seq: 2, ms: 1 }), mark({ seq: 3, ms: 60 }), mark({ seq: 4, ms: -9e6 })];
  expect(labelsOf(marks, frameOf(lanes({ marks }))).map((l) => l.text)).toEqual(['#4 earlier', '#1 #2', '#3']);
});

describe('the drawing', () => {
  it('has the band end at the deadline', () => {
    const { source } = swimFigure(lanes(), 'ALR-01 in a lane');
    const [, x, width] = /fill="var\(--f-band\)"><rect x="([\d.]+)" y="\d+" width="([\d.]+)"/.exec(source) ?? [];
    const at = scaleOf(source);
    expect(Number(x)).toBeCloseTo(at(0), 0);
    expect(Number(x) + Number(width)).toBeCloseTo(at(100), 0);
    expect(source).toContain('deadline 100 ms');
  });

  it('has the band end at the first of several deadlines, and names each', () => {
    const deadlines = [
      { ms: 60, what: 'critical' },
      { ms: 100, what: 'other' },
    ];
    const { source } = swimFigure(lanes({ timing: undefined, deadlines }), 'LIM-03');
    const [, x, width] = /fill="var\(--f-band\)"><rect x="([\d.]+)" y="\d+" width="([\d.]+)"/.exec(source) ?? [];
    expect(Number(x) + Number(width)).toBeCloseTo(scaleOf(source)(60), 0);
    expect(source).toContain('deadline, critical: 60 ms');
    expect(source).toContain('deadline, other: 100 ms');
  });

  it('shades the time in which the item may have come', () => {
    const { source } = swimFigure(lanes(), 'ALR-01 in a lane');
    const [, x1, x2] = /stroke="var\(--f-doubt\)"[^>]*><line x1="([\d.]+)" x2="([\d.]+)"/.exec(source) ?? [];
    const at = scaleOf(source);
    expect([Number(x1), Number(x2)]).toEqual([expect.closeTo(at(40), 0), expect.closeTo(at(130), 0)]);
  });

  it('says that an item was never seen, and never shows an end of the waiting', () => {
    const never = lanes({ uncertain: [], timing: { deadlineMs: 100, lowMs: 40, highMs: null } });
    expect(swimFigure(never, 'ALR-01 in a lane').source).toContain('never seen');
    expect(describeSwim(never)).toBe('1 measured, 1 at the platform, no item in sight, deadline 100 ms, never seen');
    expect(swimFigure(lanes(), 'ALR-01 in a lane').source).not.toContain('>never seen<');
  });

  it('has no In Basket where none is spoken of, and the same bytes every time', () => {
    const sender = lanes({ role: 'sender', marks: lanes().marks.slice(0, 2), uncertain: [], timing: undefined });
    expect(swimFigure(sender, 'ALR-01 in a lane').source).not.toContain('>In Basket<');
    expect(swimFigure(sender, 'ALR-01 in a lane').source).toContain('>EHR<');
    expect(swimFigure(lanes(), 'ALR-01 in a lane').source).toBe(swimFigure(lanes(), 'ALR-01 in a lane').source);
  });

  it('escapes every text', () => {
    const evil = '"><script>alert(1)</script>';
    const { source } = swimFigure(
      lanes({ marks: [mark({ text: evil })], faults: [{ place: 'phone', fromMs: 0, untilMs: 9, text: evil }] }),
      evil,
    );
    expect(source).not.toContain('<script');
    // Two marks, and its name in two labels.
    expect(source.match(/&lt;script&gt;/g)).toHaveLength(4);
  });
});
