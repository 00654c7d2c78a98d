import { describe, expect, test } from 'vitest';
import type { Act } from '../../history/lines.ts';
import { DEFAULT_PEOPLE } from '../../sut/people.ts';
import { defineScenario, type ScenarioInput } from '../document/scenario.ts';
import { planLane, type PlanOptions } from './plan-lane.ts';
import type { LanePlan } from './planned-act.ts';
import { simulatedIdentities, simulatedReadings } from './simulated.ts';

const options: PlanOptions = {
  nonce: 'N1',
  people: DEFAULT_PEOPLE,
  clock: 'patient',
  identities: simulatedIdentities,
  streams: simulatedReadings,
};

const scenarioOf = (acts: ScenarioInput['acts'], more: Partial<ScenarioInput> = {}) =>
  defineScenario({ name: 'mine', title: 'Mine', acts, ...more });

const actsOf = (plan: LanePlan): Act[] => plan.acts.flatMap(({ step }) => (step.kind === 'act' ? [step.act] : []));
const pick = <O extends Act['op']>(plan: LanePlan, op: O): Extract<Act, { op: O }>[] =>
  actsOf(plan).filter((act): act is Extract<Act, { op: O }> => act.op === op);
const planOf = (acts: ScenarioInput['acts'], more: Partial<ScenarioInput> = {}, binding: 'fhir' | 'hl7v2' = 'fhir') =>
  planLane(scenarioOf(acts, more), binding, 1, options);

const order = { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } } } } as const;

describe('a change that is not the whole', () => {
  const part = { at: 'd1 09:00', change: { delta: true, limits: { reference: { high: 200 } } } } as const;
  const later = { at: 'd1 11:00', change: { responsible: 'other' } } as const;
  const acts: ScenarioInput['acts'] = [
    order,
    part,
    { at: 'd1 10:00', change: { delta: true, limits: { reference: { low: 60, high: 190 } } } },
    later,
  ];

  test('is sent over HL7 v2; what leaves something out leaves the order as it was', () => {
    const changes = pick(planOf(acts, {}, 'hl7v2'), 'order.change');
    expect(changes.map(({ delta }) => delta)).toEqual([true, true, undefined]);
    expect(changes[0]?.order.limits).toMatchObject([{ high: '200' }]);
    expect(changes[2]?.order.limits).toMatchObject([{ low: '60', high: '190' }]);
    const [, left] = pick(planOf([order, part, later], {}, 'hl7v2'), 'order.change');
    expect(left?.order.limits).toMatchObject([{ low: '70', high: '180' }]);
  });

  test('is not sent over FHIR, where nobody could tell it from the whole', () => {
    const changes = pick(planOf(acts), 'order.change');
    expect(changes.map(({ delta, order: { limits } }) => [delta, limits[0]?.high])).toEqual([[undefined, '180']]);
  });
});

describe('orders', () => {
  test('say what was left unsaid: active, for 90 days from now, of the responsible clinician', () => {
    const [made] = pick(planOf([order]), 'order.submit');
    expect(made?.order).toMatchObject({
      status: 'active',
      unit: 'mg/dL',
      authoredOn: '2035-01-08T08:00:00-05:00',
      period: { start: '2035-01-08T08:00:00-05:00', end: '2035-04-08T09:00:00-04:00' },
      requester: { value: '1234567893' },
      responsible: { value: '1234567893' },
      limits: [{ tier: 'reference', low: '70', high: '180' }],
      rules: [],
    });
    expect(Object.keys(made?.order ?? {})).not.toContain('effectiveFrom');
  });

  test('a change is the whole next state: limits replaced, the rest kept', () => {
    const plan = planOf([
      { ...order, order: { ...order.order, reason: 'E11.9', rules: [{ kind: 'alert-on', abnormal: 'each' }] } },
      { at: 'd2 08:00', change: { limits: { critical: { high: 300 } }, responsible: 'other' } },
      { at: 'd3 08:00', change: { status: 'on-hold' } },
    ]);
    const [first] = pick(plan, 'order.submit');
    const [second, third] = pick(plan, 'order.change');
    expect(second?.order).toEqual({
      ...first?.order,
      limits: [{ tier: 'critical', high: '300' }],
      responsible: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1987654328' },
    });
    expect(third?.order).toEqual({ ...second?.order, status: 'on-hold' });
  });

  test('an instant said for one version is not carried into the next', () => {
    const plan = planOf([
      { ...order, order: { ...order.order, effectiveFrom: '+0s' } },
      { at: 'd2 08:00', change: { status: 'on-hold' } },
    ]);
    expect(pick(plan, 'order.submit')[0]?.order.effectiveFrom).toBe('2035-01-08T08:00:00-05:00');
    expect(pick(plan, 'order.change')[0]?.order.effectiveFrom).toBeUndefined();
  });

  test('identifierOf repeats the number, and the content when all is equal', () => {
    const again = { ...order.order, name: 'again', identifierOf: 'glucose' };
    const [a, b] = pick(planOf([order, { order: again }]), 'order.submit');
    expect(b?.order).toEqual(a?.order);
  });
});

