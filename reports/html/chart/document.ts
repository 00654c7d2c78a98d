import { at, join, markup, Markup, pathData } from '../markup.ts';

/** Attributes that hold places and lengths; their numbers are rounded to one decimal, which is a tenth of a unit of the drawing. */
const GEOMETRY = new Set(
  'd x y x1 x2 y1 y2 cx cy dx dy r width height transform points stroke-width stroke-dashoffset'.split(' '),
);
/** Everything else that a chart may say. Nothing here loads or runs anything. */
const PLAIN = new Set(
  'aria-description aria-hidden aria-label aria-labelledby class fill fill-opacity font-family font-size font-style font-variant font-weight role shape-rendering stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity text-anchor viewBox opacity paint-order'.split(
    ' ',
  ),
);
const ELEMENTS = new Set('circle g line path rect svg text title tspan'.split(' '));
const NUMBER = /-?\d*\.?\d+(?:e[-+]?\d+)?/gi;

const rounded = (value: string): string => value.replace(NUMBER, (n) => at(Number(n)));

function attribute(name: string, value: string): Markup {
  if (name === 'd') return markup` d="${pathData(rounded(value))}"`;
  if (GEOMETRY.has(name)) return markup` ${name}="${rounded(value)}"`;
  return PLAIN.has(name) ? markup` ${name}="${value}"` : markup``;
}

class ChartText {
  readonly ownerDocument: ChartDocument;
  parentNode: ChartElement | null = null;
  nodeValue: string;
  constructor(ownerDocument: ChartDocument, value: string) {
    this.ownerDocument = ownerDocument;
    this.nodeValue = value;
  }
  toMarkup(): Markup {
    return markup`${this.nodeValue}`;
  }
}

/**
 * An element as far as Plot uses one. What becomes of it is what `markup` lets through: names and attributes of the
 * lists above, every text escaped.
 */
class ChartElement {
  readonly ownerDocument: ChartDocument;
  readonly tagName: string;
  readonly style = { setProperty(): void {}, removeProperty(): void {} };
  parentNode: ChartElement | null = null;
  #attributes = new Map<string, string>();
  #children: (ChartElement | ChartText)[] = [];
  constructor(ownerDocument: ChartDocument, tagName: string) {
    this.ownerDocument = ownerDocument;
    this.tagName = tagName;
  }
  get children(): readonly (ChartElement | ChartText)[] {
    return this.#children;
  }
  get firstChild(): ChartElement | ChartText | null {
    return this.#children[0] ?? null;
  }
  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }
  setAttributeNS(_space: unknown, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }
  removeAttributeNS(_space: unknown, name: string): void {
    this.removeAttribute(name);
  }
  appendChild<N extends ChartElement | ChartText>(child: N): N {
    return this.insertBefore(child, null);
  }
  append(...children: (ChartElement | ChartText)[]): void {
    for (const child of children) this.appendChild(child);
  }
  insertBefore<N extends ChartElement | ChartText>(child: N, next: ChartElement | ChartText | null): N {
    const place = next === null || next === undefined ? -1 : this.#children.indexOf(next);
    if (place < 0) this.#children.push(child);
    else this.#children.splice(place, 0, child);
    child.parentNode = this;
    return child;
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): readonly never[] {
    return [];
  }
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true;
  }
  get textContent(): string {
    return this.#children.map((c) => (c instanceof ChartText ? c.nodeValue : c.textContent)).join('');
  }
  set textContent(value: unknown) {
    this.#children = [];
    this.appendChild(this.ownerDocument.createTextNode(value));
  }
  /** Only the whole drawing has a label; its parts are not read one by one. */
  toMarkup(): Markup {
    if (!ELEMENTS.has(this.tagName)) return markup``;
    const name = new Markup(this.tagName);
    const attributes = join(
      [...this.#attributes].flatMap(([key, value]) =>
        this.tagName !== 'svg' && key.startsWith('aria-') ? [] : [attribute(key, value)],
      ),
    );
    const content = join(this.#children.map((c) => c.toMarkup()));
    return content.source === '' ? markup`<${name}${attributes}/>` : markup`<${name}${attributes}>${content}</${name}>`;
  }
}

/** A document in which Plot draws without a browser; Plot needs no more of one than this. */
export class ChartDocument {
  readonly documentElement: ChartElement = new ChartElement(this, 'html');
  createElementNS(_space: unknown, tagName: string): ChartElement {
    return new ChartElement(this, tagName);
  }
  createElement(tagName: string): ChartElement {
    return new ChartElement(this, tagName);
  }
  createTextNode(value: unknown): ChartText {
    return new ChartText(this, String(value));
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): readonly never[] {
    return [];
  }
}

/** What was drawn, as markup. Throws where it was not drawn in a ChartDocument, because that would be our own defect. */
export const drawn = (node: unknown): Markup => {
  if (node instanceof ChartElement) return node.toMarkup();
  throw new TypeError('a chart is drawn in a ChartDocument');
};
