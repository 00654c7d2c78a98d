import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OutlinePoint, outlineText } from './outline-text.ts';
import { displayWidth } from './width.ts';

const point = (text: string, ...under: OutlinePoint[]): OutlinePoint => ({ text, under });
const many = (n: number): OutlinePoint[] => Array.from({ length: n }, (_, i) => point(`point ${i}`));

describe('an outline as text', () => {
  test('headings, points under them, and points under those', () => {
    const sections = [{ heading: 'Why', points: [point('because', point('212 > 180')), point('so')] }];
    expect(outlineText({ title: 'T', sections })).toBe('T\n\nWhy\n  because\n    212 > 180\n  so');
  });

  test('long texts are wrapped, their second line further in', () => {
    const sections = [{ heading: 'Why', points: [point('one two three four five six seven eight nine ten')] }];
    expect(outlineText({ title: 'T', sections }, { width: 40 }).split('\n').slice(3)).toEqual([
      '  one two three four five six seven',
      '    eight nine ten',
    ]);
  });

  test('what a stranger wrote is made visible, and cannot begin a line of its own', () => {
    const sections = [{ heading: 'Why', points: [point('reading a\nMUST NOT exist\u001b[2J\u202e')] }];
    expect(outlineText({ title: 'x\u0007', sections })).toBe(
      'x\\u{7}\n\nWhy\n  reading a\\nMUST NOT exist\\u{1b}[2J\\u{202e}',
    );
  });

  test('the longest sections are cut first, and say so; the short ones stay whole', () => {
    const sections = [
      { heading: 'Short', points: many(3) },
      { heading: 'Long', points: many(40) },
    ];
    const rows = outlineText({ title: 'T', sections }, { most: 20 }).split('\n');
    expect(rows).toHaveLength(20);
    expect(rows.slice(2, 6)).toEqual(['Short', '  point 0', '  point 1', '  point 2']);
    expect(rows.at(-1)).toBe('  … 29 more lines: --full');
  });

  test('the first section holds the answer and is cut last', () => {
    const sections = [
      { heading: 'Answer', points: many(12) },
      { heading: 'Rest', points: many(8) },
    ];
    const [title, , ...rows] = outlineText({ title: 'T', sections }, { most: 20 }).split('\n');
    expect(title).toBe('T');
    expect(rows.slice(0, 13)).toEqual(['Answer', ...many(12).map((p) => `  ${p.text}`)]);
    expect(rows.slice(13)).toEqual(['', 'Rest', '  point 0', '  point 1', '  … 6 more lines: --full']);
    const short = outlineText({ title: 'T', sections }, { most: 14 }).split('\n');
    expect(short).toHaveLength(14);
    expect(short.filter((row) => row.includes('--full'))).toHaveLength(2);
  });

  test('nothing is cut where all fits, or where no bound is wanted', () => {
    const sections = [{ heading: 'Long', points: many(100) }];
    expect(outlineText({ title: 'T', sections }, { most: 103 })).not.toContain('…');
    expect(outlineText({ title: 'T', sections }, { most: Number.POSITIVE_INFINITY }).split('\n')).toHaveLength(103);
  });

  test('whatever the texts, no line is wider than asked, none holds a control character, and all are within the bound', () => {
    const texts = fc.string({ unit: 'binary', maxLength: 300 });
    const points = fc.array(
      fc.record({ text: texts, under: fc.array(fc.record({ text: texts, under: fc.constant([]) }), { maxLength: 4 }) }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        texts,
        fc.array(fc.record({ heading: fc.constant('H'), points }), { maxLength: 8 }),
        (title, sections) => {
          const rows = outlineText({ title: title.slice(0, 50), sections }).split('\n');
          expect(rows.length).toBeLessThanOrEqual(60);
          for (const row of rows) {
            expect(displayWidth(row)).toBeLessThanOrEqual(100);
            // oxlint-disable-next-line no-control-regex -- control characters are what this test is about
            expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
          }
        },
      ),
    );
  });
});
