import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputProblem } from '../input-problem.ts';
import { readYamlDocument } from '../yaml/document.ts';
import { resolveCase } from './resolve/case.ts';
import { CaseDocument } from './schema/case.ts';
import type { WorkedCase } from './worked-case.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Reads one worked case. `file` stands in messages and gives the case its name. Throws InputProblem with the line. */
export const parseCase = (text: string, file: string): WorkedCase =>
  resolveCase(readYamlDocument(text, file, CaseDocument), file);

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  } catch {
    throw new InputProblem('the folder cannot be read', { file: folder }, 'a folder of worked cases (*.yaml)');
  }
};

/**
 * All worked cases of a folder, by default those of this contract, by number. Throws InputProblem
 * with file and line for the first that cannot be read, and for a number that two of them have.
 */
export const loadCases = (folder: string = HERE): readonly WorkedCase[] => {
  const cases = namesIn(folder)
    .map((name) => join(folder, name))
    .map((file) => parseCase(readFileSync(file, 'utf8'), file))
    .toSorted((a, b) => a.number - b.number);
  cases.forEach((one, i) => {
    const before = cases[i - 1];
    if (before?.number === one.number)
      throw new InputProblem(
        `case ${one.number} is there twice`,
        { file: one.file, path: 'case' },
        `another number than that of ${before.name}`,
      );
  });
  return cases;
};
