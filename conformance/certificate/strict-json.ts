import type { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { parseJson } from '../../contract/wire/json/parse.ts';
import { canonical } from './canonical.ts';

const MAX_DEPTH = 64;

const problem = (file: string, what: string, path?: string): InputProblem =>
  new InputProblem(what, path === undefined ? { file } : { file, path }, 'the file as certify wrote it');

/**
 * A value of a bundle's JSON file. Refused (InputProblem): bytes that are not UTF-8, what is not JSON, a name that stands
 * twice in one object, any other form than the canonical one, and any member that `schema` does not know.
 */
export const readStrict = <T>(bytes: Uint8Array, file: string, schema: z.ZodType<T>): T => {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem(file, 'is not UTF-8');
  }
  try {
    const { twice } = parseJson(text, MAX_DEPTH);
    if (twice !== undefined) throw problem(file, 'a member stands twice', twice);
    value = JSON.parse(text);
    if (canonical(value) !== text) throw problem(file, 'is not in canonical form (RFC 8785)');
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    throw problem(file, 'is not JSON');
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw problem(file, issue?.message ?? 'does not fit its schema', issue?.path.map(String).join('.'));
};