describe('readings', () => {
  test('are measured when sent, unless said otherwise, with the offset of the place', () => {
    const plan = planOf([
      order,
      { at: 'd1 09:00', reading: { value: '212 mg/dL' } },
      { at: 'd1 10:00', reading: { value: '7.0 mmol/L', effective: '-2h' } },
      { at: 'd70 10:00', reading: { value: 'HI', effective: 'd70 07:30' } },
    ]);
    expect(pick(plan, 'reading.submit').map((a) => [a.reading.effective, a.reading.code.code])).toEqual([
      ['2035-01-08T09:00:00-05:00', '41653-7'],
      ['2035-01-08T08:00:00-05:00', '14743-9'],
      ['2035-03-18T07:30:00-04:00', '41653-7'],
    ]);
  });

  test('a reading without a number takes the code of its order’s unit', () => {
    const mmol = { ...order, order: { ...order.order, unit: 'mmol/L' as const } };
    const [reading] = pick(planOf([mmol, { at: 'd1 09:00', reading: { value: 'LO' } }]), 'reading.submit');
    expect(reading?.reading.code.code).toBe('14743-9');
  });

  test('a replay is the same reading, an identifier used again is not', () => {
    const plan = planOf([
      order,
      { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'first' } },
      { at: 'd1 10:00', replay: { reading: 'first' } },
      { at: 'd1 11:00', reading: { value: '213 mg/dL', identifierOf: 'first' } },
    ]);
    const [first, replay, reused] = pick(plan, 'reading.submit').map((a) => a.reading);
    expect(replay).toEqual(first);
    expect(reused?.identifier).toEqual(first?.identifier);
    expect(reused?.result).not.toEqual(first?.result);
  });

  test('a table sends each value when it was measured, between the other acts', () => {
    const plan = planOf([
      order,
      { readings: { values: { 'd1 09:00': '100 mg/dL', 'd1 11:00': '101 mg/dL' } } },
      { at: 'd1 10:00', reading: { value: '102 mg/dL' } },
    ]);
    expect(pick(plan, 'reading.submit').map((a) => a.reading.result)).toMatchObject([
      { quantity: { value: '100' } },
      { quantity: { value: '102' } },
      { quantity: { value: '101' } },
    ]);
  });

  test('a sender that speaks for another patient has that patient’s credentials', () => {
    const plan = planOf(
      [
        { ...order, order: { ...order.order, patient: 'anna' } },
        {
          at: 'd1 09:00',
          reading: { patient: 'anna', value: '99 mg/dL', defect: { kind: 'sender-of', patient: 'berta' } },
        },
      ],
      { patients: ['anna', 'berta'] },
    );
    const sent = plan.acts.find(({ step }) => step.kind === 'act' && step.act.op === 'reading.submit');
    expect(sent?.actor).toEqual({ role: 'gateway', subject: plan.patients[1]?.identifier });
  });
});

describe('wires', () => {
  const acts: ScenarioInput['acts'] = [
    { ...order, order: { ...order.order, status: 'draft' } },
    { at: '+5min', change: { status: 'active' } },
    { at: '+5min', change: { status: 'on-hold' } },
    { at: '+5min', change: { status: 'completed' } },
    { at: 'd2 08:00', grant: { measure: 'glucose' } },
    { at: 'd2 09:00', reading: { value: '99 mg/dL', defect: { kind: 'message-type', type: 'ORU^R99' } } },
    { at: 'd2 09:01', reading: { value: '98 mg/dL' } },
  ];
  const vias = (binding: 'fhir' | 'hl7v2') =>
    planOf(acts, {}, binding).acts.flatMap(({ step, via }) =>
      step.kind === 'act' && /order|reading|permission/.test(step.act.op) ? [`${step.act.op} ${via}`] : [],
    );
  test('over HL7 v2 go orders that it can say, and readings', () =>
    expect(vias('hl7v2')).toEqual([
      'order.submit fhir',
      'order.change fhir',
      'order.change hl7v2',
      'order.change fhir',
      'permission.set fhir',
      'reading.submit hl7v2',
      'reading.submit hl7v2',
    ]));
  test('a change that is of FHIR alone is in no lane of messages', () => {
    const changes = (binding: 'fhir' | 'hl7v2') =>
      planOf([order, { at: '+5min', change: { status: 'completed', only: 'fhir' } }], {}, binding).acts.filter(
        ({ step }) => step.kind === 'act' && step.act.op === 'order.change',
      ).length;
    expect([changes('fhir'), changes('hl7v2')]).toEqual([1, 0]);
  });
  test('over FHIR everything but what only HL7 v2 knows', () =>
    expect(vias('fhir').filter((v) => v.startsWith('reading'))).toEqual(['reading.submit fhir']));
});

