import { describe, expect, test } from 'vitest';
import type { FiledReading, Reading } from '../../../contract/domain/index.ts';
import { HistoryBuilder, makeReading, patientId, readingId } from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const A_DAY = 288;

interface Day {
  /** How many are sent. */
  readonly sent?: number;
  /** Minutes between two of them. */
  readonly every?: number;
  /** Places of those that the look leaves out. */
  readonly hidden?: readonly number[];
  /** Place of one that is taken back before the look. */
  readonly erased?: number;
  /** Place of one that nobody answered. */
  readonly unanswered?: number;
  /** Of the look: milliseconds after the last was answered, and whether it is of one reading alone. */
  readonly after?: number;
  readonly ofOne?: boolean;
}

const shownOf = (reading: Reading): FiledReading => ({
  reading,
  version: 1,
  interpretation: [],
  ranges: [],
  orders: [],
});

/** A day of a sensor, sent at once two days later, and one look at it. */
const day =
  ({ sent = A_DAY, every = 5, hidden = [], erased, unanswered, after = 2000, ofOne = false }: Day = {}): Write =>
  (b) => {
    b.order({ start: '2034-12-20T00:00:00Z' });
    b.grant();
    const from = Date.parse(b.wall()) - 2 * 86_400_000;
    const bundle = { id: 'day', kind: 'transaction' } as const;
    const readings = Array.from({ length: sent }, (_, i) =>
      makeReading({ name: `s${i}`, value: '120', at: new Date(from + i * every * 60_000).toISOString() }),
    );
    for (const [i, reading] of readings.entries())
      b.op(
        { op: 'reading.submit', reading, ...(i === unanswered ? {} : { bundle }) },
        { actor: 'gateway', ...(i === unanswered ? { outcome: 'unknown' as const } : {}) },
      );
    const [gone] = erased === undefined ? [] : readings.slice(erased, erased + 1);
    if (gone !== undefined) b.op({ op: 'reading.submit', reading: { ...gone, status: 'entered-in-error' } });
    b.wait(after);
    const shown = readings.filter((_, i) => !hidden.includes(i)).map(shownOf);
    b.read(shown, ofOne ? { identifier: readingId('s0') } : { measure: 'glucose' });
  };

describe('a day of a glucose sensor', () => {
  situations('RDG-16', {
    'all of it found': [day(), 'must met'],
    'one of it not found': [day({ hidden: [7] }), 'must broken'],
    'the last of it not found': [day({ hidden: [A_DAY - 1] }), 'must broken'],
    'nothing of it found': [day({ hidden: Array.from({ length: A_DAY }, (_, i) => i) }), 'must broken'],
    'looked at before its time is over': [day({ after: 500, hidden: [7] })],
    'one reading less is no such day': [day({ sent: A_DAY - 1, hidden: [7] })],
    'a look at one reading says nothing of it': [day({ ofOne: true })],
    'spread over more than a day': [day({ every: 6, hidden: [7] })],
    'more than a day of which any is missing': [
      day({ sent: A_DAY + 20, every: 4, hidden: [A_DAY + 10] }),
      'must broken',
    ],
    'what was taken back counts no more': [day({ erased: 7 })],
    'what was taken back need not be found': [day({ sent: A_DAY + 1, every: 4, erased: 7, hidden: [7] }), 'must met'],
    'what nobody answered need not be found': [
      day({ sent: A_DAY + 1, every: 4, unanswered: 7, hidden: [7] }),
      'must met',
    ],
  });
  test('is told with how many are missing, and the first of them by name', () => {
    const b = new HistoryBuilder();
    day({ hidden: [1, 2, 3, 4, 5, 6] })(b);
    const [finding] = findingsOf(b.drain(), 'broken', 'RDG-16');
    expect(finding).toMatchObject({
      expected: 'all of 288 readings, each filed within its deadline',
      observed: '6 of 288 not found: s1, s2, s3, s4, s5 and more',
      subject: { patient: `${patientId().system}|p1` },
    });
  });
});
