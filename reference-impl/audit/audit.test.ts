import { expect, test } from 'vitest';
import {
  AUDITOR,
  clinician,
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
  RIVERA,
} from '../world.test-helper.ts';

test('each thing done and each refusal has its event: who, what, when, outcome', async () => {
  const world = await createWorld();
  const { pipeline } = world;
  must(await pipeline.orders.submit(EHR, orderOf()));
  await world.file(readingOf('200'));
  must(await pipeline.permissions.set(portalOf(JANE), permissionOf()));
  const reading = readingOf('200');
  must(await world.file(reading));
  must(await world.file(reading));
  const [item] = must(pipeline.inbox.search(EHR, { count: 1 })).entries;
  must(await pipeline.inbox.act(clinician(RIVERA), { id: item?.id ?? '' }, 'done'));
  const message = {
    identifier: { system: 'm', value: '1' },
    patient: JANE,
    sender: RIVERA,
    about: item?.body.identifier ?? JANE,
    text: 'Hello',
    sent: '2026-03-03T12:00:00Z',
  };
  must(await pipeline.messages.send(clinician(RIVERA), message));
  must(await pipeline.orders.change(EHR, orderOf({ status: 'on-hold' })));
  pipeline.orders.search({ ...portalOf(JOHN), client: 'curious' }, { patient: JANE });
  await pipeline.audit.record({
    subject: 'access',
    action: 'read',
    outcome: 'refused',
    refusal: 'unauthenticated',
    who: 'nobody',
  });

  const events = must(pipeline.audit.search(AUDITOR, { count: 100 })).entries.map((e) => e.body);
  const told = events
    .filter((e) => e.subject !== 'person')
    .map((e) => `${e.subject} ${e.action} ${e.refusal ?? e.outcome} by ${e.who}`);
  const rivera = 'http://hl7.org/fhir/sid/us-npi|1234567893';
  expect(told).toEqual([
    'order create ok by vp-ehr',
    'reading create no-permission by vp-gateway',
    'permission create ok by vp-portal',
    'reading create ok by vp-gateway',
    'item create ok by vp-gateway',
    `item update ok by ${rivera}`,
    `message create ok by ${rivera}`,
    'order update ok by vp-ehr',
    'order read patient-not-authorised by curious',
    'access read unauthenticated by nobody',
  ]);
  expect(new Set(events.map((e) => e.recorded))).toEqual(new Set(['2026-03-03T12:00:00.000Z']));
});

test('is searched by patient and refusal, in pages, by the auditor alone', async () => {
  const world = await createWorld();
  for (let i = 0; i < 7; i++) await world.file(readingOf('100'));
  await world.file(readingOf('100', 'mg/dL', { patient: JOHN }));
  const search = (query: object) =>
    must(world.pipeline.audit.search(AUDITOR, { count: 3, patient: JANE, refusal: 'no-active-order', ...query }));
  const first = search({});
  const second = search({ page: first.next });
  const third = search({ page: second.next });
  expect([first, second, third].map((p) => p.entries.length)).toEqual([3, 3, 1]);
  expect(third.next).toBeUndefined();
  expect(new Set([first, second, third].flatMap((p) => p.entries.map((e) => e.id))).size).toBe(7);
  for (const caller of [EHR, GATEWAY, portalOf(JANE), clinician(RIVERA)])
    expect(refusalOf(world.pipeline.audit.search(caller, { count: 1 }))).toBe('scope');
});

test('can be thinned out by one collaborator, and by nothing else', async () => {
  const world = await createWorld({ collaborators: { keepsAudit: (event) => event.outcome === 'ok' } });
  await world.file(readingOf('100'));
  expect(world.refusals()).toEqual([]);
});
