import type { Driver, Performed } from '../../conformance/sut/driver.ts';
import { CLOCK, EHR, portal } from '../../conformance/sut/actor.ts';
import { DEFAULT_PEOPLE } from '../../conformance/sut/people.ts';
import { MEASURE_OF_UNIT } from '../../contract/codes/measures.ts';
import type { Clinician, Device, Identifier, Interval, Order, Rule, UnitCode } from '../../contract/domain/index.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { DAY_MS, type EpochMs } from '../../simulator/clock.ts';
import type { SimulatedPatient } from '../../simulator/simulated-reading.ts';
import { isOpen } from './send.ts';

const PLACER = 'urn:example:ehr:placer';
const PERMISSIONS = 'urn:example:portal:permission';

/** What is ordered of everybody: the usual range, and what cannot wait. For weight, what a failing heart gains. */
const LIMITS: Readonly<Record<UnitCode, readonly Interval[]>> = {
  'mg/dL': [
    { tier: 'reference', low: '70', high: '180' },
    { tier: 'critical', low: '54', high: '300' },
  ],
  'mmol/L': [
    { tier: 'reference', low: '3.9', high: '10.0' },
    { tier: 'critical', low: '3.0', high: '16.7' },
  ],
  kg: [{ tier: 'reference', high: '250.0' }],
  g: [{ tier: 'reference', high: '250000' }],
  '[lb_av]': [{ tier: 'reference', high: '550.0' }],
};

const gain = (value: string, unit: UnitCode): readonly Rule[] => [
  { kind: 'change', direction: 'gain', amount: { value, unit }, window: { value: 3, unit: 'd' }, boundary: 'strict' },
];
const RULES: Readonly<Partial<Record<UnitCode, readonly Rule[]>>> = {
  kg: gain('2.0', 'kg'),
  g: gain('2000', 'g'),
  '[lb_av]': gain('4.4', '[lb_av]'),
};

const utc = (ms: EpochMs): string => new Date(ms).toISOString();

/** A receiver's clock goes forward only, so what is simulated of the past is too late for it. */
const adviceFor = ({ refusal, text }: Performed['answer']): { advice?: string } =>
  refusal === 'effective-from-too-early'
    ? { advice: 'begin later than the clock of the receiver, such as --start 2035-03-05T00:00:00-05:00' }
    : text === undefined
      ? {}
      : { advice: text.slice(0, 200) };

/** What is ordered of one patient; what is left out is as for everybody. */
export type OrderTerms = Partial<Pick<Order, 'requester' | 'responsible' | 'limits' | 'rules' | 'reason'>>;

/** One patient's stay at the receiver. */
export interface Enrolled {
  readonly who: SimulatedPatient;
  readonly unit: UnitCode;
  readonly fromMs: EpochMs;
  readonly days: number;
  readonly terms?: OrderTerms;
}

/** The order of one patient, in force from the first day on. */
export const orderFor = ({ who, unit, fromMs, days, terms = {} }: Enrolled): Order => {
  const [clinician] = DEFAULT_PEOPLE.clinicians;
  if (clinician === undefined) throw new Error('nobody works there');
  const { patient } = who;
  return {
    identifier: { system: PLACER, value: `SIM-${patient.identifier.value}` },
    patient: patient.identifier,
    measure: MEASURE_OF_UNIT[unit],
    status: 'active',
    requester: clinician.identifier,
    responsible: clinician.identifier,
    authoredOn: utc(fromMs),
    period: { start: utc(fromMs), end: utc(fromMs + (days + 365) * DAY_MS) },
    unit,
    limits: [...LIMITS[unit]],
    rules: [...(RULES[unit] ?? [])],
    ...terms,
  };
};

/** How a receiver is made ready where it is not as usual. */
export interface Ways {
  /** What carries an order; absent: the same as all else. */
  readonly orders?: Driver;
  /** Whether patients pick the tracker of their order in the portal before they permit it. */
  readonly picksTrackers?: boolean;
}

/**
 * Makes a receiver ready for a patient, as a hospital and the patient would: the clinician, the patient, the device, an
 * order with usual limits, a permission. Where the receiver has a test clock, the patient's is moved to the
 * time of what is sent.
 */
export const enrolment = (driver: Driver, address: string) => {
  let [hasClock, hasMoved] = [true, false];
  let hasClinician = false;
  const done = async (what: string, act: Promise<Performed>): Promise<void> => {
    const { outcome, answer } = await act;
    if (outcome === 'ok') return;
    const why = answer.refusal ?? answer.code ?? answer.text ?? '';
    throw new InputProblem(
      `${what} was not taken: ${why}`,
      { file: address },
      'a receiver that patients can be enrolled at',
      {
        exitCode: EXIT.unreachable,
        ...adviceFor(answer),
      },
    );
  };
  /** Gives what came of it where there is a clock and it is not known that it moved: what is of that time is too early then. */
  const moveClock = async (patient: Identifier, ms: EpochMs): Promise<Performed | undefined> => {
    if (!hasClock) return undefined;
    const performed = await driver.perform({ op: 'clock.advance', to: utc(ms), patient }, CLOCK);
    if (isOpen(performed)) return hasMoved ? performed : undefined;
    // Between two advances a clock goes on by itself, so what leaves at one instant finds it a little ahead.
    hasClock = performed.outcome === 'ok' || performed.answer.refusal === 'clock-backwards';
    hasMoved ||= hasClock;
    return undefined;
  };
  /** Who works there; where nobody is said, the first clinician of all. */
  const staff = async (clinicians: readonly Clinician[]): Promise<void> => {
    for (const clinician of clinicians)
      // oxlint-disable-next-line no-await-in-loop -- a handful, one after the other
      await done('the clinician', driver.perform({ op: 'person.clinician', clinician }, EHR));
    hasClinician = true;
  };
  /** The patient and the device, without anything that would let a reading in. */
  const introduce = async ({ who, fromMs }: Pick<Enrolled, 'who' | 'fromMs'>): Promise<void> => {
    if (!hasClinician) await staff(DEFAULT_PEOPLE.clinicians.slice(0, 1));
    await done('the patient', driver.perform({ op: 'person.patient', patient: who.patient }, EHR));
    await done('the device', driver.perform({ op: 'device.register', device: who.device }, EHR));
    await moveClock(who.patient.identifier, fromMs);
  };
  return {
    staff,
    introduce,
    /** A further device of somebody who was introduced, such as a phone. */
    register: async (device: Device): Promise<void> =>
      await done('the device', driver.perform({ op: 'device.register', device }, EHR)),
    /** Throws an InputProblem (exit 69) where the receiver does not take it. The same again changes nothing. */
    enrol: async (patient: Enrolled, { orders = driver, picksTrackers = false }: Ways = {}): Promise<void> => {
      const { who, unit, fromMs } = patient;
      const { identifier } = who.patient;
      await introduce(patient);
      const order = orderFor(patient);
      await done('the order', orders.perform({ op: 'order.submit', order }, EHR));
      if (picksTrackers) {
        const pick = { op: 'tracker.set', patient: identifier, order: order.identifier, state: 'picked' } as const;
        await done('the tracker', driver.perform(pick, portal(identifier)));
      }
      const permission = {
        identifier: { system: PERMISSIONS, value: `SIM-${identifier.value}` },
        patient: identifier,
        measure: MEASURE_OF_UNIT[unit],
        status: 'granted' as const,
        at: utc(fromMs),
      };
      await done('the permission', driver.perform({ op: 'permission.set', permission }, portal(identifier)));
    },
    moveClock,
    close: () => driver.close(),
  };
};
export type Enrolment = ReturnType<typeof enrolment>;
