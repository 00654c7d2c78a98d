/**
 * Characters that would act on a terminal or a page instead of being read: C0 and C1 controls,
 * separators that break lines, bidirectional overrides, zero-width marks, lone surrogates.
 */
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- control characters are what this expression is about
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

const escapeOne = (character: string): string =>
  NAMED.get(character) ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text of a stranger (a system under test, a history) made safe to show on one line: what cannot be
 * seen is written as an escape, and the rest is cut at `max` UTF-16 units with an ellipsis.
 */
export function visible(text: string, max = 400): string {
  const cut = text.length > max ? `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(UNSAFE, escapeOne);
}
