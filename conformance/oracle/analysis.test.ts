import { expect, test } from 'vitest';
import { Analysis } from './analysis.ts';
import { HistoryBuilder } from './history-builder.test-helper.ts';

test('a history without its run line first cannot be analysed', () => {
  const b = new HistoryBuilder();
  b.order();
  const without = [RangeError, 'a history begins with its run line'] as const;
  for (const lines of [[], b.lines.slice(1)])
    for (const what of without) expect(() => Analysis.of(lines)).toThrow(what);
});
