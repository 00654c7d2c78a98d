import { describe, expect, test } from 'vitest';
import {
  createWorld,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  must,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  refusalOf,
  type World,
} from '../world.test-helper.ts';
import type { Device } from '../../contract/domain/person.ts';

const PHONE: Device = {
  identifier: { system: 'urn:example:portal:install', value: 'phone1' },
  patient: JANE,
  kind: 'phone',
  manufacturer: 'Apple',
  model: 'iPhone',
  platform: { os: 'ios', version: '17.4.1' },
};
const FIRST = orderOf();
const SECOND = orderOf({ identifier: { system: 'urn:example:ehr:placer', value: 'PLC-2' } });
const jane = portalOf(JANE);

const portal = async (): Promise<World> => {
  const world = await createWorld({ policies: { portal: 'required' } });
  must(await world.pipeline.people.device(jane, PHONE));
  must(await world.pipeline.orders.submit(EHR, FIRST));
  return world;
};
const shown = ({ pipeline }: World): string[] =>
  must(pipeline.portal.trackers(jane, JANE)).map(({ body: { order, state } }) => `${order.value} ${state}`);
const choose = ({ pipeline }: World, state: 'picked' | 'disconnected', order = FIRST.identifier, caller = jane) =>
  pipeline.portal.choose(caller, order, state);
const grant = ({ pipeline }: World) => pipeline.permissions.set(jane, permissionOf());
const permission = ({ pipeline }: World) => must(pipeline.permissions.search(EHR, JANE))[0]?.body.status;

test('only what was ordered is listed: offered, picked, connected, disconnected', async () => {
  const world = await portal();
  expect(shown(world)).toEqual(['PLC-7001 offered']);
  expect(must(await choose(world, 'picked')).effect).toBe('created');
  expect(shown(world)).toEqual(['PLC-7001 picked']);
  expect(must(await choose(world, 'picked')).effect).toBe('replayed');
  must(await grant(world));
  expect(shown(world)).toEqual(['PLC-7001 connected']);
  expect(must(await choose(world, 'disconnected')).effect).toBe('updated');
  expect(shown(world)).toEqual(['PLC-7001 disconnected']);
  expect(must(await choose(world, 'picked')).effect).toBe('updated');
});

test.each<[string, (world: World) => Promise<unknown>]>([
  ['its order is on hold', ({ pipeline }) => pipeline.orders.change(EHR, { ...FIRST, status: 'on-hold' })],
  [
    'no phone can serve any more',
    ({ pipeline }) => pipeline.people.device(jane, { ...PHONE, platform: { os: 'ios', version: '7.1' } }),
  ],
])('what was disconnected cannot be picked again while %s', async (_title, happens) => {
  const world = await portal();
  must(await choose(world, 'picked'));
  must(await choose(world, 'disconnected'));
  await happens(world);
  expect(shown(world)).toEqual(['PLC-7001 disconnected']);
  expect(refusalOf(await choose(world, 'picked'))).toBe('not-found');
  expect(refusalOf(await grant(world))).toBe('tracker-not-picked');
});

describe('permission', () => {
  test('is refused without a picked tracker, and no reading is filed', async () => {
    const world = await portal();
    expect(refusalOf(await grant(world))).toBe('tracker-not-picked');
    expect(refusalOf(await world.file(readingOf('100')))).toBe('no-permission');
  });
  test('of another type needs a tracker of that type', async () => {
    const world = await portal();
    must(await choose(world, 'picked'));
    const weight = await world.pipeline.permissions.set(jane, permissionOf({ measure: 'weight' }));
    expect(refusalOf(weight)).toBe('tracker-not-picked');
  });
  test('goes with the last tracker that needs it, and that is audited', async () => {
    const world = await portal();
    must(await world.pipeline.orders.submit(EHR, SECOND));
    must(await choose(world, 'picked'));
    must(await choose(world, 'picked', SECOND.identifier));
    must(await grant(world));
    must(await choose(world, 'disconnected'));
    expect(permission(world)).toBe('granted');
    must(await choose(world, 'disconnected', SECOND.identifier));
    expect(permission(world)).toBe('withdrawn');
    expect(refusalOf(await world.file(readingOf('100')))).toBe('no-permission');
  });
  test('outlives the order, and can be withdrawn without a tracker', async () => {
    const world = await portal();
    must(await choose(world, 'picked'));
    must(await grant(world));
    must(await world.pipeline.orders.change(EHR, { ...FIRST, status: 'revoked' }));
    expect(shown(world)).toEqual(['PLC-7001 over']);
    expect(permission(world)).toBe('granted');
    const withdrawal = permissionOf({ status: 'withdrawn', at: '2026-03-03T11:00:00Z' });
    expect(refusalOf(await world.pipeline.permissions.set(jane, withdrawal))).toBe('accepted');
  });
});

describe('is refused', () => {
  test.each([
    ['a pick of an order that is not there', 'picked', SECOND.identifier, jane, 'not-found'],
    ['to disconnect what was not picked', 'disconnected', FIRST.identifier, jane, 'illegal-transition'],
    ["another patient's pick, which learns nothing", 'picked', FIRST.identifier, portalOf(JOHN), 'not-found'],
    ['a pick by the hospital', 'picked', FIRST.identifier, EHR, 'scope'],
    ['a pick by the gateway', 'picked', FIRST.identifier, GATEWAY, 'scope'],
  ] as const)('%s', async (_name, state, order, caller, code) => {
    const world = await portal();
    expect(refusalOf(await choose(world, state, order, caller))).toBe(code);
    expect(shown(world)).toEqual(['PLC-7001 offered']);
    expect(world.refusals()).toContain(code);
  });
  test('a pick while the order is on hold', async () => {
    const world = await portal();
    must(await world.pipeline.orders.change(EHR, { ...FIRST, status: 'on-hold' }));
    expect(refusalOf(await choose(world, 'picked'))).toBe('not-found');
  });
  test("a look at another patient's trackers, and one by who has no portal", async () => {
    const { pipeline } = await portal();
    expect(refusalOf(pipeline.portal.trackers(portalOf(JOHN), JANE))).toBe('patient-not-authorised');
    expect(refusalOf(pipeline.portal.trackers(EHR, JANE))).toBe('scope');
  });
});

test('the clinician is told whether a phone can serve; of nobody and of others nothing is told', async () => {
  const { pipeline } = await portal();
  expect(must(pipeline.portal.eligibility(EHR, JANE))).toMatchObject({ eligible: true });
  expect(must(pipeline.portal.eligibility(EHR, JOHN))).toEqual({ eligible: false, reason: 'no-phone' });
  expect(refusalOf(pipeline.portal.eligibility(EHR, { system: 's', value: 'v' }))).toBe('patient-not-authorised');
  expect(refusalOf(pipeline.portal.eligibility(jane, JOHN))).toBe('patient-not-authorised');
});
