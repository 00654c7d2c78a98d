import { describe, expect, it } from 'vitest';
import type { FaultLine, HistoryLine } from '../../conformance/history/lines.ts';
import { finding, historyBuilder, item, order, reading, requirement, runLine } from '../sample-run.test-helper.ts';
import { linesBySeq } from './run-facts.ts';
import { swimLanes } from './swim-lanes.ts';

const unmet = (over: Parameters<typeof finding>[0]) => ({
  requirement: requirement('ALR-01', 'FAIL'),
  finding: finding(over),
});

/** An order, a reading that is refused, sent again and accepted, and its item 130 ms after. */
function scene() {
  const h = historyBuilder('s/fhir');
  h.op({ op: 'order.submit', order: order() });
  const r = reading(4, 1, '212');
  h.op({ op: 'reading.submit', reading: r }, 'unknown', {});
  h.op({ op: 'reading.submit', reading: r });
  h.seen(item(r, 'abnormal', 'H'));
  return h.lines;
}
const lanesOf = (lines: readonly HistoryLine[], seqs: readonly number[], faults: readonly FaultLine[] = []) =>
  swimLanes(unmet({ lines: seqs, timing: { deadlineMs: 100, lowMs: 40, highMs: 130 } }), linesBySeq(lines), faults);

describe('swim lanes', () => {
  it('begin at the intended send of the attempt that was accepted', () => {
    const lanes = lanesOf(scene(), [1, 2, 3, 4]);
    expect(lanes?.zero).toBe(3);
    expect(lanes?.marks.find((m) => m.seq === 3 && m.place === 'device')?.ms).toBe(0);
    expect(lanes?.marks.find((m) => m.seq === 2 && m.place === 'device')?.ms).toBe(-20);
  });

  it('take a reading from the device over the phone to the platform, with what came back', () => {
    const mine = lanesOf(scene(), [2, 3])?.marks.filter((m) => m.seq === 2) ?? [];
    expect(mine.map((m) => [m.place, m.state])).toEqual([
      ['device', 'done'],
      ['phone', 'done'],
      ['platform', 'unknown'],
    ]);
    expect(mine.every((m) => m.text.startsWith('#2 '))).toBe(true);
  });

  it('have a clinician act at the In Basket', () =>
    expect(lanesOf(scene(), [1, 3])?.hops.map((h) => [h.from, h.to])).toEqual([
      ['inbox', 'platform'],
      ['device', 'phone'],
      ['phone', 'platform'],
    ]));

  it('show an item between the two looks that it appeared between, and no instant of its own', () =>
    expect(lanesOf(scene(), [3, 4])?.uncertain).toEqual([
      { place: 'inbox', fromMs: 40, untilMs: 130, text: expect.stringContaining('seen in search') as string },
    ]));

  it('place what was done to the system there, and what was done to one phone there', () => {
    const fault = { kind: 'fault', seq: 9, fault: 'stop', from: 60e6, until: 70e6 } as const;
    const one = { ...fault, patient: { system: 'urn:x', value: '1' } };
    expect(lanesOf(scene(), [3], [fault, one])?.faults.map((f) => [f.place, f.fromMs, f.untilMs])).toEqual([
      ['platform', 0, 10],
      ['phone', 0, 10],
    ]);
  });

  it('keep what lies nearest the beginning where there is too much', () => {
    const h = historyBuilder('s/fhir');
    for (let i = 0; i < 40; i += 1) h.op({ op: 'reading.submit', reading: reading(i, i, '100') });
    const lanes = swimLanes(
      unmet({ lines: h.lines.map((_, i) => i + 1), subject: { reading: 'urn:example:meter|R20' } }),
      linesBySeq(h.lines),
      [],
    );
    const seqs = new Set(lanes?.marks.map((m) => m.seq));
    expect(lanes?.zero).toBe(21);
    expect(seqs.size).toBe(14);
    expect(Math.min(...seqs)).toBeGreaterThan(10);
  });

  it('have the measured deadline, else the declared ones for what had to come, and none for what must not', () => {
    const run = runLine({ deadlines: { critical: 500, other: 2000, filed: 1 } });
    const of = (over: Parameters<typeof finding>[0], line = run) =>
      swimLanes(unmet({ lines: [3], ...over }), linesBySeq(scene()), [], line)?.deadlines;
    expect(of({ timing: { deadlineMs: 100, lowMs: 1, highMs: 2 } })).toEqual([{ ms: 100, what: '' }]);
    expect(of({})).toEqual([
      { ms: 500, what: 'critical' },
      { ms: 2000, what: 'other' },
    ]);
    expect(of({}, runLine())).toEqual([{ ms: 1000, what: '' }]);
    expect(of({ polarity: 'must-not' })).toEqual([]);
    expect(of({ subject: {} })).toEqual([]);
    expect(of({}, runLine({ role: 'sender' }))).toEqual([]);
  });

  it('are undefined where the history holds nothing of the finding', () =>
    expect(swimLanes(unmet({ lines: [99] }), new Map(), [])).toBeUndefined());
});
