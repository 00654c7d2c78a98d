import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interactionsOf, routesOf } from '../../reference-impl/api/fhir/routes.ts';
import { isObject, type Json, parseLossless } from '../../contract/wire/json/lossless.ts';
import { REFUSAL_SYSTEM } from '../../contract/wire/fhir/outcome.ts';
import { FHIR_REFUSALS, HL7_REFUSALS } from './refusals.ts';

const BUNDLES = ['searchset', 'history', 'batch-response', 'transaction-response'];
const MESSAGES = ['ACK', 'ADT', 'MDM^T02', 'OMG^O19', 'ORM^O01', 'ORU^R01', 'ORU^R40'];
const ANSWERS = ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'];

/** All that has to have been judged: nothing that the reference offers, refuses or tells is green unseen. */
const demanded = (): readonly string[] => {
  const resources = interactionsOf(routesOf({ clockPort: true }))
    .map((name) => name.split('.')[0] ?? '')
    .filter((name) => /^[A-Z]/.test(name));
  return [
    ...new Set([...resources, 'OperationOutcome', 'Parameters', 'CapabilityStatement']),
    ...BUNDLES.map((type) => `Bundle ${type}`),
    ...FHIR_REFUSALS.map((code) => `OperationOutcome ${code}`),
    ...MESSAGES,
    ...ANSWERS.map((code) => `MSA-1 ${code}`),
    ...HL7_REFUSALS.map((code) => `ERR-5 ${code}`),
  ];
};

const inResource = (json: Json | undefined, seen: Set<string>): void => {
  if (Array.isArray(json)) for (const part of json as readonly Json[]) inResource(part, seen);
  if (!isObject(json)) return;
  const type = json['resourceType'];
  if (typeof type === 'string') seen.add(type);
  if (type === 'Bundle') seen.add(`Bundle ${String(json['type'])}`);
  if (type === 'OperationOutcome')
    for (const [, code] of JSON.stringify(json).matchAll(new RegExp(`"${REFUSAL_SYSTEM}","code":"([a-z-]+)"`, 'g')))
      seen.add(`OperationOutcome ${code}`);
  for (const part of Object.values(json)) inResource(part, seen);
};

const inMessage = (text: string, seen: Set<string>): void => {
  for (const segment of text.split('\r')) {
    const fields = segment.split('|');
    const [name] = fields;
    const [type, event] = (fields[8] ?? '').split('^');
    if (name === 'MSH') for (const kind of [type, `${type}^${event}`]) seen.add(kind ?? '');
    if (name === 'MSA') seen.add(`MSA-1 ${fields[1]}`);
    if (name === 'ERR') seen.add(`ERR-5 ${fields[5]?.split('^')[0]}`);
  }
};

/** What the files below `fhir` and `hl7v2` of these folders hold. */
const heldBy = (folders: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const each = (folder: string, kind: string, look: (text: string) => void): void => {
    for (const name of readdirSync(join(folder, kind))) look(readFileSync(join(folder, kind, name), 'utf8'));
  };
  for (const folder of folders) {
    each(folder, 'fhir', (text) => inResource(parseLossless(text), seen));
    each(folder, 'hl7v2', (text) => inMessage(text, seen));
  }
  return seen;
};

/** What must have been judged and is in none of the folders; and what is in none of those of the wire. */
export const coverage = (wire: readonly string[], written: readonly string[]) => {
  const wanted = demanded();
  const [onWire, everywhere] = [heldBy(wire), heldBy([...wire, ...written])];
  return {
    demanded: wanted.length,
    missing: wanted.filter((kind) => !everywhere.has(kind)),
    writtenAlone: wanted.filter((kind) => everywhere.has(kind) && !onWire.has(kind)),
  };
};
