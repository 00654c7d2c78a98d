/** Everything XML 1.0 does not allow in a document, however escaped (section 2.2, production Char). */
const ILLEGAL =
  // oxlint-disable-next-line no-control-regex -- control characters are what this expression is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufdd0-\ufdef\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text made safe for XML 1.0 and HTML, in element content and in quoted attributes alike. Illegal
 * characters become U+FFFD, so that they are seen to have been there.
 */
export const escapeMarkup = (text: string): string =>
  text.replace(ILLEGAL, '\ufffd').replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

/** As escapeMarkup, for an XML attribute whose line breaks and tabs have to survive normalisation. */
export const escapeAttribute = (text: string): string =>
  escapeMarkup(text).replace(/[\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`);
