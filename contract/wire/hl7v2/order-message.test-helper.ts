import type { Order } from '../../domain/index.ts';
import type { Outcome } from '../../refusal.ts';
import { NAMESPACES } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';
import { decodeOrderMessage } from './order.ts';
import type { DecodedOrder } from './order.ts';

export const NPI = 'NPI&2.16.840.1.113883.4.6&ISO';
export const GLUCOSE = '41653-7^Glucose [Mass/volume] in Capillary blood by Glucometer^LN';

/** An order as a hospital sends it: names, extra fields and segments that mean nothing to us, rows as given. */
export const message = (rows: readonly string[], changes: Readonly<Record<string, string>> = {}): string => {
  const segments = {
    MSH: 'MSH|^~\\&|EHR|GOODHEALTH|RPM|GOODHEALTH|20260302090000.000-0500||OMG^O19^OMG_O19|ORD00002|T|2.5.1|||||USA|UNICODE UTF-8',
    PID: 'PID|1||ACC9^^^OTHER^AN~MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||Sørensen^Jane^^^^^L||19700115|F',
    PV1: 'PV1|1|O|DIAB^^^GOODHEALTH',
    ORC: `ORC|NW|PLC-7001^EHR||GRP-7001^EHR|SC||||20260302090000-0500|||1234567893^Rivera^Ana^^^^MD^^${NPI}^L^^^NPI|||202603020900-0500`,
    TQ1: 'TQ1|1||QID||||20260302000000-0500|20260531235959-0400|R',
    OBR: `OBR|1|PLC-7001^EHR||359772000^Glucose monitoring at home^SCT||||||||||||1234567893^Rivera^Ana^^^^MD^^${NPI}^L^^^NPI||||||||||||DMPOOL^Diabetes pool^^^^^^^POOL~1234567893^^^^^^^^${NPI}|||E11.65^Type 2 diabetes^I10`,
    ...changes,
  };
  return `${[...Object.values(segments).filter((text) => text !== ''), 'NTE|1|L|free text', ...rows].join('\r')}\r`;
};
export const row = (n: number, key: string, value: string, unit = 'mg/dL^mg/dL^UCUM', rest = '|||||O'): string =>
  `OBX|${n}|SN|${GLUCOSE}|${key}|${value}|${unit}${rest}`;
export const LIMITS = [
  row(1, 'ABN.HI', '>^160'),
  row(2, 'ABN.LO', '<^70'),
  row(3, 'CRIT.HI', '>=^300'),
  row(4, 'CRIT.LO', '<^54'),
];

export const decode = (text: string): Outcome<DecodedOrder> => {
  const parsed = parseMessage(text);
  return parsed.ok ? decodeOrderMessage(parsed.value, NAMESPACES) : parsed;
};
export const rivera = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };
export const expected: Order = {
  identifier: { system: 'urn:example:ehr:placer', value: 'PLC-7001' },
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  measure: 'glucose',
  status: 'active',
  requester: rivera,
  responsible: { system: 'urn:example:ehr:pool', value: 'DMPOOL' },
  authoredOn: '2026-03-02T09:00:00-05:00',
  effectiveFrom: '2026-03-02T09:00-05:00',
  period: { start: '2026-03-02T00:00:00-05:00', end: '2026-05-31T23:59:59-04:00' },
  unit: 'mg/dL',
  limits: [
    { tier: 'reference', low: '70', high: '160' },
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' },
  ],
  rules: [],
  reason: 'E11.65',
  group: { system: 'urn:example:ehr:placer', value: 'GRP-7001' },
};
export const refused = (text: string) => {
  const outcome = decode(text);
  return outcome.ok ? outcome.value : [outcome.refusal.code, outcome.refusal.at];
};
