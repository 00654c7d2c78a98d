import type { Device, Identifier, Order, Patient, Permission, Reading } from '../../contract/domain/index.ts';
import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import { instantText } from '../../simulator/clock.ts';
import type { LoadParameters } from '../../simulator/load/parameters.ts';
import { simulatedPatient } from '../../simulator/simulate.ts';
import { type LoadReading, type LoadStream, loadStream } from '../../simulator/load/stream.ts';

/** One enrolled patient of a load run: all that has to be there before the first reading. */
export interface LoadPatient {
  readonly patient: Patient;
  readonly device: Device;
  readonly order: Order;
  readonly permission: Permission;
}

/** The people and readings of a stream in domain terms, made when asked for and never kept. */
export interface LoadCast {
  readonly stream: LoadStream;
  patientOf(person: number): LoadPatient;
  /** Keys of a person and of that person's meter, for where thousands are gone over at once. */
  keysOf(person: number): { readonly patient: Identifier; readonly meter: Identifier };
  readingOf(reading: LoadReading): Reading;
  /** Index of a person by the patient's key; undefined: nobody of this load. */
  personOf(patient: Identifier): number | undefined;
}

export const READING_SYSTEM = 'urn:example:meter-readings';
const PATIENT_SYSTEM = 'urn:oid:2.999.1.1';
const METER_SYSTEM = 'urn:example:load:meter';
const ZONE = 'America/New_York';
const DAY_MS = 86_400_000;
/** Before the first reading of any course, and no further back than an order may hold from (contract: 30 days). */
const ORDERED_DAYS_BEFORE = 29;

const ARCHETYPE = 't2d-oral';
const NOBODY: Identifier = { system: 'urn:vitalproof', value: 'nobody' };

/** Casts a stream: the same parameters give the same people and readings. `responsible`: clinicians whose In Basket items go to, in turn. */
export const loadCast = (parameters: LoadParameters, responsible: readonly Identifier[]): LoadCast => {
  const stream = loadStream(parameters);
  const { seed, nonce, untilMs } = parameters;
  const key = (system: string, value: string): Identifier => ({ system, value: `${value}-${nonce}` });
  const begun = instantText(untilMs - ORDERED_DAYS_BEFORE * DAY_MS, ZONE);
  const ends = instantText(untilMs + ORDERED_DAYS_BEFORE * DAY_MS, ZONE);
  const patientKey = (person: number): Identifier => key(PATIENT_SYSTEM, `MRNL${person}`);
  const meterKey = (person: number): Identifier => key(METER_SYSTEM, `M${person}`);
  const belonging = new RegExp(`^MRNL(\\d+)-${nonce}$`);
  return {
    stream,
    patientOf: (person) => {
      const { unit, reference, critical } = stream.person(person);
      const patient = patientKey(person);
      const who = simulatedPatient({ archetype: ARCHETYPE, seed, index: person });
      const clinician = responsible[person % Math.max(1, responsible.length)] ?? NOBODY;
      return {
        patient: { ...who.patient, identifier: patient },
        device: { ...who.device, identifier: meterKey(person), patient },
        order: {
          identifier: key('urn:example:ehr:placer', `PLCL${person}`),
          patient,
          measure: 'glucose',
          status: 'active',
          requester: clinician,
          responsible: clinician,
          authoredOn: begun,
          period: { start: begun, end: ends },
          unit,
          limits: [
            { tier: 'reference', ...reference },
            { tier: 'critical', ...critical },
          ],
          rules: [],
        },
        permission: {
          identifier: key('urn:example:portal:permission', `L${person}/glucose`),
          patient,
          measure: 'glucose',
          status: 'granted',
          at: begun,
        },
      };
    },
    keysOf: (person) => ({ patient: patientKey(person), meter: meterKey(person) }),
    readingOf: ({ person, identifier, value, unit, effective }) => ({
      identifier: { system: READING_SYSTEM, value: identifier },
      patient: patientKey(person),
      measure: 'glucose',
      code: LOINC_FOR_UNIT[unit],
      status: 'final',
      effective,
      result: { kind: 'value', quantity: { value, unit } },
      device: meterKey(person),
    }),
    personOf: ({ system, value }) => {
      const index = system === PATIENT_SYSTEM ? belonging.exec(value)?.[1] : undefined;
      return index === undefined ? undefined : Number(index);
    },
  };
};
