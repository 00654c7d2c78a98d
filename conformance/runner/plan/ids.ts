import type { Identifier, Measure } from '../../../contract/domain/index.ts';
import { hashKeys } from '../../../simulator/random.ts';

const ID_SYSTEM = {
  patient: 'urn:oid:2.999.1.1',
  order: 'urn:example:ehr:placer',
  reading: 'urn:example:meter-readings',
  permission: 'urn:example:portal:permission',
  message: 'urn:example:ehr:message',
  device: 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680',
} as const;

/** Business keys of one lane. The nonce is the run's: a second run meets no key of the first. */
export interface LaneIds {
  patient(): Identifier;
  order(): Identifier;
  reading(): Identifier;
  message(): Identifier;
  /** Of readings that go together; told to no system. */
  bundle(): string;
  permission(patient: Identifier, measure: Measure): Identifier;
  /** EUI-64 of a patient's meter or scale. */
  device(patient: Identifier, kind: string): Identifier;
}

const hex = (n: number): string => (n >>> 0).toString(16).padStart(8, '0').toUpperCase();

/** Keys are short (HL7 v2 fields are) and count upwards, so that they can be read side by side with a plan. */
export const laneIds = (nonce: string, lane: string): LaneIds => {
  const stem = `${nonce}-${(hashKeys(lane)[0] >>> 0).toString(36).toUpperCase()}`;
  const counts = new Map<string, number>();
  const next = (system: string, prefix: string): Identifier => {
    const n = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, n);
    return { system, value: `${prefix}${stem}-${n}` };
  };
  return {
    patient: () => next(ID_SYSTEM.patient, 'MRN'),
    order: () => next(ID_SYSTEM.order, 'PLC'),
    reading: () => next(ID_SYSTEM.reading, 'R'),
    message: () => next(ID_SYSTEM.message, 'M'),
    bundle: () => next(ID_SYSTEM.message, 'B').value,
    permission: (patient, measure) => ({ system: ID_SYSTEM.permission, value: `${patient.value}/${measure}` }),
    device: (patient, kind) => {
      const [a, b] = hashKeys(nonce, lane, patient.value, kind);
      return { system: ID_SYSTEM.device, value: `${hex(a)}${hex(b)}`.replaceAll(/(..)(?=.)/g, '$1-') };
    },
  };
};
