import { describe, expect, test } from 'vitest';
import { HistoryBuilder, MS, STARTED } from '../history-builder.test-helper.ts';
import type { OpLine } from '../../history/lines.ts';
import { instant, SECOND } from './instant.ts';
import { PatientClock } from './patient-clock.ts';

const START = instant(STARTED);
const advance = (to: string, sentMs: number, tookMs: number, outcome: OpLine['outcome'] = 'ok'): OpLine => {
  const builder = new HistoryBuilder().wait(sentMs);
  builder.advance(to, 'p1', { took: tookMs, outcome });
  const line = builder.lines.at(-1);
  if (line?.kind !== 'op') throw new Error('no op');
  return line;
};
const clockOf = (...ops: OpLine[]): PatientClock => {
  const clock = new PatientClock(STARTED, 0n);
  for (const op of ops) clock.add(op);
  return clock;
};
const MSn = BigInt(MS);

describe('virtual time', () => {
  test('is wall time before any advance, within a second', () => {
    const clock = new PatientClock(STARTED);
    expect(clock.at(5000 * MS)).toEqual({ low: START + 4n * SECOND, high: START + 6n * SECOND });
    expect(clock.used).toBe(false);
  });

  test('after an advance it is its target and what has passed since, between sent and settled', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    const to = instant('2035-02-01T00:00:00Z');
    expect(clock.at(1150 * MS)).toEqual({ low: to + 1000n * MSn, high: to + 1050n * MSn });
    expect(clock.used).toBe(true);
  });

  test('while the advance is on its way it may or may not have happened', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    const to = instant('2035-02-01T00:00:00Z');
    expect(clock.at(120 * MS)).toEqual({ low: START + 120n * MSn, high: to + 20n * MSn });
  });

  test('before it was sent it has not', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    expect(clock.at(99 * MS)).toEqual({ low: START + 99n * MSn, high: START + 99n * MSn });
  });

  test('an unknown one leaves both open for ever', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50, 'unknown'));
    const to = instant('2035-02-01T00:00:00Z');
    expect(clock.at(10_000 * MS)).toEqual({ low: START + 10_000n * MSn, high: to + 9_900n * MSn });
  });

  test('a refused one moved nothing', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50, 'refused'));
    expect(clock.used).toBe(false);
    expect(clock.at(200 * MS).high).toBe(START + 200n * MSn);
  });

  test('the last settled one counts, in whatever order they are told', () => {
    const first = advance('2035-02-01T00:00:00Z', 100, 10);
    const second = advance('2035-03-01T00:00:00Z', 200, 10);
    const to = instant('2035-03-01T00:00:00Z');
    for (const clock of [clockOf(first, second), clockOf(second, first)])
      expect(clock.at(300 * MS)).toEqual({ low: to + 90n * MSn, high: to + 100n * MSn });
  });

  test('a settled one after an unknown one settles the doubt', () => {
    const clock = clockOf(
      advance('2035-02-01T00:00:00Z', 100, 10, 'unknown'),
      advance('2035-03-01T00:00:00Z', 200, 10),
    );
    expect(clock.at(300 * MS).low).toBe(instant('2035-03-01T00:00:00Z') + 90n * MSn);
  });

  test('no other operation moves it', () => {
    const clock = clockOf();
    clock.add(new HistoryBuilder().op({ op: 'inbox.look', surface: 'inbox' }));
    expect(clock.used).toBe(false);
  });

  test('of two that were sent together the one told later counts as the later', () => {
    const [feb, march] = [advance('2035-02-01T00:00:00Z', 100, 0), advance('2035-03-01T00:00:00Z', 100, 0)];
    for (const [first, second] of [
      [feb, march],
      [march, feb],
    ] as const)
      expect(clockOf(first, second).at(100 * MS).low).toBe(
        instant(second.act.op === 'clock.advance' ? second.act.to : ''),
      );
  });

  test('what may have come to nothing never sets it back', () => {
    const late = advance('2035-01-15T00:00:00Z', 200, 10, 'unknown');
    const to = instant('2035-02-01T00:00:00Z');
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 0), late);
    expect(clock.at(300 * MS)).toEqual({ low: to + 200n * MSn, high: to + 200n * MSn });
  });

  test('several that were never answered leave all of them open', () => {
    const [feb, march] = ['2035-02-01T00:00:00Z', '2035-03-01T00:00:00Z'] as const;
    const clock = clockOf(advance(march, 100, 10, 'unknown'), advance(feb, 200, 10, 'unknown'));
    expect(clock.at(300 * MS)).toEqual({ low: START + 300n * MSn, high: instant(march) + 200n * MSn });
  });

  test('over a stretch it is everything the stretch can have met', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 0));
    const span = clock.over(50 * MS, 200 * MS);
    expect(span.low).toBe(START + 50n * MSn);
    expect(span.high).toBe(instant('2035-02-01T00:00:00Z') + 100n * MSn);
  });
});

