import type { Reading } from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import { NAMESPACES } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import { decodeReadingMessage } from './reading.ts';

export const GLUCOSE = '41653-7^Glucose [Mass/volume] in Capillary blood by Glucometer^LN';
export const HEAD =
  'MSH|^~\\&|GATEWAY|HOME|RPM|GOODHEALTH|20260303080512.000-0500||ORU^R01^ORU_R01|RES00042|T|2.5.1|||||USA|UNICODE UTF-8';
export const PID = 'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||Sørensen^Jane^^^^^L||19700115|F';
export const OBR =
  'OBR|1|PLC-7001^EHR|42^METER|359772000^Glucose monitoring at home^SCT|||20260303075900-0500|||||||||||||||20260303080512.000-0500|||F';

/** An OBX by its fields. */
export const obx = (fields: Readonly<Record<number, string>>): string => {
  const all: Readonly<Record<number, string>> = {
    1: '1',
    2: 'NM',
    3: GLUCOSE,
    4: '1',
    5: '212',
    6: 'mg/dL^mg/dL^UCUM',
    11: 'F',
    14: '20260303075900-0500',
    ...fields,
  };
  return `OBX${Array.from({ length: 19 }, (_, index) => `|${all[index + 1] ?? ''}`).join('')}`;
};
export const oru = (...segments: readonly string[]): string =>
  `${[HEAD, PID, 'ORC|RE|PLC-7001^EHR', ...segments].join('\r')}\r`;
export const decode = (text: string): Outcome<readonly Reading[]> => {
  const parsed = parseMessage(text);
  return parsed.ok ? decodeReadingMessage(parsed.value, NAMESPACES) : parsed;
};
export const one = (...segments: readonly string[]): Partial<Reading> => {
  const outcome = decode(oru(OBR, ...segments));
  if (!outcome.ok || outcome.value.length !== 1) throw new Error(JSON.stringify(outcome));
  return outcome.value[0] ?? {};
};
export const refused = (...segments: readonly string[]) => {
  const outcome = decode(oru(...segments));
  return outcome.ok ? outcome.value : [outcome.refusal.code, outcome.refusal.at];
};
