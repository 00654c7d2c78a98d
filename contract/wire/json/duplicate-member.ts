const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Index of the quotation mark that ends the text which begins at `from`, or the length of what is no JSON. */
const endOfText = (json: string, from: number): number => {
  let at = from + 1;
  while (at < json.length && json.charCodeAt(at) !== QUOTE) at += json.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at;
};

const nameOf = (json: string, from: number, end: number): string => {
  const raw = json.slice(from + 1, end);
  // Two spellings of one name are one name: `st\u0061tus` is `status`.
  return raw.includes('\\') ? (JSON.parse(json.slice(from, end + 1)) as string) : raw;
};

/**
 * The first member name that stands twice in one object, or undefined. Of such a pair one parser sees
 * the first, another the last: what was ordered would depend on who reads it. For text that is JSON;
 * linear in its length.
 */
export const duplicateMember = (json: string): string | undefined => {
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at += 1) {
    const mark = json[at];
    if (mark === '"') {
      const end = endOfText(json, at);
      const names = open.at(-1);
      if (isName && names !== undefined) {
        const name = nameOf(json, at, end);
        if (names.has(name)) return name;
        names.add(name);
        isName = false;
      }
      at = end;
    } else if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : undefined);
      isName = mark === '{';
    } else if (mark === '}' || mark === ']') open.pop();
    else if (mark === ',') isName = open.at(-1) !== undefined;
  }
  return undefined;
};