const advances = (plan: LanePlan) => pick(plan, 'clock.advance').map((a) => a.to);

describe('the test clock', () => {
  const acts: ScenarioInput['acts'] = [
    order,
    { at: '+30s', grant: { measure: 'glucose' } },
    { at: '+30s', reading: { value: '99 mg/dL' } },
    { at: 'd2 08:00', reading: { value: '98 mg/dL' } },
  ];
  test('is advanced before an act a minute or more later, never back, and ticks in between', () =>
    expect(advances(planOf(acts))).toEqual([
      '2035-01-08T08:00:00-05:00',
      '2035-01-08T08:01:00-05:00',
      '2035-01-09T08:00:00-05:00',
    ]));
  test('of the system: one for all patients, one track', () => {
    const twoTracks = scenarioOf(acts, { patients: { patient: { count: 2 } } });
    const plan = planLane(twoTracks, 'fhir', 1, { ...options, clock: 'system' });
    expect(advances(plan).length).toBe(3);
    expect(pick(plan, 'clock.advance').every((a) => a.patient === undefined)).toBe(true);
    expect(new Set(plan.acts.map((a) => a.track))).toEqual(new Set(['main']));
  });
  test('absent: no advance, and another day 1 where one is given', () => {
    const plan = planLane(scenarioOf(acts), 'fhir', 1, { ...options, clock: 'absent', start: '2026-03-01' });
    expect(advances(plan)).toEqual([]);
    expect(pick(plan, 'reading.submit')[0]?.reading.effective).toBe('2026-03-01T08:01:00-05:00');
  });
});

describe('a group', () => {
  const plan = planOf(
    [order, { at: '+1min', reading: { value: '99 mg/dL', name: 'x' } }, { at: '+1min', replay: { reading: 'x' } }],
    { patients: { person: { count: 3 } } },
  );
  test('does every act for each member, on a track of its own', () => {
    expect(plan.patients.length).toBe(3);
    expect(pick(plan, 'order.submit').length).toBe(3);
    expect([...new Set(plan.acts.map((a) => a.track))].toSorted()).toEqual(['person-1', 'person-2', 'person-3']);
  });
  test('keeps names apart', () => {
    for (const patient of plan.patients) {
      const own = pick(plan, 'reading.submit').filter((a) => a.reading.patient.value === patient.identifier.value);
      expect(own.length).toBe(2);
      expect(own[0]?.reading).toEqual(own[1]?.reading);
    }
  });
});

test('an act on an item names the reading and waits for the item', () => {
  const plan = planOf([
    order,
    { at: 'd1 09:00', reading: { value: '212 mg/dL', name: 'high' } },
    { at: 'd1 10:00', seen: { reading: 'high', by: 'other', rule: 'limits' } },
    { at: 'd1 10:05', message: { reading: 'high', text: 'Hello' } },
  ]);
  const reading = pick(plan, 'reading.submit')[0]?.reading.identifier;
  const [seen, message] = plan.acts.filter(({ step }) => step.kind !== 'act');
  expect(seen?.step).toMatchObject({ kind: 'item', act: 'seen', item: { reading, rule: 'limits' } });
  expect(seen?.actor).toEqual({
    role: 'clinician',
    subject: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1987654328' },
  });
  expect(message?.step).toMatchObject({ kind: 'message', item: { reading }, message: { text: 'Hello' } });
});

test('a reading that is used before its moment is a mistake', () =>
  expect(() =>
    planOf([
      order,
      { at: 'd2 09:00', reading: { value: '212 mg/dL', name: 'late' } },
      { at: 'd1 09:00', replay: { reading: 'late' } },
    ]),
  ).toThrow(expect.objectContaining({ name: 'InputProblem' })));
