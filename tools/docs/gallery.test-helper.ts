import { EXAMPLES as FHIR_EXAMPLES } from '../../contract/wire/fhir/examples.ts';
import { folded } from '../../contract/wire/fhir/documentation.test-helper.ts';
import { EXAMPLES as HL7_EXAMPLES } from '../../contract/wire/hl7v2/examples.ts';
import { parseLossless } from '../../contract/wire/json/lossless.ts';
import { STREAM_FORMATS } from '../../simulator/formats/registry.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { simulateDeliveries, simulatedPatient } from '../../simulator/simulate.ts';

const WHICH = { archetype: 't2d-oral', seed: 7, index: 0 } as const;
const HIGH = 160;

/** The patient's first value above the reference limit of the order that the gallery shows. */
const highReading = (): Delivery => {
  const options = { ...WHICH, zone: 'America/New_York', start: Date.parse('2026-03-02T00:00:00-05:00'), days: 14 };
  for (const delivery of simulateDeliveries(options)) {
    const { result } = delivery.reading;
    // For choosing alone: no value of the gallery is made of this number.
    if (result.kind === 'value' && Number(result.quantity.value) > HIGH) return delivery;
  }
  throw new Error('the patient of the gallery has no high value: choose another seed');
};

const fence = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

const hl7 = (message: string): string => fence('hl7', message.replaceAll('\r', '\n'));
const json = (text: string): string => fence('json', folded(parseLossless(text)));

const hl7Example = (name: string): string => {
  const message = HL7_EXAMPLES[name];
  if (message === undefined) throw new Error(`the gallery shows ${name}, of which there is no example`);
  return hl7(message);
};

const fhirExample = (name: string): string => {
  const resource = FHIR_EXAMPLES[name];
  if (resource === undefined) throw new Error(`the gallery shows ${name}, of which there is no example`);
  return fence('json', folded(resource));
};

/** One delivery in one of the simulator's formats, without what stands before the first patient. */
const inFormat = (name: string, delivery: Delivery): string => {
  const writer = STREAM_FORMATS[name]?.open(simulatedPatient(WHICH));
  if (writer === undefined) throw new Error(`there is no format ${name}`);
  return writer.batch([delivery]);
};

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

const readingRows = (delivery: Delivery): readonly string[] => [
  '### On the air, from the meter to the phone (Bluetooth GATT)',
  'A measurement (0x2A18) and its context (0x2A34), in hexadecimal ([byte by byte](devices.md)). `truth` is beside it, never in it.',
  lines(inFormat('gatt', delivery)).map(json).join('\n\n'),
  '### In the health store of the phone (HealthKit)',
  json(inFormat('healthkit', delivery)),
  '### The same in Health Connect',
  json(inFormat('health-connect', delivery)),
  '### To the EHR (FHIR R4, Observation)',
  json(inFormat('fhir', delivery)),
  '### In a transaction (FHIR R4, Bundle)',
  json(inFormat('fhir-bundle', delivery)),
  '### To the EHR (HL7 v2.5.1, ORU^R01, LOINC and UCUM)',
  hl7(inFormat('hl7v2', delivery)),
  '### To the EHR (HL7 v2.6, ORU^R01 by IHE PCD-01, terms of IEEE 11073)',
  hl7(inFormat('pcd01', delivery)),
];

/** Everything of docs/gallery.md. */
export const galleryDocument = (): string => {
  const delivery = highReading();
  const { identifier, effective } = delivery.reading;
  return `${[
    '# Gallery',
    'What goes over each wire, from the order to the reply, as the codecs of harness, simulator and reference write it. Every person is synthetic. This page is generated (`UPDATE_DOCS=1 npm run -s test:unit -- tools/docs/gallery`); a test holds it to what the codecs write now. What each field means: [FHIR](bindings/fhir.md), [HL7 v2](bindings/hl7v2.md), [Bluetooth](devices.md), [health stores](health-stores.md).',
    '## The order, with limits for this patient',
    '### HL7 v2.5.1, OMG^O19',
    hl7Example('order-new'),
    '### HL7 v2.5.1, ORM^O01',
    hl7Example('order-new-orm'),
    '### FHIR R4, ServiceRequest',
    fhirExample('order-glucose'),
    "## The patient's permission",
    '### FHIR R4, Consent',
    fhirExample('permission'),
    '## One reading, in every form',
    `The first value above ${HIGH} mg/dL, the limit of that order, of the patient that \`simulate --archetype ${WHICH.archetype} --seed ${WHICH.seed}\` makes: \`${identifier.value}\`, measured ${effective}.`,
    ...readingRows(delivery),
    '## The answers',
    '### HL7 v2, ACK: accepted',
    hl7Example('ack-accept'),
    '### HL7 v2, ACK: refused, and why',
    hl7Example('ack-refuse'),
    '### FHIR R4, OperationOutcome: refused, and why',
    fhirExample('outcome'),
    '## The item in the In Basket',
    '### FHIR R4, Task',
    fhirExample('item-new'),
    '### HL7 v2, ORU^R40: an alert',
    hl7Example('alert-critical'),
    '### HL7 v2, MDM^T02: the same to systems that take no alerts',
    hl7Example('alert-note'),
    '## The reply to the patient',
    '### FHIR R4, Communication',
    fhirExample('message'),
  ].join('\n\n')}\n`;
};
