import { expect, test } from 'vitest';
import type { RecordedFile } from '../history/lines.ts';
import { recordedNotes } from './recorded-notes.ts';

const file = (name: string, unparsable: number): RecordedFile => ({
  file: name,
  lines: 10 + unparsable,
  glucose: 6,
  offScale: 1,
  other: 3,
  unparsable,
  problems: Array.from({ length: unparsable }, (_, i) => ({ line: i + 1, why: 'no number' })),
});

test('no recorded data, no note', () => expect(recordedNotes([])).toEqual([]));
test('every line is accounted for', () => {
  expect(recordedNotes([file('data-01', 0), file('data-02', 0)])).toEqual([
    "Recorded data: 2 files, 20 lines: 12 readings, 2 off the meter's scale, 6 other events, 0 that cannot be parsed.",
  ]);
});
test('a line that cannot be parsed is named with its file, number and reason', () => {
  const [account, named] = recordedNotes([file('data-01', 0), file('data-02', 2)]);
  expect(account).toContain('2 that cannot be parsed');
  expect(named).toBe('Lines that cannot be parsed: data-02:1 no number; data-02:2 no number.');
});
test('where there are many, the rest is counted', () => {
  expect(recordedNotes([file('data-01', 40)])[1]).toMatch(/data-01:12 no number; and 28 more\.$/);
});
