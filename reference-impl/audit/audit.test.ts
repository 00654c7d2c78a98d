import { describe, expect, test } from 'vitest';
import type { AuditQuery } from '../pipeline.ts';
import {
  AUDITOR,
  clinician,
  createReadyWorld,
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
  START,
  type World,
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

describe('is searched', () => {
  const find = (world: World, query: Partial<AuditQuery>): readonly string[] =>
    must(world.pipeline.audit.search(AUDITOR, { count: 1000, ...query })).entries.map(
      ({ body }) => `${body.subject} ${body.action} ${body.refusal ?? body.outcome}`,
    );

  test('by what was acted on: an order, a reading that never came in, a patient', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('100', 'kg');
    await world.file(reading);
    expect(find(world, { entity: orderOf().identifier })).toEqual(['order create ok']);
    expect(find(world, { entity: reading.identifier })).toEqual(['reading create no-active-order']);
    expect(find(world, { entity: JANE })).toEqual([
      'person create ok',
      'order create ok',
      'permission create ok',
      'reading create no-active-order',
    ]);
    expect(find(world, { entity: JOHN })).toEqual(['person create ok']);
    expect(find(world, { entity: { system: 'urn:none', value: 'x' } })).toEqual([]);
  });

  test('by outcome, alone and with other conditions', async () => {
    const world = await createReadyWorld();
    await world.file(readingOf('100', 'kg'));
    expect(find(world, { outcome: 'refused' })).toEqual(['reading create no-active-order']);
    expect(find(world, { outcome: 'ok' })).not.toContain('reading create no-active-order');
    expect(find(world, { outcome: 'ok', refusal: 'no-active-order' })).toEqual([]);
  });

  test('by the time of writing, from inclusive and to exclusive', async () => {
    const world = await createWorld();
    for (let i = 0; i < 4; i++) {
      await world.file(readingOf('100'));
      world.passMs(1000);
    }
    const among = (query: Partial<AuditQuery>): number => find(world, { refusal: 'no-active-order', ...query }).length;
    expect(among({ fromMs: START + 1000 })).toBe(3);
    expect(among({ fromMs: START + 1001 })).toBe(2);
    expect(among({ toMs: START + 1000 })).toBe(1);
    expect(among({ toMs: START + 1001 })).toBe(2);
    expect(among({ fromMs: START + 1000, toMs: START + 3000 })).toBe(2);
    expect(among({ fromMs: START + 3000, toMs: START + 1000 })).toBe(0);
  });

  test('page by page without a loss, while more is written and the clock is set back', async () => {
    const world = await createWorld();
    const seen: string[] = [];
    let page: string | undefined;
    for (let i = 0; i < 40; i++) {
      if (i < 20) {
        await world.file(readingOf('100'));
        await world.file(readingOf('100'));
        world.passMs(-1000);
      }
      const found = must(world.pipeline.audit.search(AUDITOR, { count: 1, ...(page === undefined ? {} : { page }) }));
      seen.push(...found.entries.map((e) => e.id));
      if (found.next === undefined) break;
      page = found.next;
    }
    const after = { count: 1000, ...(page === undefined ? {} : { page }) };
    seen.push(...must(world.pipeline.audit.search(AUDITOR, after)).entries.map((e) => e.id));
    const all = must(world.pipeline.audit.search(AUDITOR, { count: 1000 })).entries.map((e) => e.id);
    expect([...new Set(seen)]).toEqual(all);
  });

  test('one event by its id, by the auditor alone', async () => {
    const world = await createWorld();
    const [first] = must(world.pipeline.audit.search(AUDITOR, { count: 1 })).entries;
    expect(must(world.pipeline.read(AUDITOR, 'AuditEvent', first?.id ?? ''))).toEqual(first);
    expect(refusalOf(world.pipeline.read(EHR, 'AuditEvent', first?.id ?? ''))).toBe('scope');
  });
});

test('a look at what is not there is a refused attempt too', async () => {
  const world = await createWorld();
  expect(refusalOf(world.pipeline.read(EHR, 'Observation', 'r999'))).toBe('not-found');
  await world.pipeline.settle();
  expect(world.refusals()).toEqual(['not-found']);
});

test('can be thinned out by one collaborator, and by nothing else', async () => {
  const world = await createWorld({ collaborators: { keepsAudit: (event) => event.outcome === 'ok' } });
  await world.file(readingOf('100'));
  expect(world.refusals()).toEqual([]);
});

test('what is told of a change takes no stamp from the changes: readings of one moment lie a millisecond apart', async () => {
  const world = await createReadyWorld();
  const written = must(
    await world.pipeline.readings.file(GATEWAY, [readingOf('100'), readingOf('101'), readingOf('102')]),
  );
  const [first = 0, ...more] = written.map(({ stored }) => Date.parse(stored.lastUpdated));
  expect(more.map((at) => at - first)).toEqual([1, 2]);
});
