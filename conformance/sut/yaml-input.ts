import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { pathText } from '../history/path-text.ts';

const MAX_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 20;

/** A number keeps the digits of its author: the schema decides what it is. */
const plain = (node: unknown, depth = 0): unknown => {
  if (depth > MAX_DEPTH) throw new RangeError(`deeper than ${MAX_DEPTH} levels`);
  if (isAlias(node)) throw new RangeError('anchors and aliases are not used here');
  if (isScalar(node)) {
    if (typeof node.value === 'number' || typeof node.value === 'bigint') return node.source ?? String(node.value);
    return node.value ?? undefined;
  }
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (isMap(node))
    return Object.fromEntries(
      node.items.map((pair) => [
        isScalar(pair.key) ? (pair.key.source ?? String(pair.key.value)) : String(pair.key),
        plain(pair.value, depth + 1),
      ]),
    );
  return undefined;
};

/** The offset of the node at a path, or of the nearest one above it that is there. */
const offsetAt = (root: Node | null, path: readonly PropertyKey[]): number => {
  let node: unknown = root;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((i) => isPair(i) && isScalar(i.key) && String(i.key.value) === String(part));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
};

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly expected: string;
}

/** Whoever puts a secret where none belongs must not find it in a log as well. */
const SECRET = /key|token|secret|password/i;

const shown = (value: unknown, path: readonly PropertyKey[]): string =>
  typeof value === 'object' || SECRET.test(String(path.at(-1))) ? 'the value' : JSON.stringify(value);

/** The issue that says most: unions are opened, and the branch that got furthest speaks. */
const faultOf = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault => {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const branches = issue.errors.map((branch) => branch.map((i) => faultOf(i, path)));
    const best = branches.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
    if (best !== undefined && best.path.length > path.length) return best;
    const said = issue.message === 'Invalid input' ? branches.map((b) => b[0]?.expected).join(', or ') : issue.message;
    return { path, what: `${shown(issue.input, path)} is not usable`, expected: said };
  }
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return {
      path: [...path, key],
      what: `"${key}" is not a field here`,
      expected: issue.message,
    };
  }
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return { path, what: 'missing', expected: `${issue.expected} is required` };
  return { path, what: `${shown(issue.input, path)} is not usable`, expected: issue.message };
};

/**
 * Reads one YAML document into what a schema says. Numbers arrive at the schema as the text the
 * author wrote. Throws InputProblem with file, line, path and what was expected.
 */
export const readYaml = <S extends z.ZodType>(text: string, file: string, schema: S): z.output<S> => {
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new InputProblem('the file is too large', { file }, `at most ${MAX_BYTES} bytes`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new InputProblem(broken.message, { file, line: lines.linePos(broken.pos[0]).line }, 'one YAML document');
  let value: unknown;
  try {
    value = plain(document.contents);
  } catch (error) {
    throw new InputProblem(error instanceof Error ? error.message : String(error), { file }, 'a plain YAML document');
  }
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  // A field too many is often the misspelt twin of one that is missing: it says more.
  const { issues } = parsed.error;
  const issue = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  const fault = issue === undefined ? { path: [], what: 'not usable', expected: '' } : faultOf(issue);
  const line = lines.linePos(offsetAt(document.contents, fault.path)).line;
  const path = pathText(fault.path);
  throw new InputProblem(fault.what, { file, line, ...(path === '' ? {} : { path }) }, fault.expected);
};
