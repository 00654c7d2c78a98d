import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { EXAMPLES as RESOURCES } from '../../contract/wire/fhir/examples.ts';
import { encodeAlertMessage } from '../../contract/wire/hl7v2/alert.ts';
import { encodeAlertNote } from '../../contract/wire/hl7v2/alert-note.ts';
import * as any from '../../contract/wire/hl7v2/arbitraries.test-helper.ts';
import { EXAMPLES as MESSAGES } from '../../contract/wire/hl7v2/examples.ts';
import { encodeOrderMessage } from '../../contract/wire/hl7v2/order.ts';
import { encodePatientMessage } from '../../contract/wire/hl7v2/patient-message.ts';
import { encodePcd01Message } from '../../contract/wire/hl7v2/pcd-01.ts';
import { encodePermissionMessage } from '../../contract/wire/hl7v2/permission.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { item } from '../../contract/wire/fhir/arbitraries.test-helper.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { runLine, verdicts } from '../../reports/sample-run.test-helper.ts';
import { testReportBundle } from '../../reports/testreport/test-report.ts';

const { ENVELOPE, NAMESPACES } = any;
const NAME = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });

const person = fc.record({
  identifier: any.identifier,
  family: NAME,
  given: NAME,
  gender: fc.constantFrom('female' as const, 'male' as const, 'other' as const, 'unknown' as const),
  birthDate: fc.constantFrom('1940-02-29', '1970-01-15'),
});
const permission = fc.record({
  patient: any.identifier,
  measure: fc.constantFrom('glucose' as const, 'weight' as const),
  status: fc.constantFrom('granted' as const, 'withdrawn' as const),
  at: any.instant,
});
const form = fc.constantFrom('OMG^O19' as const, 'ORM^O01' as const);
// The reference says of every item what it measures; the metric row of an alert is named by it.
const measured = item.filter(({ measure }) => measure !== undefined);
const alert = fc.record({
  item: measured,
  phase: fc.constantFrom('start' as const, 'update' as const, 'end' as const),
});

/** Texts of every message that our encoders write, from whatever the domain can hold. */
const messages: readonly fc.Arbitrary<string>[] = [
  fc
    .tuple(any.order(), fc.constantFrom('NW' as const, 'XO' as const), form)
    .map(([order, control, as]) => encodeOrderMessage(order, control, ENVELOPE, NAMESPACES, as)),
  fc
    .tuple(any.order(), fc.constantFrom('HD' as const, 'RL' as const, 'CA' as const, 'DC' as const), form)
    .map(([order, control, as]) => encodeOrderMessage(order, control, ENVELOPE, NAMESPACES, as)),
  fc
    .array(any.reading(), { minLength: 1, maxLength: 4 })
    .map((readings) => encodeReadingMessage(readings, ENVELOPE, NAMESPACES)),
  any.reading().map((reading) => encodePcd01Message(reading, ENVELOPE, NAMESPACES)),
  fc
    .tuple(person, fc.constantFrom('A28' as const, 'A04' as const, 'A08' as const))
    .map(([of, event]) => encodePatientMessage(of, event, ENVELOPE, NAMESPACES)),
  permission.map((of) => encodePermissionMessage(of, ENVELOPE, NAMESPACES)),
  alert.map((of) => encodeAlertMessage(of, ENVELOPE, NAMESPACES)),
  alert.map((of) => encodeAlertNote(of, ENVELOPE, NAMESPACES)),
];

/** What a run says of itself in FHIR: of one that failed, and of one that is void. */
const testReports: Readonly<Record<string, string>> = {
  'test-report': testReportBundle(verdicts(), runLine()),
  'test-report-void': testReportBundle(
    verdicts({ isVoid: true, verdict: 'HARNESS_ERROR' }),
    runLine({ role: 'sender' }),
  ),
};

const SEED = 1;
const EACH = 150;

/** Writes the examples of the bindings, reports of runs, and messages of the encoders from generated content, below `fhir` and `hl7v2`. */
export const writeGenerated = (dir: string): void => {
  for (const kind of ['fhir', 'hl7v2']) mkdirSync(join(dir, kind), { recursive: true });
  // The batch is a request: its entries have no fullUrl, which R4's validator wants (docs/validators.md).
  for (const [name, resource] of Object.entries(RESOURCES).filter(([title]) => title !== 'batch'))
    writeFileSync(join(dir, 'fhir', `${name}.json`), writeLossless(resource));
  for (const [name, text] of Object.entries(testReports)) writeFileSync(join(dir, 'fhir', `${name}.json`), text);
  for (const [name, text] of Object.entries(MESSAGES)) writeFileSync(join(dir, 'hl7v2', `${name}.hl7`), text);
  for (const [kind, arbitrary] of messages.entries())
    for (const [n, text] of fc.sample(arbitrary, { seed: SEED, numRuns: EACH }).entries())
      writeFileSync(join(dir, 'hl7v2', `generated-${kind}-${n}.hl7`), text);
};
