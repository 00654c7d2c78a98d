import { expect, it } from 'vitest';
import type { ArrivedLine, HistoryLine } from '../../conformance/history/lines.ts';
import { finding, historyBuilder, PATIENT, reading, requirement } from '../sample-run.test-helper.ts';
import { lanesOf } from './lane-series.ts';
import { linesBySeq } from './run-facts.ts';
import { swimLanes } from './swim-lanes.ts';

/** Three measurements shown at a phone, of which one arrives, one is refused, and one never comes; and one of somebody else. */
function history(): HistoryLine[] {
  const h = historyBuilder('check:snd-01/gatt');
  const show = (n: number, whose: 'patient' | 'other' = 'patient') =>
    h.op({ op: 'phone.show', patient: PATIENT, reading: reading(n, n, String(100 + n)), whose });
  for (const n of [1, 2, 3]) show(n);
  show(4, 'other');
  const arrived = (seq: number, n: number, outcome: ArrivedLine['outcome']): ArrivedLine => ({
    kind: 'arrived',
    seq,
    lane: 'check:snd-01/gatt',
    via: 'fhir',
    phone: PATIENT,
    at: seq * 1e9,
    answered: seq * 1e9 + 1e6,
    wall: '2026-01-02T03:04:06Z',
    way: 'create',
    outcome,
    reading: reading(n, n, String(100 + n)),
  });
  return [...h.lines, arrived(5, 1, 'accepted'), arrived(6, 2, 'refused')];
}

it('a curve of a sender has what the device showed as the truth, and what arrived as its readings', () => {
  const [series] = lanesOf(history()).get('check:snd-01/gatt')?.series ?? [];
  expect(series?.truth.map((t) => t.y)).toEqual([101, 102, 103]);
  expect(series?.points.map((p) => [p.y, p.state])).toEqual([
    [101, 'filed'],
    [102, 'refused'],
  ]);
  expect(series?.unit).toBe('mg/dL');
  expect(series?.offsetMin).toBe(-300);
});

it('a timeline of a sender goes from the device over the phone to the EHR of the harness', () => {
  const found = finding({ lines: [1, 5, 6], subject: { reading: 'urn:example:meter|R1' } });
  const lanes = swimLanes({ requirement: requirement('SND-01', 'FAIL'), finding: found }, linesBySeq(history()), []);
  expect(lanes?.role).toBe('sender');
  expect(lanes?.zero).toBe(1);
  expect(lanes?.marks.map((m) => [m.seq, m.place, m.state])).toEqual([
    [1, 'device', 'done'],
    [1, 'phone', 'done'],
    [5, 'platform', 'done'],
    [6, 'platform', 'refused'],
  ]);
});