describe('when virtual time reached an instant', () => {
  const to = instant('2035-02-01T00:00:00Z');
  const ms = (from: number, until: number) => ({ from: from * MS, to: until * MS });

  test('without an advance it is the wall time, give or take the tolerance, also before the run began', () => {
    const clock = new PatientClock(STARTED);
    expect(clock.reached(START + 5n * SECOND)).toEqual(ms(4000, 6000));
    expect(clock.reached(START - 5n * SECOND)).toEqual(ms(-6000, -4000));
    expect(clock.due(START + 5n * SECOND)).toEqual({ ...ms(4000, 6000), virtual: false });
  });

  test('an advance passes all up to its target between sent and settled, and what is due in it counts from its ready', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    for (const at of [to, to - 86_400n * SECOND]) {
      expect(clock.reached(at)).toEqual(ms(100, 150));
      expect(clock.due(at)).toEqual({ ...ms(150, 150), virtual: true });
    }
  });

  test('what comes after its target comes as time runs', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    expect(clock.reached(to + 1000n * MSn)).toEqual(ms(1100, 1150));
    expect(clock.due(to + 1000n * MSn)).toEqual({ ...ms(1100, 1150), virtual: true });
  });

  test('an advance that was never answered may have reached it, or only time will', () => {
    const clock = clockOf(advance('2035-01-01T01:00:00Z', 100, 50, 'unknown'));
    const at = instant('2035-01-01T01:00:00Z');
    expect(clock.reached(at)).toEqual(ms(100, 3_600_000));
    expect(clock.due(at)).toEqual({ ...ms(100, 3_600_000), virtual: true });
  });

  test('never, if not by the end of what is asked about', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    expect(clock.due(to + 60n * SECOND, 10_000 * MS)).toBe('never');
  });

  test('what falls due as time runs is not held up by an advance that comes later, or was never answered', () => {
    const at = START + 500n * MSn;
    const due = (sent: number, outcome: OpLine['outcome']) =>
      clockOf(advance('2035-01-01T00:00:00.600Z', sent, 100, outcome)).due(at);
    expect(due(1000, 'ok')).toEqual({ ...ms(500, 500), virtual: false });
    expect(due(450, 'unknown')).toEqual({ ...ms(450, 500), virtual: true });
    expect(due(450, 'ok')).toEqual({ ...ms(500, 550), virtual: true });
    expect(due(500, 'ok')).toEqual({ ...ms(500, 600), virtual: true });
  });

  test('is asked up to an instant, that one included', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    expect(clock.due(to, 149 * MS)).toBe('never');
    expect(clock.due(to, 150 * MS)).toEqual({ ...ms(150, 150), virtual: true });
  });

  test('of two advances under way at once each may be the one', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 200), advance('2035-03-01T00:00:00Z', 200, 50));
    expect(clock.reached(to)).toEqual(ms(100, 250));
    expect(clock.reached(instant('2035-03-01T00:00:00Z'))).toEqual(ms(200, 250));
  });

  test('a later advance is known to a clock that was asked before', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 50));
    const later = instant('2035-03-01T00:00:00Z');
    expect(clock.reached(later).from).toBeGreaterThan(10_000 * MS);
    clock.add(advance('2035-03-01T00:00:00Z', 300, 10));
    expect(clock.reached(later)).toEqual(ms(300, 310));
  });
});
