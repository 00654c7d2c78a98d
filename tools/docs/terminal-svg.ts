/** How a piece of a line is painted. The tones are those of reports/terminal/paint.ts. */
export interface Painted {
  readonly text: string;
  readonly tones: readonly Tone[];
}

export type Tone = 'bold' | 'dim' | 'bad' | 'good' | 'near' | 'open';

const TONE_OF: Readonly<Record<string, Tone>> = {
  '1': 'bold',
  '2': 'dim',
  '31': 'bad',
  '32': 'good',
  '33': 'near',
  '35': 'open',
};

const CHAR_WIDTH = 7.8;
const LINE_HEIGHT = 18;
const EDGE = 16;
const BAR = 30;

// oxlint-disable-next-line no-control-regex -- the escapes of a terminal are what is read here
const SGR = /\u001b\[([\d;]*)m/;

/** Splits a line of a terminal by its colours. Throws an Error on a code that no report uses. */
export const paintedOf = (line: string): readonly Painted[] => {
  const pieces: Painted[] = [];
  let tones: Tone[] = [];
  // Splitting by an expression with a group leaves the codes at every second place.
  for (const [i, part] of line.split(SGR).entries()) {
    if (i % 2 === 0) {
      if (part !== '') pieces.push({ text: part, tones });
      continue;
    }
    for (const code of part === '' ? ['0'] : part.split(';')) {
      const tone = TONE_OF[code];
      if (code !== '0' && tone === undefined) throw new Error(`no tone is known for the terminal's code ${code}`);
      tones = tone === undefined ? [] : [...tones, tone];
    }
  }
  return pieces;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const rowOf = (line: string, y: number): string => {
  let column = 0;
  return paintedOf(line)
    .map(({ text, tones }) => {
      const x = EDGE + column * CHAR_WIDTH;
      const length = [...text].length;
      column += length;
      const kind = tones.length === 0 ? '' : ` class="${tones.join(' ')}"`;
      // Columns stay columns, whatever font there is.
      return text.trim() === ''
        ? ''
        : `<text x="${x.toFixed(1)}" y="${y}" textLength="${(length * CHAR_WIDTH).toFixed(1)}"${kind}>${escaped(text)}</text>`;
    })
    .join('');
};

const STYLE = `
svg{--paper:#fbfbfa;--bar:#ececea;--ink:#24292f;--dim:#656d76;--bad:#b3261e;--good:#116329;--near:#7d4e00;--open:#6639ba}
@media (prefers-color-scheme:dark){svg{--paper:#161b22;--bar:#22272e;--ink:#d9dee3;--dim:#9198a1;--bad:#ff8a80;--good:#6bd58a;--near:#e3b341;--open:#c8a6ff}}
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:var(--ink);white-space:pre}
.bold{font-weight:700}.dim{fill:var(--dim)}.bad{fill:var(--bad)}.good{fill:var(--good)}.near{fill:var(--near)}.open{fill:var(--open)}
`.trim();

/**
 * A picture of what a terminal showed: light or dark as the reader has it, nothing loaded, the text still text. `title`: what is
 * seen, for who cannot see it.
 */
export const terminalSvg = (said: string, title: string, head: string): string => {
  const lines = said.replaceAll(/^\n+|\s+$/g, '').split('\n');
  const longest = Math.max(
    head.length + 4,
    ...lines.map((line) => paintedOf(line).reduce((sum, { text }) => sum + [...text].length, 0)),
  );
  const width = Math.ceil(2 * EDGE + longest * CHAR_WIDTH);
  const height = BAR + 2 * EDGE + lines.length * LINE_HEIGHT;
  const rows = lines.map((line, i) => rowOf(line, BAR + EDGE + (i + 1) * LINE_HEIGHT - 5)).filter((row) => row !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="t" xml:space="preserve">`,
    `<title id="t">${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" rx="8" fill="var(--paper)"/>`,
    `<path d="M0 8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v${BAR - 8}H0z" fill="var(--bar)"/>`,
    `<text x="${EDGE}" y="20" class="dim">$ ${escaped(head)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
};
