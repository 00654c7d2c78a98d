import { expect, test } from 'vitest';
import { lineSplitter } from './line-splitter.ts';

test.each([[1], [2], [7], [1000]])('text in pieces of %i characters is the same lines', (size) => {
  const text = 'first\n\nthird is longer\nlast';
  const lines: string[] = [];
  const splitter = lineSplitter((line) => lines.push(line));
  for (let at = 0; at < text.length; at += size) splitter.push(text.slice(at, at + size));
  expect(lines).toEqual(['first', '', 'third is longer']);
  splitter.end();
  splitter.end();
  expect(lines).toEqual(['first', '', 'third is longer', 'last']);
});
