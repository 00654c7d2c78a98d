import { expect, test } from 'vitest';
import type { Device } from '../../contract/domain/person.ts';
import {
  CLOCK,
  createWorld,
  EHR,
  JANE,
  JOHN,
  must,
  orderOf,
  permissionOf,
  portalOf,
  refusalOf,
} from '../world.test-helper.ts';

const PHONE: Device = {
  identifier: { system: 'urn:example:portal:install', value: 'phone1' },
  patient: JANE,
  kind: 'phone',
  manufacturer: 'Apple',
  model: 'iPhone',
  platform: { os: 'ios', version: '17.4.1' },
};
const jane = portalOf(JANE);

test('a tracker keeps its id, and has another version whenever it is shown otherwise, whatever made it so', async () => {
  const { pipeline } = await createWorld({ policies: { portal: 'required' } });
  const order = orderOf();
  const look = () => must(pipeline.portal.trackers(jane, JANE))[0];
  const oldPhone: Device = { ...PHONE, platform: { os: 'ios', version: '7.0' } };
  const later = { ...order, effectiveFrom: '2026-03-20T00:00:00Z', status: 'on-hold' as const };
  const steps: readonly (() => Promise<unknown>)[] = [
    () => pipeline.people.device(jane, PHONE),
    () => pipeline.orders.submit(EHR, order),
    () => pipeline.portal.choose(jane, order.identifier, 'picked'),
    () => pipeline.permissions.set(jane, permissionOf()),
    () => pipeline.permissions.set(jane, permissionOf({ status: 'withdrawn', at: '2026-03-03T11:00:00Z' })),
    () => pipeline.portal.choose(jane, order.identifier, 'disconnected'),
    () => pipeline.portal.choose(jane, order.identifier, 'picked'),
    () => pipeline.people.device(jane, oldPhone),
    () => pipeline.orders.change(EHR, later),
    () => pipeline.clock.advance(CLOCK, '2026-03-21T00:00:00Z', JANE),
    () => pipeline.clock.advance(CLOCK, '2026-06-02T00:00:00Z', JANE),
  ];
  const seen: { id: string; version: number; state: string }[] = [];
  for (const step of steps) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await step();
    const tracker = look();
    if (tracker !== undefined) seen.push({ id: tracker.id, version: tracker.version, state: tracker.body.state });
  }
  expect(seen.map(({ state }) => state)).toEqual([
    'offered',
    'picked',
    'connected',
    'picked',
    'disconnected',
    'picked',
    'picked',
    'picked',
    'picked',
    'over',
  ]);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
  for (const [i, { version, state }] of seen.entries()) {
    const before = seen[i - 1];
    if (before === undefined) continue;
    expect(version).toBeGreaterThanOrEqual(before.version);
    if (before.state !== state) expect(version).toBeGreaterThan(before.version);
  }
});

test('it is read by its id by its patient alone, and changed in the version that was seen', async () => {
  const { pipeline } = await createWorld({ policies: { portal: 'required' } });
  must(await pipeline.people.device(jane, PHONE));
  must(await pipeline.orders.submit(EHR, orderOf()));
  const [tracker] = must(pipeline.portal.trackers(jane, JANE));
  const id = tracker?.id ?? '';
  expect(must(pipeline.portal.tracker(jane, id))).toEqual(tracker);
  expect(refusalOf(pipeline.portal.tracker(portalOf(JOHN), id))).toBe('patient-not-authorised');
  expect(refusalOf(pipeline.portal.tracker(jane, 'tracker-s99'))).toBe('patient-not-authorised');
  expect(refusalOf(pipeline.portal.tracker(jane, 's1'))).toBe('patient-not-authorised');
  expect(refusalOf(pipeline.portal.tracker(EHR, id))).toBe('scope');
  const choose = (ifMatch: number) => pipeline.portal.choose(jane, orderOf().identifier, 'picked', ifMatch);
  expect(refusalOf(await choose((tracker?.version ?? 0) - 1))).toBe('stale-version');
  expect(refusalOf(await choose(tracker?.version ?? 0))).toBe('accepted');
});
