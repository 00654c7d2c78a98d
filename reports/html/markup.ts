import { escapeMarkup } from '../text/xml.ts';
import { visible } from '../text/visible.ts';

/** Text that is already HTML or SVG. Only `markup` makes it, so nothing gets in unescaped. */ export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}
export type Part = string | number | Markup | undefined | readonly Part[];
/** Longest text of a stranger in one place of the page, so that one value cannot fill it. */ const MAX_TEXT = 800;
function render(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'string') return escapeMarkup(visible(part, MAX_TEXT));
  if (typeof part === 'number') return String(part);
  return part.map(render).join('');
}
/** A template whose every inserted text is escaped; only Markup is inserted as it is. */ export const markup = (
  literals: TemplateStringsArray,
  ...parts: readonly Part[]
): Markup => new Markup(literals.reduce((out, literal, i) => out + render(parts[i - 1]) + literal));
/** Markup one after the other. */ export const join = (parts: readonly Markup[]): Markup =>
  new Markup(parts.map((p) => p.source).join(''));
/** A coordinate with one decimal, without a trailing zero: short and the same on every machine. */ export const at = (
  n: number,
): string => String(Math.round(n * 10) / 10 + 0);
/**
 * Path data, which no text of a stranger is part of and which is as long as it has to be: it is not
 * cut as texts are. Throws on anything that is not path data, because that would be our own defect.
 */
export function pathData(d: string): Markup {
  if (!/^[MLHVAQCZhvlaqcz\d.,\s-]*$/.test(d)) throw new Error('not path data');
  return new Markup(d);
}

/** An element id made of a stranger's text: always a legal fragment, the same for the same text. */ export function anchor(
  kind: string,
  text: string,
): string {
  const readable = text.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return `${kind}-${readable}-${hash.toString(36)}`;
}
