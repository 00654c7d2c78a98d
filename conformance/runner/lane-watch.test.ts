import { describe, expect, test } from 'vitest';
import { type Act, NOT_OFFERED, type OpLine } from '../history/lines.ts';
import { LaneWatch, said, silenceWatch, timedOut } from './lane-watch.ts';

const MS = 1_000_000;
const capability: Act = { op: 'capability.read' };
const advance: Act = { op: 'clock.advance', to: '2026-01-05T08:00:00Z' };

const op = (ms: number, more: Partial<OpLine> = {}): OpLine => ({
  kind: 'op',
  seq: 1,
  lane: 'a/fhir',
  via: 'fhir',
  actor: 'ehr',
  act: capability,
  intended: 0,
  sent: 5 * MS,
  settled: (5 + ms) * MS,
  wall: '2026-01-05T08:00:00Z',
  outcome: 'unknown',
  answer: { text: 'no whole answer within 15000 ms' },
  ...more,
});
const silent = op(15_000);

describe('a time-out', () => {
  test('is an operation without an answer that took the whole time', () => {
    expect(timedOut(silent, 15_000)).toBe(true);
    expect(timedOut(op(14_999), 15_000)).toBe(true);
  });
  test.each([
    ['a reset comes sooner', op(14_000)],
    ['a late 500 is an answer', op(15_000, { answer: { code: '500' } })],
    ['a late refusal is an answer', op(15_000, { outcome: 'refused', answer: { code: '422' } })],
    ['a late success is an answer', op(15_000, { outcome: 'ok', answer: {} })],
  ])('%s', (_, line) => expect(timedOut(line, 15_000)).toBe(false));
});

describe('silence', () => {
  const reasons = (ops: readonly OpLine[]): (string | undefined)[] => ops.map(silenceWatch(15_000));
  const REASON = 'no answer within 15 s, three times in a row';
  test('is three time-outs in a row', () =>
    expect(reasons([silent, silent, silent])).toEqual([undefined, undefined, REASON]));
  test('any answer between them breaks it', () =>
    expect(reasons([silent, silent, op(1, { answer: { code: '500' } }), silent, silent])).toEqual(
      Array.from({ length: 5 }, () => undefined),
    ));
  test('each wire counts for itself', () => {
    const v2 = op(15_000, { via: 'hl7v2' });
    expect(reasons([silent, v2, silent, v2, silent])).toEqual([undefined, undefined, undefined, undefined, REASON]);
  });
});

describe('a lane stops', () => {
  const stopAfter = (...ops: readonly OpLine[]) => {
    const watch = new LaneWatch(15_000);
    for (const line of ops) watch.note(line);
    return watch.stop;
  };
  test('after three time-outs, and that is silence', () =>
    expect(stopAfter(silent, silent, silent)).toMatchObject({ silent: true }));
  test('after three time-outs over HL7 v2, but the system may still be read', () => {
    const v2 = op(15_000, { via: 'hl7v2' });
    expect(stopAfter(v2, v2, v2)).toMatchObject({
      silent: false,
      reason: 'no answer within 15 s, three times in a row',
    });
  });
  test('at a clock that does not advance, and that is none', () =>
    expect(stopAfter(op(1, { act: advance, outcome: 'refused', answer: { code: '422', text: 'backwards' } }))).toEqual({
      reason: 'the test clock did not advance to 2026-01-05T08:00:00Z: HTTP 422: backwards',
      silent: false,
    }));
  test('not at a clock that does', () =>
    expect(stopAfter(op(1, { act: advance, outcome: 'ok', answer: {} }))).toBeUndefined());
  test('not at a refusal or an error of another act', () =>
    expect(stopAfter(op(1, { outcome: 'refused', answer: { code: '422' } }), op(1, { answer: {} }))).toBeUndefined());
  test('where nothing was sent, because the system has no such thing, and that does not apply', () => {
    const text = `a token endpoint ${NOT_OFFERED}`;
    expect(stopAfter(op(1, { answer: { text } }))).toEqual({ reason: text, silent: false, notApplicable: true });
    // What a system says by itself excuses it from nothing.
    expect(stopAfter(op(1, { answer: { code: '500', text } }))).toBeUndefined();
    expect(stopAfter(op(1, { outcome: 'refused', answer: { code: '422', text } }))).toBeUndefined();
  });
  test('for the first reason that there was', () =>
    expect(stopAfter(op(1, { act: advance, answer: {} }), silent, silent, silent)).toMatchObject({ silent: false }));
});

test.each([
  [op(1, { answer: { code: '500', text: 'busy' } }), 'HTTP 500: busy'],
  [op(1, { answer: { code: '500' } }), 'HTTP 500'],
  [op(1, { via: 'hl7v2', answer: { code: 'AE' } }), 'AE'],
  [op(1, { answer: { text: 'ECONNRESET' } }), 'ECONNRESET'],
  [op(1, { answer: {} }), 'no answer'],
])('what was answered, for people: %#', (line, text) => expect(said(line)).toBe(text));

describe('a step back of the test clock', () => {
  const stop = (...steps: readonly (readonly [hour: string, outcome: OpLine['outcome'], patient?: string])[]) => {
    const watch = new LaneWatch(15_000);
    for (const [hour, outcome, patient = 'p1'] of steps)
      watch.note(
        op(5, {
          act: { op: 'clock.advance', to: `2026-01-05T${hour}:00:00Z`, patient: { system: 'urn:x', value: patient } },
          outcome,
          answer: { code: outcome === 'ok' ? '200' : '422' },
        }),
      );
    return watch.stop?.reason;
  };
  test('leaves the lane where it was when it is refused', () =>
    expect(stop(['08', 'ok'], ['07', 'refused'], ['09', 'ok'])).toBeUndefined());
  test('ends it where nobody can tell what became of it', () =>
    expect(stop(['08', 'ok'], ['07', 'unknown'])).toContain('did not advance to 2026-01-05T07'));
  test('is none for another patient, or where no step came before', () => {
    expect(stop(['08', 'ok'], ['07', 'refused', 'p2'])).toContain('did not advance');
    expect(stop(['07', 'refused'])).toContain('did not advance');
  });
});
