import type { Verdict } from '../../conformance/verdict/types.ts';
import { WORDING, type Tone } from '../model/wording.ts';

/** A piece of text with the tone of what it says; without a tone it is plain. The text may be a stranger's. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
}

export type Block =
  | { readonly kind: 'said'; readonly cell: Cell }
  | { readonly kind: 'list'; readonly items: readonly Cell[] }
  /** The first column heads its row. Every row has as many cells as `head`. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** What a report says, whatever it is shown as: a terminal, Markdown or a page. */
export interface Document {
  readonly title: string;
  /** The answer first, in one line. */
  readonly headline: Cell;
  readonly lead: readonly Block[];
  /** Those without blocks are left out. */
  readonly sections: readonly Section[];
}

export const plain = (text: string): Cell => ({ text });
export const toned = (tone: Tone, text: string): Cell => ({ text, tone });
export const said = (cell: Cell | string): Block => ({
  kind: 'said',
  cell: typeof cell === 'string' ? plain(cell) : cell,
});

/** A verdict with its glyph, so that nothing depends on colour alone. Only PASS is good. */
export const verdictCell = (verdict: Verdict): Cell => ({
  text: `${WORDING[verdict].glyph} ${verdict}`,
  tone: WORDING[verdict].tone,
});

/** Rows that are left out of long tables are counted: nothing is ever left out in silence. */
export const cutRows = <Row>(rows: readonly Row[], most: number): { readonly shown: readonly Row[]; left: number } => ({
  shown: rows.slice(0, most),
  left: Math.max(0, rows.length - most),
});

/** Sections that say something. */
export const sectionsOf = ({ sections }: Document): readonly Section[] =>
  sections.filter(({ blocks }) => blocks.length > 0);
