import { expect, test } from 'vitest';
import { linesText } from './lines-text.ts';

test.each<[readonly number[], string]>([
  [[], ''],
  [[7], 'line 7'],
  [[9, 7], 'lines 7 and 9'],
  [[12, 7, 9, 7], 'lines 7, 9 and 12'],
  [[1, 2, 3, 4, 5, 6, 7], 'lines 1, 2, 3, 4, 5 and 2 more'],
])('%j is "%s"', (lines, expected) => {
  expect(linesText(lines)).toBe(expected);
});
