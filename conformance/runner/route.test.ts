import { describe, expect, test } from 'vitest';
import type { Service } from '../sut/ports.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';
import { defineScenario, type ScenarioInput } from './document/scenario.ts';
import { type LaneRequest, planLanes } from './plan-lanes.ts';
import { wiresOf } from './wires.ts';

const both = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port: 2 } });
const served = (ports: Partial<Record<keyof SutProfile['ports'], readonly Service[]>>): SutProfile => ({
  ...both,
  ports: { ...both.ports, ...ports },
});
const MIXED = served({ orders: ['hl7v2'], 'readings-in': ['hl7v2'] });

const order: ScenarioInput['acts'][number] = {
  at: 'd1 08:00',
  order: { measure: 'glucose', limits: { reference: { high: 180 } } },
};
const plain: ScenarioInput['acts'] = [
  order,
  { at: '+5min', grant: { measure: 'glucose' } },
  { at: 'd2 09:00', reading: { value: '212 mg/dL', name: 'r' } },
];
const scenarioOf = (acts: ScenarioInput['acts'], bindings?: ScenarioInput['bindings']) =>
  defineScenario({ name: 'mine', title: 'Mine', acts, ...(bindings === undefined ? {} : { bindings }) });

const planned = (acts: ScenarioInput['acts'], profile: SutProfile, bindings?: ScenarioInput['bindings']) => {
  const scenario = scenarioOf(acts, bindings);
  const requests: LaneRequest[] = scenario.bindings.map((binding) => ({ scenario, binding, requirements: ['X'] }));
  const { lanes, skipped, sentinels } = planLanes(requests, { profile, seed: 1, nonce: 'N', nowMs: 0 });
  /** By lane: acts that go over the port, with what carries each. */
  const vias = Object.fromEntries(
    lanes.map(({ plan }) => [
      plan.lane,
      plan.acts
        .flatMap(({ step, via }) =>
          step.kind === 'act' && step.act.op !== 'clock.advance' ? [`${step.act.op} ${via}`] : [],
        )
        .join(', '),
    ]),
  );
  return { vias, skipped, sentinels };
};

describe('a scenario is played on every wire by which a system takes orders or readings', () => {
  test.each<[string, SutProfile, readonly string[]]>([
    ['both wires', both, ['fhir', 'hl7v2']],
    ['FHIR alone', served({ orders: ['fhir'], 'readings-in': ['fhir'] }), ['fhir']],
    ['HL7 v2 alone', MIXED, ['hl7v2']],
    [
      'orders by FHIR, readings by HL7 v2: one lane, named for its readings',
      served({ orders: ['fhir'], 'readings-in': ['hl7v2'] }),
      ['hl7v2'],
    ],
    ['orders by HL7 v2, readings by FHIR', served({ orders: ['hl7v2'], 'readings-in': ['fhir'] }), ['fhir']],
    ['orders by both, readings by HL7 v2', served({ 'readings-in': ['hl7v2'] }), ['fhir', 'hl7v2']],
    ['an adapter alone', served({ orders: ['port-protocol'], 'readings-in': ['port-protocol'] }), ['port-protocol']],
    ['orders by an operator', served({ orders: ['operator'], 'readings-in': ['fhir'] }), ['fhir']],
    ['nothing', served({ orders: ['absent'], 'readings-in': ['absent'] }), ['fhir']],
  ])('%s', (_what, profile, wires) => expect(wiresOf(scenarioOf(plain), profile)).toEqual(wires));
});

describe('each act goes over what serves its port', () => {
  test('in the mixed scope orders and readings by HL7 v2, everything else over FHIR', () => {
    const { vias, skipped } = planned(plain, MIXED);
    expect(vias).toEqual({
      'mine/hl7v2': 'person.patient fhir, order.submit hl7v2, permission.set fhir, reading.submit hl7v2',
    });
    expect(skipped).toEqual([]);
  });
  test('the sentinels, too', () => {
    const { before, after } = planned(plain, MIXED).sentinels;
    for (const { acts } of [before, after])
      expect(acts.filter((a) => a.step.kind === 'act' && a.step.act.op === 'reading.submit').map((a) => a.via)).toEqual(
        ['hl7v2'],
      );
  });
  test('a meter is made known where readings go over FHIR, and named by its readings where they do not', () => {
    const known = 'device.register fhir';
    expect(planned(plain, both).vias['mine/hl7v2']).toContain(known);
    expect(planned(plain, MIXED).vias['mine/hl7v2']).not.toContain('device.register');
  });
  test('what HL7 v2 cannot say goes over FHIR where orders have both', () => {
    const draft: ScenarioInput['acts'] = [
      { at: 'd1 08:00', order: { measure: 'glucose', status: 'draft', limits: { reference: { high: 180 } } } },
    ];
    expect(planned(draft, both).vias['mine/hl7v2']).toBe('person.patient fhir, order.submit fhir');
    expect(planned(draft, MIXED).skipped).toEqual([
      {
        lane: 'mine/hl7v2',
        requirement: ['X'],
        verdict: 'NOT_APPLICABLE',
        reason: 'the port "orders" is served by hl7v2, which cannot say this order.submit',
      },
    ]);
  });
  test('an adapter carries all of it', () => {
    const all = Object.fromEntries(
      Object.keys(both.ports).map((port) => [port, ['port-protocol']]),
    ) as unknown as SutProfile['ports'];
    const { vias } = planned(plain, { ...both, ports: all });
    expect(new Set(vias['mine/port-protocol']?.split(', ').map((v) => v.split(' ')[1]))).toEqual(
      new Set(['port-protocol']),
    );
  });
});

