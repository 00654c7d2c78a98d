/** Of the private use area: nobody's text begins with it, or else the text is read another way. */
const TAG = '\uE000';
const TAG_CODE = 0xe000;
const ESCAPED_TAG = /\\ue000/i;

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Index behind the text that begins at `from`; undefined: it does not end. */
const endOfText = (json: string, from: number): number | undefined => {
  for (let end = json.indexOf('"', from + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return undefined;
};

const endOfNumber = (json: string, from: number): number => {
  let end = from + 1;
  for (; end < json.length; end += 1) {
    const code = json.charCodeAt(end);
    // Digits, signs, the point and the exponent.
    if (!((code >= ZERO && code <= NINE) || code === 0x2b || code === MINUS || code === 0x2e || (code | 0x20) === 0x65))
      break;
  }
  return end;
};

/**
 * JSON in which every number is a text that is known by a tag, so that it can be parsed as JSON is and its digits are
 * kept. Undefined: the text has the tag in it, or is no JSON as far as this sees.
 */
export const tagNumbers = (json: string): string | undefined => {
  if (json.includes(TAG) || (json.includes('\\u') && ESCAPED_TAG.test(json))) return undefined;
  let tagged = '';
  let done = 0;
  for (let at = 0; at < json.length;) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfText(json, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const end = endOfNumber(json, at);
      const number = json.slice(at, end);
      if (!NUMBER.test(number)) return undefined;
      tagged += `${json.slice(done, at)}"${TAG}${number}"`;
      done = end;
      at = end;
    } else at += 1;
  }
  return done === 0 ? json : tagged + json.slice(done);
};

/** The number that a tagged text is; undefined: it is a text. */
export const tagOf = (text: string): string | undefined =>
  text.charCodeAt(0) === TAG_CODE ? text.slice(1) : undefined;
