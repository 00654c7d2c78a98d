import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYamlDocument } from '../../yaml/document.ts';
import { type SenderCaseDocument, SenderCaseDocument as Document } from './sender-case.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** A worked case and the name of its file without ending. */
export type SenderWorkedCase = SenderCaseDocument & { readonly name: string };

/** All worked cases of the sender, by number. Throws InputProblem with file and line for the first that cannot be read. */
export const loadSenderCases = (folder: string = HERE): readonly SenderWorkedCase[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({
      ...readYamlDocument(readFileSync(join(folder, name), 'utf8'), join(folder, name), Document).value,
      name: name.replace(/\.yaml$/, ''),
    }))
    .toSorted((a, b) => Number(a.case.slice(1)) - Number(b.case.slice(1)));
