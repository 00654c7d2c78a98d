import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { structureDefinition } from '../../contract/codes/canonical.ts';
import { EXAMPLES as RESOURCES } from '../../contract/wire/fhir/examples.ts';
import { EXAMPLES as MESSAGES } from '../../contract/wire/hl7v2/examples.ts';
import { JsonNumber, type JsonObject, writeLossless } from '../../contract/wire/json/lossless.ts';

const resource = (name: string): JsonObject => {
  const found = RESOURCES[name];
  if (found === undefined) throw new Error(`no example ${name}`);
  return found;
};
const without = (name: string, member: string): JsonObject =>
  Object.fromEntries(Object.entries(resource(name)).filter(([key]) => key !== member));
const quantity = (code: string): JsonObject => ({
  value: new JsonNumber('7.0'),
  unit: code,
  system: 'http://unitsofmeasure.org',
  code,
});
const coded = (system: string, code: string): JsonObject => ({ coding: [{ system, code }] });

/** Each is an example with one thing wrong. */
const FHIR: Readonly<Record<string, JsonObject>> = {
  'no-code': without('reading-sent', 'code'),
  'no-policy': without('permission', 'policyRule'),
  'status-that-is-none': { ...resource('reading-sent'), status: 'done' },
  'member-that-is-none': { ...resource('reading-sent'), severity: 'high' },
  'day-that-is-none': { ...resource('reading-sent'), effectiveDateTime: '2026-02-30T08:00:00-05:00' },
  'unit-that-is-none': { ...resource('reading-sent'), valueQuantity: quantity('mg/dLL') },
  'text-for-a-number': { ...resource('reading-sent'), valueQuantity: { ...quantity('mg/dL'), value: '7.0' } },
  'value-beside-its-absence': { ...resource('reading-failed'), valueQuantity: quantity('mg/dL') },
  'relative-system': { ...resource('patient'), identifier: [{ system: 'mrn', value: '1' }] },
  'empty-list': { ...resource('inbox-page'), entry: [] },
  'code-of-ours-that-is-none': {
    ...resource('outcome'),
    issue: [
      {
        severity: 'error',
        code: 'business-rule',
        details: coded('https://vitalproof.example/fhir/CodeSystem/refusal', 'no-permision'),
      },
    ],
  },
  'extension-of-another-type': {
    ...resource('reading-sent'),
    extension: [{ url: structureDefinition('sequence-number'), valueString: '42' }],
  },
  'extension-of-ours-elsewhere': {
    ...resource('reading-sent'),
    extension: [{ url: structureDefinition('covered-by'), valueReference: { reference: 'CareTeam/dm-pool' } }],
  },
  'extension-nobody-knows': {
    ...resource('reading-sent'),
    extension: [{ url: structureDefinition('moon-phase'), valueString: 'full' }],
  },
  'modifier-as-extension': {
    ...resource('order-glucose'),
    extension: [{ url: structureDefinition('monitoring-rule'), extension: [{ url: 'kind', valueCode: 'missing' }] }],
  },
  'rule-without-a-kind': {
    ...resource('order-glucose'),
    modifierExtension: [
      { url: structureDefinition('monitoring-rule'), extension: [{ url: 'abnormal', valueCode: 'each' }] },
    ],
  },
};

const changed = (name: string, from: string | RegExp, to: string): string => {
  const text = MESSAGES[name] ?? '';
  const broken = text.replace(from, to);
  if (broken === text) throw new Error(`example ${name} does not hold ${String(from)}`);
  return broken;
};

const HL7V2: Readonly<Record<string, string>> = {
  'segment-that-is-none-here': changed('reading-glucose', /$/, 'MSA|AA|1\r'),
  'segment-of-another-place': changed('order-new', /(PID[^\r]*\r)(ORC[^\r]*\r)/, '$2$1'),
  'no-event': changed('alert-note', /EVN[^\r]*\r/, ''),
  'no-msa': changed('ack-accept', /MSA[^\r]*\r/, ''),
  'no-service': changed('reading-glucose', /(OBR\|1\|\|[^|]*\|)[^|]*/, '$1'),
  'no-row-code': changed('alert-critical', 'OBX|8|CWE|KIND^^99VPF', 'OBX|8|CWE|'),
  'letters-for-a-number': changed('reading-glucose', '|212|', '|21x|'),
  'time-that-is-none': changed('reading-glucose', /20260303075900/g, '202603-3075900'),
  'type-that-is-none': changed('reading-glucose', '|NM|', '|ZZ|'),
  'version-that-is-none': changed('reading-glucose', '|2.5.1|', '|2.99|'),
  'structure-that-is-none': changed('reading-glucose', 'ORU^R01^ORU_R01', 'ORU^R01^ORU_Z99'),
  'two-sets': changed('reading-glucose', 'OBR|1|', 'OBR|1~2|'),
  'order-without-its-detail': changed('order-new-orm', /OBR[^\r]*\r(?:OBX[^\r]*\r)*/, 'NTE|1\r'),
};

/** Writes what each validator has to refuse, one file each, below `fhir` and `hl7v2`; gives how many of each. */
export const writeBroken = (dir: string): { readonly fhir: number; readonly hl7v2: number } => {
  for (const kind of ['fhir', 'hl7v2']) mkdirSync(join(dir, kind), { recursive: true });
  for (const [name, json] of Object.entries(FHIR))
    writeFileSync(join(dir, 'fhir', `${name}.json`), writeLossless(json));
  for (const [name, text] of Object.entries(HL7V2)) writeFileSync(join(dir, 'hl7v2', `${name}.hl7`), text);
  return { fhir: Object.keys(FHIR).length, hl7v2: Object.keys(HL7V2).length };
};
