import { describe, expect, it } from 'vitest';
import { DARK, LIGHT } from './palette.ts';

/** Relative luminance of a colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
    .map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

it('contrast of black and white is 21', () => expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6));

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s palette', (_, p) => {
  const fills = [p.card, ...Object.values(p.fill)];

  it.each(Object.entries(p.text))(
    'text colour %s reaches AA on page, card and every fill of a curve',
    (name, colour) => {
      const behind = name === 'link' ? [p.page, p.card] : [p.page, ...fills];
      for (const b of behind) expect(contrast(colour, b), `${name} on ${b}`).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(Object.entries(p.mark))('mark colour %s is seen on card and on every fill of a curve', (name, colour) => {
    for (const b of fills) expect(contrast(colour, b), `${name} on ${b}`).toBeGreaterThanOrEqual(3);
  });
});
