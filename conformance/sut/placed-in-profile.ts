import { InputProblem } from '../../contract/input-problem.ts';
import { readText, readYamlDocument } from '../../contract/yaml/document.ts';
import { ProfileDocument } from './profile-document.ts';

/** Fields of a profile that a problem may be about once the profile itself was read. */
const FIELDS = ['fhir', 'adapter', 'hl7', 'access', 'login', 'ports', 'process', 'people'];

/**
 * What kept a run from beginning, with the file and the line of the profile where it names one of its fields and no file
 * yet. Whoever speaks to the system knows the field, and not where it was written.
 */
export const placedInProfile = (error: unknown, file: string): unknown => {
  if (!(error instanceof InputProblem) || error.place.file !== undefined) return error;
  const path = error.place.path?.split('.') ?? [];
  if (!FIELDS.includes(path[0] ?? '')) return error;
  const { placeOf } = readYamlDocument(readText(file, 'a profile'), file, ProfileDocument);
  const { expected, advice, exitCode } = error;
  return new InputProblem(error.message, placeOf(path), expected, {
    ...(advice === undefined ? {} : { advice }),
    exitCode,
  });
};
