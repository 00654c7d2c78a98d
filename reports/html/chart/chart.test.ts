import * as Plot from '@observablehq/plot';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { chart } from './chart.ts';
import { ChartDocument, drawn } from './document.ts';

const EVIL = '"><script>alert(1)</script>\u202e';
const options = {
  width: 400,
  height: 200,
  marks: [
    Plot.dot([{ x: 1 / 3, y: 2 / 3 }], { x: 'x', y: 'y', title: () => EVIL, fill: 'var(--m-curve)' }),
    Plot.text([EVIL], { text: (t: string) => t, frameAnchor: 'middle' }),
    Plot.line([1, 2, 3], { y: (v: number) => v / 7, x: (v: number) => v }),
  ],
};

describe('a chart', () => {
  const { source } = chart(options, EVIL);

  it('is well-formed, whatever its texts are', () => {
    const parser = new SaxesParser({ fragment: true });
    parser.on('error', (e) => {
      throw e;
    });
    parser.write(source).close();
    expect(source).not.toMatch(/<script|\u202e/);
    expect(source.match(/&lt;script&gt;/g)).toHaveLength(3);
  });

  it('holds no style, no address and nothing that runs', () =>
    expect(source).not.toMatch(/<style|style=|href|url\(|xmlns|\son\w+=/));

  it('has places of one decimal', () => {
    expect(source).toMatch(/<circle cx="[\d.]+" cy="[\d.]+"/);
    expect(source).not.toMatch(/\d\.\d\d/);
  });

  it('is an image with its label, and none of its parts has one', () => {
    expect(source).toMatch(/^<svg class="chart"[^>]* role="img"/);
    expect(source.match(/aria-label=/g)).toHaveLength(1);
  });

  it('is passed over where words beside it say the same', () =>
    expect(chart(options, undefined).source).toMatch(/^<svg class="chart"(?!.*role=)[^>]* aria-hidden="true"/));

  it('is the same every time', () => expect(chart(options, EVIL).source).toBe(source));

  it('carries no warning of the library', () => expect(source).not.toContain('⚠'));
});

describe('the document', () => {
  it('draws no element and no attribute that it does not know', () => {
    const document = new ChartDocument();
    const svg = document.createElementNS('', 'svg');
    const evil = svg.appendChild(document.createElement('script'));
    evil.textContent = 'alert(1)';
    svg.setAttribute('onload', 'alert(1)');
    svg.setAttribute('href', 'http://example.test');
    svg.setAttribute('fill', 'red');
    expect(drawn(svg).source).toBe('<svg fill="red"/>');
  });

  it('takes no path that is none', () => {
    const path = new ChartDocument().createElement('path');
    path.setAttribute('d', 'M0,0L"><script>');
    expect(() => drawn(path)).toThrow('not path data');
    expect(() => drawn('<svg>')).toThrow('ChartDocument');
  });

  it('keeps children in the order in which they were put', () => {
    const document = new ChartDocument();
    const [g, a, b] = ['g', 'line', 'rect'].map((name) => document.createElement(name));
    if (g === undefined || a === undefined || b === undefined) throw new Error('they are made');
    g.appendChild(b);
    g.insertBefore(a, b);
    expect(drawn(g).source).toBe('<g><line/><rect/></g>');
    g.textContent = 'a < b';
    expect(drawn(g).source).toBe('<g>a &lt; b</g>');
  });
});
