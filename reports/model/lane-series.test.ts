import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import {
  historyBuilder,
  HOUR,
  item,
  order,
  PATIENT,
  reading,
  runLine,
  sampleLines,
  START,
  when,
} from '../sample-run.test-helper.ts';
import { lanesOf } from './lane-series.ts';
import type { Series } from './series.ts';

const permission = (hours: number, status: 'granted' | 'withdrawn') =>
  ({
    op: 'permission.set',
    permission: {
      identifier: { system: 'urn:p', value: 'P' },
      patient: PATIENT,
      measure: 'glucose',
      status,
      at: when(hours),
    },
  }) as const;

function only(lines: readonly HistoryLine[]): Series {
  const series = [...lanesOf(lines).values()].flatMap((l) => l.series);
  const [first] = series;
  if (first === undefined || series.length !== 1) throw new Error(`one series expected, not ${series.length}`);
  return first;
}

const limits = (high: string) => [{ tier: 'reference' as const, high }];

describe('limit versions', () => {
  it('hold from their instant until the next one, the first from the start of the order', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order({ limits: limits('180') }) });
    h.op({ op: 'order.change', order: order({ limits: limits('160'), effectiveFrom: when(48) }) });
    const { versions } = only(h.lines);
    expect(versions.map((v) => [v.from, v.to, v.lines[0]?.text])).toEqual([
      [START - 24 * HOUR, START + 48 * HOUR, '180'],
      [START + 48 * HOUR, START + 24 * 60 * HOUR, '160'],
    ]);
  });

  it('are not those of a refused change, and none of an order entered in error', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order({ limits: limits('180') }) });
    h.op({ op: 'order.change', order: order({ limits: limits('160'), effectiveFrom: when(48) }) }, 'refused');
    expect(only(h.lines).versions.map((v) => v.lines[0]?.text)).toEqual(['180']);
    h.op({ op: 'reading.submit', reading: reading(1, 1, '100') });
    h.op({ op: 'order.change', order: order({ status: 'entered-in-error' }) });
    expect(only(h.lines).versions).toEqual([]);
  });

  it('without an instant of its own, a change holds from its acceptance on the clock of the patient', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order({ limits: limits('180') }) });
    h.op({ op: 'clock.advance', to: when(72), patient: PATIENT });
    h.op({ op: 'order.change', order: order({ limits: limits('160') }) });
    expect((only(h.lines).versions[1]?.from ?? 0) - (START + 72 * HOUR)).toBe(20);
  });

  it('are drawn in the unit of the latest order', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order({ unit: 'mmol/L', limits: limits('10.0') }) });
    h.op({ op: 'reading.submit', reading: reading(1, 1, '180.156') });
    const series = only(h.lines);
    expect(series.unit).toBe('mmol/L');
    expect(series.points[0]?.y).toBeCloseTo(10, 9);
  });

  it('end in a hold, which is a shade', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    h.op(permission(-30, 'granted'));
    h.op({ op: 'order.change', order: order({ status: 'on-hold', effectiveFrom: when(24) }) });
    h.op({ op: 'order.change', order: order({ effectiveFrom: when(48) }) });
    const series = only(h.lines);
    expect(series.shades.filter((s) => s.kind === 'on-hold')).toEqual([
      { kind: 'on-hold', from: START + 24 * HOUR, to: START + 48 * HOUR },
    ]);
    expect(series.versions).toHaveLength(2);
  });
});

describe('permission', () => {
  it('is shaded where it is not there: before the first grant and while withdrawn', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    h.op(permission(0, 'granted'));
    h.op(permission(10, 'withdrawn'));
    h.op(permission(12, 'withdrawn'), 'refused');
    h.op(permission(20, 'granted'));
    expect(only(h.lines).shades).toEqual([
      { kind: 'no-permission', from: -Infinity, to: START },
      { kind: 'no-permission', from: START + 10 * HOUR, to: START + 20 * HOUR },
    ]);
  });

  it('that was never given shades everything', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'order.submit', order: order() });
    expect(only(h.lines).shades).toEqual([{ kind: 'no-permission', from: -Infinity, to: Infinity }]);
  });
});

