/**
 * The colours of the page. `text` colours are read on `page` and on `card` and reach a contrast of
 * at least 4.5:1 there, `mark` colours are seen there and reach 3:1 (WCAG 2.2, 1.4.3 and 1.4.11).
 */
export interface Palette {
  readonly page: string;
  readonly card: string;
  readonly rule: string;
  readonly text: Readonly<Record<'ink' | 'muted' | 'link' | 'good' | 'near' | 'bad' | 'open' | 'idle', string>>;
  readonly mark: Readonly<Record<'curve' | 'reference' | 'critical' | 'abnormal' | 'change' | 'refused', string>>;
  /** Fills behind the curve; everything on them is drawn in a mark colour. */
  readonly fill: Readonly<Record<'band' | 'closed' | 'hold' | 'doubt', string>>;
}

export const LIGHT: Palette = {
  page: '#f6f7f9',
  card: '#ffffff',
  rule: '#d9dee5',
  text: {
    ink: '#17202b',
    muted: '#556170',
    link: '#1a5fb4',
    good: '#17703a',
    near: '#8a5200',
    bad: '#b3261e',
    open: '#6b3fa0',
    idle: '#556170',
  },
  mark: {
    curve: '#22577a',
    reference: '#3c8a5a',
    critical: '#c4302b',
    abnormal: '#b86a00',
    change: '#7a4fb5',
    refused: '#6b7785',
  },
  fill: { band: '#e9f4ec', closed: '#e6e8ec', hold: '#fbf0d9', doubt: '#ece6f5' },
};

export const DARK: Palette = {
  page: '#10151b',
  card: '#171d25',
  rule: '#323c48',
  text: {
    ink: '#e6eaef',
    muted: '#a2aebb',
    link: '#7fb5f5',
    good: '#5fcf8b',
    near: '#f0b35a',
    bad: '#ff8d84',
    open: '#c3a1f0',
    idle: '#a2aebb',
  },
  mark: {
    curve: '#8cc5ea',
    reference: '#58b37c',
    critical: '#ff7068',
    abnormal: '#f2a93c',
    change: '#b794f0',
    refused: '#94a1af',
  },
  fill: { band: '#1a2c23', closed: '#252c36', hold: '#332b1b', doubt: '#2a2438' },
};

/** The palette as CSS custom properties. */
export const cssVariables = (p: Palette): string =>
  [
    `--page:${p.page};--card:${p.card};--rule:${p.rule}`,
    ...Object.entries(p.text).map(([name, colour]) => `--t-${name}:${colour}`),
    ...Object.entries(p.mark).map(([name, colour]) => `--m-${name}:${colour}`),
    ...Object.entries(p.fill).map(([name, colour]) => `--f-${name}:${colour}`),
  ].join(';');
