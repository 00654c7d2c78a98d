import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { InputProblem, type Place } from '../input-problem.ts';
import { firstFault } from './fault.ts';
import { pathText } from './path-text.ts';
import { offsetAt, plain } from './plain.ts';

const MAX_BYTES = 1024 * 1024;

/** A YAML document in the shape its schema gave it, and where each part of it stands. */
export interface YamlDocument<T> {
  readonly value: T;
  placeOf(path: readonly PropertyKey[]): Place;
}

/**
 * Reads one YAML document into what `schema` says; numbers arrive at the schema as the text the author wrote.
 * Throws InputProblem with file, line, path and what was expected. Unknown keys are refused where the schema is strict.
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
    const { line } = lines.linePos(offsetAt(document.contents, path));
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
  const fault = firstFault(parsed.error.issues);
  throw new InputProblem(fault.what, placeOf(fault.path), fault.expected);
};

/** The text of a file. `what` it should be, for the message when it cannot be read. Throws InputProblem. */
export const readText = (file: string, what: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputProblem(`cannot be read: ${why}`, { file }, what);
  }
};

/** The same from a file. */
export const readYamlFile = <S extends z.ZodType>(file: string, schema: S, what: string): z.output<S> =>
  readYamlDocument(readText(file, what), file, schema).value;