describe('what is done by a person', () => {
  const operated = served({
    patients: ['operator'],
    orders: ['operator'],
    permission: ['operator'],
    'inbox-acts': ['operator'],
  });
  test('is asked of an operator, and readings of a machine', () =>
    expect(planned(plain, operated, ['fhir']).vias['mine/fhir']).toBe(
      'person.patient operator, order.submit operator, permission.set operator, device.register fhir, reading.submit fhir',
    ));
  test('goes over a wire where the port has one, too', () =>
    expect(planned(plain, served({ orders: ['operator', 'fhir'] }), ['fhir']).vias['mine/fhir']).toContain(
      'order.submit fhir',
    ));
  test('leaves untestable what no person can show', () => {
    const asked: ScenarioInput['acts'] = [...plain, { at: 'd2 10:00', read: { measure: 'glucose' } }];
    const { skipped } = planned(asked, served({ 'readings-back': ['operator'] }), ['fhir']);
    expect(skipped).toEqual([
      expect.objectContaining({
        verdict: 'UNTESTABLE',
        reason: 'the port "readings-back" is served by operator, and reading.read needs more',
      }),
    ]);
  });
});

test('a scenario of another wire is not applicable, and says so', () => {
  const { skipped, vias } = planned(plain, served({ orders: ['fhir'], 'readings-in': ['fhir'] }));
  expect(Object.keys(vias)).toEqual(['mine/fhir']);
  expect(skipped).toEqual([
    expect.objectContaining({
      lane: 'mine/hl7v2',
      verdict: 'NOT_APPLICABLE',
      reason: expect.stringContaining('neither') as string,
    }),
  ]);
});

test('a conditional create is played where the system declares that it finds duplicates so, and is not applicable elsewhere', () => {
  const conditional: ScenarioInput['acts'] = [
    order,
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: 'd2 09:00', reading: { value: '100 mg/dL', name: 'a', conditional: true } },
    { at: '+5min', replay: { reading: 'a' } },
    { at: '+5min', reading: { value: '101 mg/dL', name: 'b', conditional: true } },
    { at: '+5min', reading: { value: '102 mg/dL', conditional: ['a', 'b'] } },
  ];
  const declared: SutProfile = { ...both, policies: { ...both.policies, duplicates: 'conditional-create' } };
  const { lanes } = planLanes([{ scenario: scenarioOf(conditional, ['fhir']), binding: 'fhir' }], {
    profile: declared,
    seed: 1,
    nonce: 'N',
    nowMs: 0,
  });
  const conditions = lanes[0]?.plan.acts.flatMap(({ step }) =>
    step.kind === 'act' && step.act.op === 'reading.submit' ? [step.act.condition?.map((c) => c.value)] : [],
  );
  const [[a], again, [b]] = conditions as [[string], [string], [string]];
  expect(conditions).toEqual([[a], [a], [b], [a, b]]);
  expect(again).toEqual([a]);
  expect(planned(conditional, both, ['fhir']).skipped).toEqual([
    expect.objectContaining({ verdict: 'NOT_APPLICABLE', reason: expect.stringContaining('duplicates') as string }),
  ]);
});

describe('what a system tells by itself is listened for over HL7 v2', () => {
  const listening: ScenarioInput['acts'] = [order, { alerts: { replies: ['cut'] } }];
  test('whatever wire its orders and readings go by', () => {
    const { vias } = planned(listening, served({ 'alerts-out': ['hl7v2'] }));
    for (const wire of ['fhir', 'hl7v2']) expect(vias[`mine/${wire}`]).toContain('alerts.listen hl7v2');
  });
  test('and by a system that tells nobody it does not apply: no scope needs it', () =>
    expect(planned(listening, both, ['fhir']).skipped).toEqual([
      expect.objectContaining({
        verdict: 'NOT_APPLICABLE',
        reason: 'the port "alerts-out" is absent, and no claimed scope needs it',
      }),
    ]));
});
