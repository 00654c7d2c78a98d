/** What XML 1.0 has no way to say, not even by number: control characters, surrogates on their own, U+FFFE and U+FFFF. */
const NOT_XML = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const REPLACEMENT = '\u{FFFD}';
const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As they are, a parser would turn them into blanks (XML 1.0, 3.3.3).
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as an attribute's value between double quotes. What XML cannot say becomes U+FFFD. */
export const attributeText = (text: string): string =>
  text.replace(NOT_XML, REPLACEMENT).replace(/[&<>"\t\n\r]/g, (character) => ESCAPED[character] ?? '');

/** ` name="value"` for each. */
export const attributes = (of: Readonly<Record<string, string>>): string =>
  Object.entries(of)
    .map(([name, value]) => ` ${name}="${attributeText(value)}"`)
    .join('');
