import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFINITIONS } from '../../contract/wire/fhir/definitions/definitions.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';

/** Writes each definition of ours to a file of its own in this folder. */
export const writeDefinitions = (dir: string): void => {
  mkdirSync(dir, { recursive: true });
  for (const definition of DEFINITIONS) {
    writeFileSync(
      join(dir, `${String(definition['resourceType'])}-${String(definition['id'])}.json`),
      writeLossless(definition),
    );
  }
};
