import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSALS, type RefusalCode, type RefusalName } from '../../contract/codes/refusals.ts';
import { exceptionOutcome, operationOutcome } from '../../contract/wire/fhir/outcome.ts';
import { encodeAck } from '../../contract/wire/hl7v2/ack.ts';
import { ENVELOPE } from '../../contract/wire/hl7v2/arbitraries.test-helper.ts';
import { EXAMPLES } from '../../contract/wire/hl7v2/examples.ts';
import { peekHeader } from '../../contract/wire/hl7v2/message.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';

const all = Object.entries(REFUSALS) as readonly (readonly [RefusalName, RefusalCode])[];

/** Codes that only HL7 v2 has a case for. */
const OF_HL7_ALONE = /^unsupported-(?:message|event|processing-id|version)$|^control-id/;

/** Every code of the table of docs/bindings/fhir.md. */
export const FHIR_REFUSALS = all.map(([code]) => code).filter((code) => !OF_HL7_ALONE.test(code));
/** Every code of the table of docs/bindings/hl7v2.md. */
export const HL7_REFUSALS = all.filter(([, { ack }]) => ack !== undefined).map(([code]) => code);

/** Writes the answer to every refusal as its encoder writes it: some need a state of the system that no test has on a wire. */
export const writeRefusals = (dir: string): void => {
  for (const kind of ['fhir', 'hl7v2']) mkdirSync(join(dir, kind), { recursive: true });
  const file = (kind: string, name: string, text: string): void => writeFileSync(join(dir, kind, name), text);
  for (const code of FHIR_REFUSALS) {
    const outcome = operationOutcome({ code, at: 'Observation.code', detail: 'as < & " say — é' });
    file('fhir', `${code}.json`, writeLossless(outcome));
  }
  file('fhir', 'exception.json', writeLossless(exceptionOutcome()));
  const reading = peekHeader(Buffer.from(EXAMPLES['reading-glucose'] ?? ''));
  for (const code of HL7_REFUSALS)
    for (const as of ['AE', 'AR', 'CE', 'CR'] as const) {
      const refusal = { code, at: 'OBX^1^5^1^2', detail: 'as | ^ & ~ \\ say — é' };
      file('hl7v2', `${code}-${as}.hl7`, encodeAck(reading, { code: as, refusal }, ENVELOPE));
    }
};
