import type { Act } from '../history/lines.ts';
import { defineScenario } from '../runner/document/scenario.ts';
import { planLane, type PlanOptions } from '../runner/plan/plan-lane.ts';
import type { PlannedAct } from '../runner/plan/planned-act.ts';
import { simulatedIdentities, simulatedReadings } from '../runner/plan/simulated.ts';
import { EHR, CLOCK } from '../sut/actor.ts';
import type { People } from '../sut/people.ts';

const glucose = { measure: 'glucose' } as const;

/** Everything that a call can say, said once: done and refused, right and spoilt. */
const SCRIPT = defineScenario({
  name: 'adapter',
  title: 'Every call of the port protocol',
  patients: ['anna', 'berta'],
  bindings: ['fhir'],
  acts: [
    {
      at: 'd1 07:00',
      order: { ...glucose, patient: 'anna', limits: { reference: { low: 70, high: 180 }, critical: { low: 54 } } },
    },
    { order: { ...glucose, patient: 'berta', responsible: 'pool', limits: { reference: { high: 160 } } } },
    { order: { measure: 'weight', patient: 'anna', name: 'empty' } },
    {
      order: {
        measure: 'weight',
        patient: 'anna',
        status: 'draft',
        rules: [{ kind: 'change', direction: 'gain', amount: '2 kg', window: '48 h' }],
      },
    },
    { at: 'd1 07:10', change: { patient: 'anna', order: 'weight', status: 'active' } },
    { at: 'd1 07:20', reading: { patient: 'anna', value: '250 mg/dL', name: 'too-early' } },
    { at: 'd1 07:25', phone: { patient: 'anna', os: 'ios', version: '17.4' } },
    { eligibility: { patient: 'anna' } },
    { at: 'd1 07:30', grant: { ...glucose, patient: 'anna' } },
    { grant: { ...glucose, patient: 'berta' } },
    { grant: { measure: 'weight', patient: 'anna' } },
    { trackers: { patient: 'anna' } },
    { permission: { patient: 'anna', ...glucose } },
    { at: 'd1 08:00', reading: { patient: 'anna', value: '7.0 mmol/L', context: 'fasting', name: 'digits' } },
    { at: 'd1 09:00', reading: { patient: 'anna', value: '212 mg/dL', name: 'high' } },
    { at: 'd1 09:05', reading: { patient: 'berta', value: '213 mg/dL', name: 'pool' } },
    { at: 'd1 10:00', replay: { patient: 'anna', reading: 'high' } },
    {
      at: 'd1 10:10',
      reading: { patient: 'anna', value: '99 mg/dL', defect: { kind: 'sender-of', patient: 'berta' } },
    },
    { at: 'd1 10:20', reading: { patient: 'anna', value: '99 mg/dL', defect: { kind: 'time-without-offset' } } },
    { at: 'd1 10:30', reading: { patient: 'anna', value: '99 mg/dL', defect: { kind: 'unknown-unit', unit: 'mgdl' } } },
    { at: 'd1 10:40', reading: { patient: 'anna', value: '99 mg/dL', defect: { kind: 'bad-number', text: '9x' } } },
    { at: 'd1 11:00', reading: { patient: 'anna', value: 'HI', name: 'off-scale' } },
    { at: 'd1 11:10', reading: { patient: 'anna', value: '80.10 kg', typed: true } },
    {
      at: 'd1 12:00',
      together: {
        patient: 'anna',
        as: 'batch',
        readings: [
          { value: '100 mg/dL', effective: '-1h' },
          { value: '50 mg/dL', effective: '-30min' },
        ],
      },
    },
    {
      at: 'd1 12:10',
      together: {
        patient: 'anna',
        readings: [{ value: '101 mg/dL' }, { value: '102 mg/dL', defect: { kind: 'unknown-unit', unit: 'x' } }],
      },
    },
    { at: 'd1 13:00', correct: { patient: 'anna', reading: 'digits', value: '12.5 mmol/L' } },
    { at: 'd1 13:10', erase: { patient: 'anna', reading: 'off-scale' } },
    { at: 'd1 14:00', read: { patient: 'anna', reading: 'digits' } },
    { read: { patient: 'anna', reading: 'too-early' } },
    { read: { patient: 'anna', ...glucose } },
    { read: { patient: 'anna', order: 'glucose' } },
    { at: 'd1 14:10', seen: { patient: 'anna', reading: 'high', by: 'other' } },
    { seen: { patient: 'anna', reading: 'high' } },
    { message: { patient: 'anna', reading: 'high', text: 'Line one\nLine two: 7 µg, 日本 & <b>' } },
    { done: { patient: 'anna', reading: 'high' } },
    { at: 'd1 14:20', messages: { patient: 'anna' } },
    { messages: { patient: 'anna', by: 'berta' } },
    { notices: { patient: 'anna' } },
    { at: 'd1 14:30', withdraw: { ...glucose, patient: 'berta' } },
    { reading: { patient: 'berta', value: '99 mg/dL' } },
    { at: 'd1 14:40', change: { patient: 'berta', status: 'revoked' } },
    { at: 'd1 14:50', audit: { patient: 'anna' } },
    { away: { patient: 'anna', who: 'fourth', from: '+1d', until: '+2d', by: 'covering' } },
  ],
});

/** How far the clock is set ahead at the end. */
const AHEAD_MS = 120_000;

export interface ScriptSetting {
  /** Makes the business keys of one playing its own. */
  readonly nonce: string;
  readonly people: People;
  /** Local date of its one day, which has passed. */
  readonly date: string;
  readonly nowMs: number;
}

/** The script with business keys of its own: whoever plays it with another nonce does the same to other patients. */
export const adapterScript = ({ nonce, people, date, nowMs }: ScriptSetting): readonly PlannedAct[] => {
  const options: PlanOptions = {
    nonce,
    people,
    clock: 'absent',
    start: date,
    portal: true,
    identities: simulatedIdentities,
    streams: simulatedReadings,
  };
  const { acts, patients } = planLane(SCRIPT, 'port-protocol', 1, options);
  const first = (act: Act, actor = EHR): PlannedAct => ({
    track: 'main',
    at: 0,
    via: 'port-protocol',
    actor,
    step: { kind: 'act', act },
  });
  const [patient] = patients;
  const to = new Date(nowMs + AHEAD_MS).toISOString();
  return [
    ...people.clinicians.map((clinician) => first({ op: 'person.clinician', clinician })),
    ...people.pools.map((pool) => first({ op: 'person.pool', pool })),
    ...acts,
    ...(patient === undefined ? [] : [first({ op: 'clock.advance', to, patient: patient.identifier }, CLOCK)]),
  ];
};
