const SECRET_HEADERS = /^((?:proxy-)?authorization|cookie|set-cookie|x-api-key)(\s*:\s*).*$/gim;
const BEARER = /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/g;
const JWT = /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g;

/** Wire text without credentials: headers that carry them, bearer tokens and JWTs anywhere. */
export const redact = (text: string): string =>
  text.replace(SECRET_HEADERS, '$1$2[redacted]').replace(BEARER, '$1 [redacted]').replace(JWT, '[redacted]');

const HEADER_VALUE = /^(?:proxy-)?authorization\s*:\s*(?:(?:Bearer|Basic)\s+)?(\S+)\s*$/gim;
/** Shorter values could be words; longer lists of values would make every line slow. */
const LEAST_LETTERS = 8;
const MOST_KNOWN = 1000;

/**
 * Takes credentials out of everything that one run keeps. What a request carried as its credentials is known from then
 * on, and taken out wherever a system shows it back, be it in a page, in an error or in a text for people.
 */
export class Redactor {
  /** Opaque tokens that were sent; JWTs are known by their form. */
  readonly #known = new Set<string>();

  /** A wire text as it is stored. */
  wire(text: string): string {
    for (const [, value = ''] of text.matchAll(HEADER_VALUE))
      if (value.length >= LEAST_LETTERS && this.#known.size < MOST_KNOWN && redact(value) === value)
        this.#known.add(value);
    return this.line(redact(text));
  }

  /** Any other text. */
  line(text: string): string {
    let clean = text;
    for (const secret of this.#known) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    return clean;
  }
}
