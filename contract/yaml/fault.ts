import type { z } from 'zod';

/** One mistake of a document: where, what, and what was expected instead. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly expected: string;
}

/** Whoever puts a secret where none belongs must not find it in a log as well. */
const SECRET = /key|token|secret|password/i;
const WITH_USER = /^\s*[a-z][a-z0-9+.-]*:\/\/[^/]*@/i;

const shown = (value: unknown, path: readonly PropertyKey[]): string =>
  typeof value === 'object' || SECRET.test(String(path.at(-1))) || WITH_USER.test(String(value))
    ? 'the value'
    : JSON.stringify(value);

/** How the schema library begins where nobody gave it words of ours. */
const UNSAID = /^(?:Invalid|Too (?:small|big)|Unrecognized)\b/;
const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'fields, each with a value',
  array: 'a list',
};

const atLeast = (n: number | bigint, origin: string, bound: 'least' | 'most'): string =>
  origin === 'string'
    ? n === 1 && bound === 'least'
      ? 'text that is not empty'
      : `text of at ${bound} ${n} characters`
    : origin === 'array'
      ? `a list of at ${bound} ${n}`
      : `${n} at the ${bound}`;

/** What was expected, in words for the author of a document. */
const expectedOf = (issue: z.core.$ZodIssue): string => {
  if (!UNSAID.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return atLeast(issue.minimum, issue.origin, 'least');
    case 'too_big':
      return atLeast(issue.maximum, issue.origin, 'most');
    case 'invalid_key':
      return issue.issues.map(expectedOf).join(', ') || issue.message;
    case 'invalid_union': {
      const names = [...issue.message.matchAll(/'([^']+)'/g)].map(([, name]) => name);
      return names.length === 0 ? issue.message : `one of ${names.join(', ')}`;
    }
    default:
      return issue.message;
  }
};

const unionFault = (issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Fault => {
  const branches = issue.errors.map((branch) => branch.map((i) => faultOf(i, path)));
  const deepest = branches.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest !== undefined && deepest.path.length > path.length) return deepest;
  const own = issue.errors.flat().some((i) => !UNSAID.test(i.message));
  const each = issue.errors.flatMap(([first]) =>
    first === undefined || (own && UNSAID.test(first.message)) ? [] : [expectedOf(first)],
  );
  const expected = UNSAID.test(issue.message) && each.length > 0 ? [...new Set(each)].join(', or ') : issue.message;
  return { path, what: `${shown(issue.input, path)} is not usable`, expected };
};

/** What an issue of a schema means to the author; of a union's branches the one that got furthest speaks. */
const faultOf = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault => {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.input !== undefined)
    return unionFault(issue, path);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    // A schema that knows its fields names them; zod's own words only repeat the mistake.
    const expected = issue.message.startsWith('Unrecognized') ? 'only fields that the format has' : issue.message;
    return { path: [...path, key], what: `"${key}" is not a field here`, expected };
  }
  if (issue.input === undefined && issue.code !== 'custom')
    return {
      path,
      what: 'missing',
      expected: `${issue.code === 'invalid_type' ? issue.expected : expectedOf(issue)} is required`,
    };
  return { path, what: `${shown(issue.input, path)} is not usable`, expected: expectedOf(issue) };
};

/** The mistake to speak of first. A misspelt key is one unknown field and one missing: the unknown one is what was written. */
export const firstFault = (issues: readonly z.core.$ZodIssue[]): Fault => {
  const issue = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  return issue === undefined ? { path: [], what: 'not usable', expected: 'a document' } : faultOf(issue);
};
