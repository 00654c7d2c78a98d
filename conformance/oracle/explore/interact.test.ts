import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import { HistoryBuilder, makeReading, type ReadingInput } from '../history-builder.test-helper.ts';
import { bearingOn, opsInteract, type Reach } from './interact.ts';
import { type Effect, planOf } from './plan.ts';
import { MINUTE } from '../time/instant.ts';

const READING: ReadingInput = { name: 'r', value: '120', at: '2035-01-01T00:00:00Z' };
const submitted = (input: Partial<ReadingInput>, status: 'final' | 'corrected' = 'final'): OpLine =>
  new HistoryBuilder().op({ op: 'reading.submit', reading: { ...makeReading({ ...READING, ...input }), status } });
const other = (): OpLine => new HistoryBuilder().op({ op: 'clock.advance', to: '2035-01-01T00:00:00Z' });
const [AT_FIVE, AT_SIX] = ['2035-01-01T00:05:00Z', '2035-01-01T00:06:00Z'];

describe('it can matter which of two comes first', () => {
  test.each<[string, boolean, OpLine, OpLine, Reach]>([
    ['of a reading and anything else', true, submitted({}), other(), 0n],
    ['of anything else and a reading', true, other(), submitted({}), 0n],
    ['of two others', true, other(), other(), 0n],
    ['not of two readings', false, submitted({}), submitted({ name: 's' }), 0n],
    ['not of two of one instant', false, submitted({}), submitted({ name: 's' }), 0n],
    ['of any two where all bear on all', true, submitted({}), submitted({ name: 's', at: AT_SIX }), 'all'],
    ['of a correction and a reading', true, submitted({}, 'corrected'), submitted({ name: 's', at: AT_SIX }), 0n],
    ['of a reading and a correction', true, submitted({ name: 's', at: AT_SIX }), submitted({}, 'corrected'), 0n],
    ['of two within reach', true, submitted({}), submitted({ name: 's', at: AT_FIVE }), 5n * MINUTE],
    ['of two within reach, turned round', true, submitted({ name: 's', at: AT_FIVE }), submitted({}), 5n * MINUTE],
    ['not of two further apart', false, submitted({}), submitted({ name: 's', at: AT_SIX }), 5n * MINUTE],
    ['not of two further apart, turned round', false, submitted({ at: AT_SIX }), submitted({ name: 's' }), 5n * MINUTE],
    ['of two under one name', true, submitted({}), submitted({ at: AT_SIX }), 0n],
    ['of one measurement', true, submitted({ device: 'd' }), submitted({ name: 's', device: 'd' }), 0n],
    ['not of two devices', false, submitted({ device: 'd' }), submitted({ name: 's', device: 'e' }), 0n],
    ['not where no device is named', false, submitted({ device: 'd' }), submitted({ name: 's' }), 0n],
  ])('%s', (_name, expected, a, b, reach) => {
    expect(opsInteract(a, b, reach)).toBe(expected);
  });
});

describe('what bears on an effect', () => {
  const effect = (...ops: OpLine[]): Effect => {
    const [only] = planOf(ops.slice(0, 1), { seen: () => undefined, repeated: () => undefined });
    if (only === undefined) throw new Error('no effect');
    return { ...only, ops };
  };
  const minute = (n: number): Effect => effect(submitted({ name: `m${n}`, at: `2035-01-01T00:0${n}:00Z` }));
  test('directly, or through one another', () => {
    const [a, b, c, d] = [minute(0), minute(2), minute(4), minute(8)];
    expect(bearingOn(a, [a, b, c, d], 2n * MINUTE)).toEqual([b, c]);
    expect(bearingOn(d, [a, b, c, d], 2n * MINUTE)).toEqual([]);
    expect(bearingOn(a, [d, c, b, a], 4n * MINUTE)).toEqual([c, b, d]);
  });
  test('by any of its operations', () => {
    const both = effect(
      submitted({ name: 'x', at: '2035-01-01T00:09:00Z' }),
      submitted({ name: 'y', at: '2035-01-01T00:01:00Z' }),
    );
    const a = minute(0);
    expect(bearingOn(a, [both], MINUTE)).toEqual([both]);
    expect(bearingOn(both, [a], MINUTE)).toEqual([a]);
  });
});
