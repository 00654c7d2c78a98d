/**
 * The five delimiters of a message. MSH-1 and MSH-2 state them; a receiver reads them and assumes
 * nothing (HL7 v2.5.1 chapter 2.5.4).
 */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/** What we write: `|^~\&`. */
export const STANDARD_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** How a message begins that states these and nothing else. */
const STANDARD_START = 'MSH|^~\\&|';

const USABLE = /^[!-/:-@[-`{-~]$/;

/**
 * Reads the delimiters from the first segment. Undefined when the text does not start with MSH, or
 * when the delimiters are not five different ASCII punctuation marks. A sixth character (the
 * truncation mark of 2.7) is allowed and ignored. The quotation mark cannot delimit: `""` is a value.
 */
export const readDelimiters = (header: string): Delimiters | undefined => {
  if (header.startsWith(STANDARD_START)) return STANDARD_DELIMITERS;
  if (!header.startsWith('MSH')) return undefined;
  const field = header[3] ?? '';
  const end = header.indexOf(field, 4);
  const encoding = end === -1 ? header.slice(4) : header.slice(4, end);
  if (encoding.length !== 4 && encoding.length !== 5) return undefined;
  const [component = '', repetition = '', escape = '', subcomponent = ''] = encoding;
  const all = [field, component, repetition, escape, subcomponent];
  if (new Set(all).size !== 5 || !all.every((c) => USABLE.test(c) && c !== '"')) return undefined;
  return { field, component, repetition, escape, subcomponent };
};
