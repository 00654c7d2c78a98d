import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, fit, truncate, wrapText } from './width.ts';

describe('width', () => {
  it('counts columns, not units', () => {
    expect(displayWidth('Zoë')).toBe(3);
    expect(displayWidth('血糖')).toBe(4);
    expect(displayWidth('e\u0301')).toBe(1);
  });

  it('cuts with an ellipsis and fills with spaces', () => {
    expect(truncate('glucose', 7)).toBe('glucose');
    expect(truncate('glucose', 4)).toBe('glu…');
    expect(truncate('血糖値', 4)).toBe('血…');
    expect(fit('7', 3, 'right')).toBe('  7');
    expect(fit('too long', 4)).toBe('too…');
  });

  it('never goes beyond its width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        expect(displayWidth(truncate(text, width))).toBeLessThanOrEqual(width);
        expect(displayWidth(fit(text, width))).toBe(width);
      }),
    );
  });

  it('wraps at spaces, breaks a long word, and loses nothing', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three']);
    expect(wrapText('a 0123456789 b', 8)).toEqual(['a', '01234567', '89 b']);
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1 }),
        fc.integer({ min: 8, max: 40 }),
        (words, width) => {
          const lines = wrapText(words.join(' '), width);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
