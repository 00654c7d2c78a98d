import { describe, expect, test } from 'vitest';
import { paintOf } from '../../reports/terminal/paint.ts';
import { paintedOf, terminalSvg } from './terminal-svg.ts';

describe('colours of a line', () => {
  test('are those of the reports', () => {
    const paint = paintOf(true);
    expect(paintedOf(`a ${paint.tone('bad', '✗ b')} ${paint.bold('c')}${paint.dim('d')}`)).toEqual([
      { text: 'a ', tones: [] },
      { text: '✗ b', tones: ['bad'] },
      { text: ' ', tones: [] },
      { text: 'c', tones: ['bold'] },
      { text: 'd', tones: ['dim'] },
    ]);
    for (const tone of ['good', 'near', 'bad', 'open', 'idle'] as const)
      expect(paintedOf(paint.tone(tone, 'x'))[0]?.tones).toHaveLength(1);
  });
  test('add up until all end', () => {
    expect(paintedOf('\u001b[1m\u001b[31ma\u001b[0mb\u001b[1;32mc\u001b[m')).toEqual([
      { text: 'a', tones: ['bold', 'bad'] },
      { text: 'b', tones: [] },
      { text: 'c', tones: ['bold', 'good'] },
    ]);
  });
  test('that no report uses are refused', () => {
    expect(() => paintedOf('\u001b[44mx\u001b[0m')).toThrow("the terminal's code 44");
  });
});

describe('the picture', () => {
  const svg = terminalSvg('\n  a<b> & "c"\n\n\u001b[31m✗ d\u001b[0m\n\n', 'A "failing" run', 'vitalproof run x');
  test('has the text as text, escaped, line by line', () => {
    const rows = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
    expect(rows).toEqual(['$ vitalproof run x', '  a&lt;b&gt; &amp; &quot;c&quot;', '✗ d']);
    expect(svg).toContain('<title id="t">A &quot;failing&quot; run</title>');
  });
  test('is as large as what it shows', () => {
    expect(svg).toContain(`viewBox="0 0 ${Math.ceil(32 + 20 * 7.8)} ${30 + 32 + 3 * 18}"`);
    const [first, second] = [...svg.matchAll(/y="(\d+)" textLength="([\d.]+)"/g)].map(([, y, length]) => [y, length]);
    expect(first).toEqual(['59', '93.6']);
    expect(second).toEqual(['95', '23.4']);
  });
  test('loads nothing and runs nothing', () => {
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|url\(|href/);
  });
});
