import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type JsonObject, parseLossless, writeLossless } from '../../contract/wire/json/lossless.ts';

/** The resources of a request of many; of anything else, itself. */
const judgedAlone = (json: JsonObject): readonly JsonObject[] => {
  if (json['resourceType'] !== 'Bundle' || !['batch', 'transaction'].includes(String(json['type']))) return [json];
  // Without the server's base a client cannot say fullUrls, and R4's validator wants them: each resource is judged by itself.
  return (json['entry'] as readonly JsonObject[])
    .map((entry) => entry['resource'])
    .filter((resource) => isObject(resource));
};

/** What stands in a file: a message as it is, or the bodies of a request and its answer, each after its head and an empty line. */
const bodiesIn = (text: string): readonly JsonObject[] =>
  text
    .split('\n\n')
    .filter((part) => part.startsWith('{'))
    .map((part) => parseLossless(part))
    .filter((json) => isObject(json));

/**
 * Copies what a run of the harness kept of the wire (docs/history.md), requests and answers, below `fhir` and `hl7v2` of
 * another folder.
 */
export const sortHarnessWire = (from: string, to: string): void => {
  for (const kind of ['fhir', 'hl7v2']) mkdirSync(join(to, kind), { recursive: true });
  for (const name of readdirSync(from)) {
    const text = readFileSync(join(from, name), 'utf8');
    if (text.startsWith('MSH')) writeFileSync(join(to, 'hl7v2', `${name}.hl7`), text);
    else
      for (const [n, resource] of bodiesIn(text).flatMap(judgedAlone).entries())
        writeFileSync(join(to, 'fhir', `${name}-${n}.json`), writeLossless(resource));
  }
};
