import type { z } from 'zod';

/** One mistake of a document: where, what, and what was expected instead. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly expected: string;
}

/** Whoever puts a secret where none belongs must not find it in a log as well. */
const SECRET = /key|token|secret|password/i;

const shown = (value: unknown, path: readonly PropertyKey[]): string =>
  typeof value === 'object' || SECRET.test(String(path.at(-1))) ? 'the value' : JSON.stringify(value);

const unionFault = (issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]): Fault => {
  const branches = issue.errors.map((branch) => branch.map((i) => faultOf(i, path)));
  const deepest = branches.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest !== undefined && deepest.path.length > path.length) return deepest;
  const each = [...new Set(branches.map((b) => b[0]?.expected ?? ''))].filter((e) => e !== '');
  const expected = issue.message === 'Invalid input' && each.length > 0 ? each.join(', or ') : issue.message;
  return { path, what: `${shown(issue.input, path)} is not usable`, expected };
};

/** What an issue of a schema means to the author; of a union's branches the one that got furthest speaks. */
const faultOf = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault => {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return unionFault(issue, path);
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    // A schema that knows its fields names them; zod's own words only repeat the mistake.
    const expected = issue.message.startsWith('Unrecognized') ? 'only fields that the format has' : issue.message;
    return { path: [...path, key], what: `"${key}" is not a field here`, expected };
  }
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return { path, what: 'missing', expected: `${issue.expected} is required` };
  return { path, what: `${shown(issue.input, path)} is not usable`, expected: issue.message };
};

/** The mistake to speak of first. A misspelt key is one unknown field and one missing: the unknown one is what was written. */
export const firstFault = (issues: readonly z.core.$ZodIssue[]): Fault => {
  const issue = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  return issue === undefined ? { path: [], what: 'not usable', expected: 'a document' } : faultOf(issue);
};
