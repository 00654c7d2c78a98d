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

interface Secret {
  /** As it stands within a string of a JSON text. */
  readonly inJson: string;
}

type Members = Record<string, unknown>;

/** What the harness itself calls a lane and who acts in it, which stand beside each other. */
const isOwnName = (of: Members, name: string): boolean => 'lane' in of && (name === 'lane' || name === 'actor');

/** Every string in a JSON value that is not the harness's own, and where it stands. */
const stringsIn = (value: unknown): { readonly of: Members; readonly name: string; readonly value: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  const of = value as Members;
  return Object.entries(of).flatMap(([name, member]) =>
    typeof member !== 'string' ? stringsIn(member) : isOwnName(of, name) ? [] : [{ of, name, value: member }],
  );
};

/**
 * Takes credentials out of everything that one run keeps. What a request carried as its credentials is known from then
 * on, and taken out wherever a system shows it back, be it in a page, in an error or in a text for people.
 */
export class Redactor {
  /** Opaque tokens that were sent; JWTs are known by their form. */
  readonly #known = new Map<string, Secret>();

  /** A wire text as it is stored. */
  wire(text: string): string {
    for (const [, value = ''] of text.matchAll(HEADER_VALUE))
      if (value.length >= LEAST_LETTERS && this.#known.size < MOST_KNOWN && redact(value) === value)
        this.#known.set(value, { inJson: JSON.stringify(value).slice(1, -1) });
    return this.text(redact(text));
  }

  /**
   * A line of a history as JSON. A credential may happen to be a word of the format, or a number: names and numbers stay
   * what they are, as do the harness's own names of lanes and actors, and what does not `fit` the format without it.
   */
  record(line: object, fits: (line: unknown) => boolean): string {
    const text = JSON.stringify(line);
    if (this.#known.values().every(({ inJson }) => !text.includes(inJson))) return text;
    const copy: unknown = JSON.parse(text);
    for (const { of, name, value } of stringsIn(copy)) {
      const clean = this.text(value);
      if (clean === value) continue;
      of[name] = clean;
      if (!fits(copy)) of[name] = value;
    }
    return JSON.stringify(copy);
  }

  /** Any other text. */
  text(text: string): string {
    let clean = text;
    for (const secret of this.#known.keys()) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    return clean;
  }
}
