import { describe, expect, test } from 'vitest';
import { DEFAULT_PEOPLE } from '../../sut/people.ts';
import { defineScenario, type ScenarioInput } from '../document/scenario.ts';
import { planLane } from './plan-lane.ts';
import { simulatedIdentities, simulatedReadings } from './simulated.ts';

/** What a patient and an EHR do, in short: `order.submit draft`, `tracker.set picked`, `permission.set glucose granted`. */
const said = (acts: ScenarioInput['acts'], portal = true): string[] =>
  planLane(defineScenario({ name: 'mine', title: 'Mine', acts }), 'fhir', 1, {
    nonce: 'N1',
    people: DEFAULT_PEOPLE,
    clock: 'absent',
    portal,
    identities: simulatedIdentities,
    streams: simulatedReadings,
  }).acts.flatMap(({ step }) => {
    if (step.kind !== 'act' || step.act.op === 'person.patient') return [];
    const { act } = step;
    if (act.op === 'order.submit' || act.op === 'order.change') return [`${act.op} ${act.order.status}`];
    if (act.op === 'tracker.set') return [`${act.op} ${act.state}`];
    if (act.op === 'permission.set') return [`${act.op} ${act.permission.measure} ${act.permission.status}`];
    if (act.op === 'device.register') return [`${act.op} ${act.device.kind} ${act.device.platform?.version ?? ''}`];
    return [act.op];
  });

const order = (status: 'draft' | 'active' = 'active') =>
  ({ at: 'd1 08:00', order: { measure: 'glucose', status, limits: { reference: { high: 180 } } } }) as const;
const grant = { at: '+5min', grant: { measure: 'glucose' } } as const;
const SHARED = ['device.register phone 17.2', 'tracker.set picked', 'permission.set glucose granted'];

describe('a grant', () => {
  test('is a grant and nothing else where there is no portal', () =>
    expect(said([order(), grant], false)).toEqual(['order.submit active', 'permission.set glucose granted']));
  test('picks the tracker first where there is one, with a phone that can serve', () =>
    expect(said([order(), grant])).toEqual(['order.submit active', ...SHARED]));
  test('waits for an order that is signed later', () => {
    expect(said([order('draft'), grant, { at: '+1h', change: { status: 'active' } }])).toEqual([
      'order.submit draft',
      'order.change active',
      ...SHARED,
    ]);
    expect(said([{ ...grant, at: 'd1 07:00' }, order()])).toEqual(['order.submit active', ...SHARED]);
  });
  test('is never made of a measure without an order, or after it was taken back', () => {
    expect(said([order(), { at: '+5min', grant: { measure: 'weight' } }])).toEqual(['order.submit active']);
    const withdraw = { at: '+1min', withdraw: { measure: 'glucose' } } as const;
    expect(said([order('draft'), grant, withdraw, { at: '+1h', change: { status: 'active' } }])).toEqual([
      'order.submit draft',
      'permission.set glucose withdrawn',
      'order.change active',
    ]);
  });
  test('picks what was ordered since, and grants once', () =>
    expect(
      said([
        order(),
        grant,
        { at: '+1h', order: { name: 'second', measure: 'glucose', limits: { reference: { high: 200 } } } },
      ]),
    ).toEqual(['order.submit active', ...SHARED, 'order.submit active', 'tracker.set picked']));
  test('that is unpicked goes without', () =>
    expect(said([order(), { at: '+5min', grant: { measure: 'glucose', unpicked: true } }])).toEqual([
      'order.submit active',
      'permission.set glucose granted',
    ]));
});

describe('a tracker', () => {
  test('is picked by itself, and again after it was disconnected', () =>
    expect(
      said([order(), grant, { at: '+1h', disconnect: {} }, { at: '+1h', trackers: {} }, { ...grant, at: '+1h' }]),
    ).toEqual([
      'order.submit active',
      ...SHARED,
      'tracker.set disconnected',
      'tracker.list',
      'tracker.set picked',
      'permission.set glucose granted',
    ]));
  test('is picked with the phone that the scenario names', () =>
    expect(
      said([
        { at: 'd1 07:00', phone: { os: 'ios', version: '7.1' } },
        order(),
        { at: '+1h', eligibility: {} },
        { at: '+1h', pick: {} },
      ]),
    ).toEqual(['device.register phone 7.1', 'order.submit active', 'eligibility.read', 'tracker.set picked']));
});
