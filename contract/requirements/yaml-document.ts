import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { InputProblem, type Place } from '../input-problem.ts';

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 20;

/** A YAML document in the shape its schema gave it, and where each part of it stands. */
export interface YamlDocument<T> {
  readonly value: T;
  placeOf(path: readonly PropertyKey[]): Place;
}

/** Numbers stay the text their author wrote: `82.0` keeps its digit, and the schema decides what is a number. */
const plain = (node: unknown, depth = 0): unknown => {
  if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  if (isAlias(node)) throw new RangeError('anchors and aliases are not used here');
  if (isScalar(node)) return typeof node.value === 'number' ? (node.source ?? String(node.value)) : node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (!isMap(node)) return null;
  return Object.fromEntries(
    node.items.map((pair) => [String(isScalar(pair.key) ? pair.key.value : pair.key), plain(pair.value, depth + 1)]),
  );
};

const pathText = (path: readonly PropertyKey[]): string =>
  path.map((p, i) => (typeof p === 'number' ? `[${p}]` : `${i === 0 ? '' : '.'}${String(p)}`)).join('');

/** Where the node at a path begins, or the nearest one above it that is there. */
const offsetAt = (root: unknown, path: readonly PropertyKey[]): number => {
  let node = root;
  let offset = 0;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((p) => isScalar(p.key) && String(p.key.value) === String(part));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (isScalar(node) || isMap(node) || isSeq(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
};

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly what: string;
  readonly expected: string;
}

/** Of the branches of a union, the one that got furthest into the document says most. */
const faultOf = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault => {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      return {
        path: [...path, key],
        what: `"${key}" is not a field here`,
        expected: 'only fields that the format has',
      };
    }
    case 'invalid_union': {
      const faults = issue.errors.flatMap((branch) => branch.map((i) => faultOf(i, path)));
      const deepest = faults.toSorted((a, b) => b.path.length - a.path.length)[0];
      if (deepest !== undefined && deepest.path.length > path.length) return deepest;
      return { path, what: 'not usable', expected: [...new Set(faults.map((f) => f.expected))].join(', or ') };
    }
    case 'invalid_type':
      return issue.input === undefined
        ? { path, what: 'missing', expected: `a value of type ${issue.expected}` }
        : { path, what: 'not usable', expected: issue.message };
    default:
      return { path, what: 'not usable', expected: issue.message };
  }
};

/**
 * Reads one YAML document of ours into what `schema` says. Throws InputProblem with file, line, path
 * and what was expected. Unknown keys are refused where the schema is strict.
 */
export const readYamlDocument = <S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
): YamlDocument<z.output<S>> => {
  if (Buffer.byteLength(text) > MAX_BYTES)
    throw new InputProblem('the file is too large', { file }, `at most ${MAX_BYTES} bytes`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new InputProblem(broken.message, { file, line: lines.linePos(broken.pos[0]).line }, 'one YAML document');

  const placeOf = (path: readonly PropertyKey[]): Place => {
    const line = lines.linePos(offsetAt(document.contents, path)).line;
    return { file, line: Math.max(1, line), ...(path.length === 0 ? {} : { path: pathText(path) }) };
  };
  let content: unknown;
  try {
    content = plain(document.contents);
  } catch (error) {
    throw new InputProblem(error instanceof Error ? error.message : String(error), { file }, 'a plain YAML document');
  }
  const parsed = schema.safeParse(content, { reportInput: true });
  if (parsed.success) return { value: parsed.data, placeOf };
  // A misspelt key is one unknown field and one missing: the unknown one is what was written.
  const { issues } = parsed.error;
  const issue = issues.find((i) => i.code === 'unrecognized_keys') ?? issues[0];
  const fault = issue === undefined ? { path: [], what: 'not usable', expected: 'a document' } : faultOf(issue);
  throw new InputProblem(fault.what, placeOf(fault.path), fault.expected);
};
