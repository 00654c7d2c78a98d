import type { Device, Identifier, Order, Patient, Permission, Reading } from '../../contract/domain/index.ts';
import { LOINC_FOR_UNIT } from '../../contract/codes/measures.ts';
import { randomStream } from '../../simulator/random.ts';
import { instantText } from '../../simulator/clock.ts';
import { simulatedPatient } from '../../simulator/simulate.ts';
import type { LoadProfile } from './profile.ts';

/** One enrolled patient of a load run: all that has to be there before the first reading. */
export interface LoadPatient {
  readonly patient: Patient;
  readonly device: Device;
  readonly order: Order;
  readonly permission: Permission;
}

export interface LoadPlan {
  readonly patients: readonly LoadPatient[];
  /** In the order of sending; reading i is meant for i / ratePerSecond after the start. */
  readonly readings: readonly Reading[];
}

const ZONE = 'America/New_York';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ARCHETYPE = 't2d-oral';
/** Wide enough that about a third of the readings is abnormal and one in twenty critical. */
const MEAN_MG_DL = 150;
const SD_MG_DL = 65;

/**
 * Plans a load run: who is enrolled and which readings are sent, all from the seed. Readings lie in the half hour
 * before `nowMs`, two seconds apart for each patient, so that none is late and no two are the same measurement.
 */
export const planLoad = (
  profile: LoadProfile,
  setting: { seed: number; nonce: string; nowMs: number; responsible: Identifier },
): LoadPlan => {
  const { seed, nonce, nowMs, responsible } = setting;
  const key = (system: string, value: string): Identifier => ({ system, value: `${value}${nonce}` });
  const at = (ms: number): string => instantText(ms, ZONE);
  const patients = Array.from({ length: profile.patients }, (_, index): LoadPatient => {
    const who = simulatedPatient({ archetype: ARCHETYPE, seed, index });
    const mrn = key('urn:oid:2.999.1.1', `MRNL${index}-`);
    return {
      patient: { ...who.patient, identifier: mrn },
      device: { ...who.device, identifier: key('urn:example:load:meter', `M${index}-`), patient: mrn },
      order: {
        identifier: key('urn:example:ehr:placer', `PLCL${index}-`),
        patient: mrn,
        measure: 'glucose',
        status: 'active',
        requester: responsible,
        responsible,
        authoredOn: at(nowMs - DAY_MS),
        period: { start: at(nowMs - DAY_MS), end: at(nowMs + 30 * DAY_MS) },
        unit: 'mg/dL',
        limits: [
          { tier: 'reference', low: '70', high: '180' },
          { tier: 'critical', low: '54', high: '300' },
        ],
        rules: [],
      },
      permission: {
        identifier: key('urn:example:portal:permission', `L${index}/glucose-`),
        patient: mrn,
        measure: 'glucose',
        status: 'granted',
        at: at(nowMs - DAY_MS),
      },
    };
  });
  const values = randomStream(seed, 'load', 'values');
  const total = profile.ratePerSecond * profile.seconds;
  const rounds = Math.ceil(total / profile.patients);
  const readings = Array.from({ length: total }, (_, i): Reading => {
    const { patient, device } = patients[i % profile.patients] as LoadPatient;
    const round = Math.floor(i / profile.patients);
    const value = Math.min(550, Math.max(25, Math.round(values.normal(MEAN_MG_DL, SD_MG_DL))));
    return {
      identifier: key('urn:example:meter-readings', `L${i}-`),
      patient: patient.identifier,
      measure: 'glucose',
      code: LOINC_FOR_UNIT['mg/dL'],
      status: 'final',
      effective: at(nowMs - 60_000 - 2000 * (rounds - round)),
      result: { kind: 'value', quantity: { value: String(value), unit: 'mg/dL' } },
      device: device.identifier,
    };
  });
  return { patients, readings };
};
