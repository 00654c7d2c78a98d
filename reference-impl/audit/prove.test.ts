import { describe, expect, test } from 'vitest';
import { CHAIN_START } from './chain.ts';
import type { StoredRow, TrailVerdict } from './prove.ts';
import { eventOfNumber, prove, rechained, trailOf } from './trail.test-helper.ts';

const { rows, head } = trailOf([1, 2, 3, 4, 5].map((n) => eventOfNumber(n)));
const renumbered = (row: StoredRow, seq: number): StoredRow => ({ ...row, seq: BigInt(seq) });
const breakOf = (verdict: TrailVerdict) =>
  verdict.intact ? undefined : { fits: verdict.head.count, ...verdict.broken };

describe('an intact trail', () => {
  test('is proved to its head', () => {
    expect(prove(rows, head)).toEqual({ intact: true, head });
  });
  test('may be empty', () => {
    expect(prove([], CHAIN_START)).toEqual({ intact: true, head: CHAIN_START });
  });
  test.each([0, 1, 3, 5])('goes through a head noted at %i', (count) => {
    const { head: noted } = trailOf([1, 2, 3, 4, 5].slice(0, count).map((n) => eventOfNumber(n)));
    expect(prove(rows, head, noted)).toEqual({ intact: true, head });
  });
});

describe('a trail that is not as it was written says where', () => {
  const T3 = '2026-03-03T12:00:03.000Z';
  const T4 = '2026-03-03T12:00:04.000Z';
  test.each([
    [
      'changed',
      rows.map((r, i) => (i === 2 ? { ...r, body: '{}' } : r)),
      { fits: 2, event: 3, recorded: T3, what: expect.stringContaining('does not fit its hash') },
    ],
    [
      'deleted',
      rows.filter((_, i) => i !== 2),
      { fits: 2, event: 3, what: `is missing: in its place comes number 4, recorded ${T4}` },
    ],
    [
      'deleted at the beginning',
      rows.slice(1),
      { fits: 0, event: 1, what: 'is missing: in its place comes number 2, recorded 2026-03-03T12:00:02.000Z' },
    ],
    [
      'put before the first',
      [renumbered(rows[2] ?? {}, -7), ...rows],
      { fits: 0, event: 1, what: `is missing: in its place comes number -7, recorded ${T3}` },
    ],
    [
      'deleted, and the rest renumbered',
      rows.filter((_, i) => i !== 2).map((r, i) => renumbered(r, i + 1)),
      { fits: 2, event: 3, recorded: T4, what: expect.stringContaining('does not fit its hash') },
    ],
    [
      'swapped',
      [rows[0], rows[1], renumbered(rows[3] ?? {}, 3), renumbered(rows[2] ?? {}, 4), rows[4]],
      { fits: 2, event: 3, recorded: T4, what: expect.stringContaining('does not fit its hash') },
    ],
    [
      'something that is no text',
      rows.map((r, i) => (i === 2 ? { ...r, body: new Uint8Array(3) } : r)),
      { fits: 2, event: 3, recorded: T3, what: expect.stringContaining('neither text nor a whole number') },
    ],
    [
      'given a time that no calendar holds',
      rows.map((r, i) => (i === 2 ? { ...r, recorded_ms: 9_000_000_000_000_000_000n } : r)),
      { fits: 2, event: 3, what: expect.stringContaining('does not fit its hash') },
    ],
    [
      'cut off at the end',
      rows.slice(0, 3),
      { fits: 3, event: 4, what: expect.stringContaining('counts 5 events, so its tail was cut off') },
    ],
    ['gone altogether', [], { fits: 0, event: 1, what: expect.stringContaining('counts 5 events') }],
  ])('%s', (_title, changed, expected) => {
    expect(breakOf(prove(changed as readonly StoredRow[], head))).toEqual(expected);
  });

  test('a head that is gone, too short or of another hash', () => {
    expect(breakOf(prove(rows, undefined))?.what).toContain('the head of the trail is gone');
    expect(breakOf(prove(rows, { ...head, count: 4 }))?.what).toContain('counts only 4 events');
    expect(breakOf(prove(rows, { ...head, hash: CHAIN_START.hash }))?.what).toContain('another hash');
  });
});

describe('a trail that was chained anew', () => {
  const cut = rechained(rows.slice(0, 3));
  const changed = rechained(rows.map((r, i) => (i === 1 ? { ...r, outcome: 'refused' } : r)));
  test('fits by itself: the chain alone cannot tell', () => {
    expect(prove(cut.rows, cut.head).intact).toBe(true);
    expect(prove(changed.rows, changed.head).intact).toBe(true);
  });
  test('does not go through the head that was noted before', () => {
    expect(breakOf(prove(cut.rows, cut.head, head))).toEqual({
      fits: 3,
      event: 4,
      what: expect.stringContaining('noted counts 5 events, so the tail was cut off'),
    });
    expect(breakOf(prove(changed.rows, changed.head, head))).toEqual({
      fits: 4,
      event: 5,
      recorded: '2026-03-03T12:00:05.000Z',
      what: expect.stringContaining('another hash than the head that was noted'),
    });
  });
});
