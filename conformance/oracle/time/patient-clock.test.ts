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

  test('over a stretch it is everything the stretch can have met', () => {
    const clock = clockOf(advance('2035-02-01T00:00:00Z', 100, 0));
    const span = clock.over(50 * MS, 200 * MS);
    expect(span.low).toBe(START + 50n * MSn);
    expect(span.high).toBe(instant('2035-02-01T00:00:00Z') + 100n * MSn);
  });
});