describe('points', () => {
  it('a reading sent again is one point, in its best state; another content under the same key is another', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'reading.submit', reading: reading(1, 1, '100') }, 'unknown', {});
    h.op({ op: 'reading.submit', reading: reading(1, 1, '100') });
    h.op({ op: 'reading.submit', reading: reading(1, 1, '100') });
    h.op({ op: 'reading.submit', reading: reading(1, 1, '101') }, 'refused', { refusal: 'conflict' });
    expect(only(h.lines).points.map((p) => [p.text, p.state])).toEqual([
      ['100 mg/dL', 'filed'],
      ['101 mg/dL · refused: conflict', 'refused'],
    ]);
  });

  it('HI, LO and failures have no place on the y axis', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'reading.submit', reading: reading(1, 1, '', { result: { kind: 'off-scale', direction: 'high' } }) });
    h.op({ op: 'reading.submit', reading: reading(2, 2, '', { result: { kind: 'off-scale', direction: 'low' } }) });
    h.op({ op: 'reading.submit', reading: reading(3, 3, '', { result: { kind: 'absent', reason: 'error' } }) });
    expect(only(h.lines).points.map((p) => [p.mark, p.y])).toEqual([
      ['HI', undefined],
      ['LO', undefined],
      ['none', undefined],
    ]);
  });
});

const bare = (n: number) => reading(n, n, '', { result: { kind: 'absent', reason: 'error' } });

describe('alerts', () => {
  it('lie on the reading they name, with their baseline; the latest version counts', () => {
    const h = historyBuilder('s/fhir');
    const base = reading(1, 1, '90');
    const raised = reading(2, 25, '212');
    h.op({ op: 'reading.submit', reading: base });
    h.op({ op: 'reading.submit', reading: raised });
    h.seen(item(raised, 'change', 'U', { baseline: base.identifier }));
    h.seen(item(raised, 'change', 'U', { baseline: base.identifier, version: 2, status: 'withdrawn' }));
    const { alerts } = only(h.lines);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      kind: 'change',
      direction: 'up',
      ms: START + 25 * HOUR,
      y: 212,
      withdrawn: true,
      baseline: { ms: START + HOUR, y: 90 },
    });
  });

  it('on a reading without a place carry its mark; without a reading, the edge of their direction', () => {
    const h = historyBuilder('s/fhir');
    const low = reading(1, 1, '', { result: { kind: 'off-scale', direction: 'low' } });
    h.op({ op: 'reading.submit', reading: low });
    h.seen(item(low, 'critical', 'LL'));
    h.seen(item(bare(7), 'critical', 'HH'));
    h.seen(item(bare(8), 'critical', 'LL'));
    h.seen(item(bare(9), 'abnormal', 'N'));
    expect(only(h.lines).alerts.map((a) => [a.mark, a.y])).toEqual([
      ['LO', undefined],
      ['HI', undefined],
      ['LO', undefined],
      ['none', undefined],
    ]);
  });

  it('about a reading that was never sent lie where they say themselves', () => {
    const h = historyBuilder('s/fhir');
    h.op({ op: 'reading.submit', reading: reading(1, 1, '90') });
    h.seen(item(reading(9, 5, '300'), 'critical', 'HH'));
    expect(only(h.lines).alerts[0]).toMatchObject({ ms: START + 5 * HOUR, y: 300, kind: 'critical' });
  });
});

describe('lanesOf', () => {
  it('keeps lanes, patients and measures apart', () => {
    const lanes = lanesOf([runLine(), ...sampleLines()]);
    expect([...lanes.keys()]).toEqual(['first-week-type2/fhir', 'heart-failure-decompensation/hl7v2']);
    expect([...lanes.values()].map((l) => l.series.map((s) => [s.measure, s.unit, s.offsetMin]))).toEqual([
      [['glucose', 'mg/dL', -300]],
      [['weight', 'kg', -300]],
    ]);
    expect(lanes.get('heart-failure-decompensation/hl7v2')?.seen).toHaveLength(2);
  });

  it('draws no one who has neither reading nor order nor item', () => {
    const h = historyBuilder('s/fhir');
    h.op(permission(0, 'granted'));
    expect(lanesOf(h.lines).get('s/fhir')?.series).toEqual([]);
  });
});
