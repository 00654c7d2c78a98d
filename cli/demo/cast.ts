import { DEFAULT_PEOPLE } from '../../conformance/sut/people.ts';
import type { Device, Identifier, UnitCode } from '../../contract/domain/index.ts';
import type { SimulatedPatient } from '../../simulator/simulated-reading.ts';
import type { OrderTerms } from '../simulate/enrolment.ts';

/** What carries a patient's order and readings. */
export type Wire = 'fhir' | 'hl7v2';

/** One patient of the demonstration: how they live, by which wire their readings come, and what was ordered. */
export interface Part {
  readonly archetype: string;
  readonly unit?: UnitCode;
  readonly wire: Wire;
  /** Absent: nobody has ordered anything, so every reading is refused. */
  readonly terms?: OrderTerms;
  /** The version of the phone's operating system. The article's phone has iOS 8 or later. */
  readonly ios: string;
}

const inBasketOf = (index: number): Identifier => {
  const clinician = DEFAULT_PEOPLE.clinicians[index];
  if (clinician === undefined) throw new RangeError(`no clinician ${index} works there`);
  return clinician.identifier;
};

const by = (index: number): Pick<OrderTerms, 'requester' | 'responsible'> => ({
  requester: inBasketOf(index),
  responsible: inBasketOf(index),
});

const CURRENT_IOS = '17.4';
const OLD_IOS = '7.1';

/**
 * The clinic. 130 mg/dL is abnormal for one patient, over 160 for another, over 200 for a third: that is what the
 * whole pipeline is for. The last two have no order: one to be placed in the pages, and one whose phone cannot serve.
 */
export const CAST: readonly Part[] = [
  {
    archetype: 't2d-oral',
    wire: 'fhir',
    ios: CURRENT_IOS,
    terms: { ...by(0), reason: 'E11.9', limits: [{ tier: 'reference', low: '70', high: '130' }], rules: [] },
  },
  {
    archetype: 't2d-basal',
    wire: 'hl7v2',
    ios: CURRENT_IOS,
    terms: {
      ...by(0),
      reason: 'E11.65',
      limits: [
        { tier: 'reference', low: '70', high: '160' },
        { tier: 'critical', low: '54', high: '300' },
      ],
      rules: [],
    },
  },
  {
    archetype: 'steroid',
    wire: 'fhir',
    ios: CURRENT_IOS,
    terms: {
      ...by(1),
      reason: 'E09.65',
      limits: [
        { tier: 'reference', low: '70', high: '200' },
        { tier: 'critical', high: '400' },
      ],
      rules: [{ kind: 'digest', window: { value: 12, unit: 'h' } }],
    },
  },
  {
    archetype: 't1d-mdi',
    wire: 'hl7v2',
    ios: CURRENT_IOS,
    terms: {
      ...by(1),
      reason: 'E10.9',
      limits: [
        { tier: 'reference', low: '70', high: '250' },
        { tier: 'critical', low: '54', high: '400' },
      ],
      rules: [],
    },
  },
  {
    archetype: 'gdm',
    unit: 'mmol/L',
    wire: 'fhir',
    ios: CURRENT_IOS,
    terms: { ...by(2), reason: 'O24.410', limits: [{ tier: 'reference', low: '3.5', high: '7.8' }], rules: [] },
  },
  {
    archetype: 'hf-decomp',
    unit: 'kg',
    wire: 'fhir',
    ios: CURRENT_IOS,
    terms: {
      ...by(2),
      reason: 'I50.9',
      limits: [],
      rules: [
        {
          kind: 'change',
          direction: 'gain',
          amount: { value: '2.0', unit: 'kg' },
          window: { value: 3, unit: 'd' },
          boundary: 'strict',
        },
        { kind: 'missing', period: { value: 3, unit: 'd' } },
      ],
    },
  },
  { archetype: 't1d-good', wire: 'fhir', ios: CURRENT_IOS },
  { archetype: 'obesity-program', unit: 'kg', wire: 'fhir', ios: OLD_IOS },
];

/** The phone that a patient carries beside the meter or the scale. */
export const phoneOf = ({ patient, device }: SimulatedPatient, { ios }: Part): Device => ({
  identifier: { system: 'urn:example:phone', value: `PHONE-${patient.identifier.value}` },
  patient: patient.identifier,
  kind: 'phone',
  manufacturer: device.manufacturer,
  model: 'VP Phone P-1',
  platform: { os: 'ios', version: ios },
});
