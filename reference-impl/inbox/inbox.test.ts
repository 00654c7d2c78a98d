import { describe, expect, test } from 'vitest';
import {
  AUDITOR,
  clinician,
  createReadyWorld,
  DECOY,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  must,
  OKAFOR,
  orderOf,
  POOL,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
  type World,
} from '../world.test-helper.ts';

const raised = async (order = orderOf()): Promise<{ world: World; id: string }> => {
  const world = await createReadyWorld(order);
  must(await world.file(readingOf('200')));
  return { world, id: must(world.pipeline.inbox.search(EHR, { count: 1 })).entries[0]?.id ?? '' };
};

describe('acting on an item', () => {
  test('its owner sees and finishes it; actor and time stay with it', async () => {
    const { world, id } = await raised();
    world.passMs(1500);
    const seen = must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'seen', 1));
    expect(seen).toMatchObject({ effect: 'updated', stored: { version: 2, body: { version: 2, status: 'seen' } } });
    const done = must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done', 2));
    expect(done.stored.body.history).toEqual([
      { status: 'new', at: '2026-03-03T12:00:00.000Z', actor: 'system' },
      { status: 'seen', at: '2026-03-03T12:00:01.500Z', actor: 'http://hl7.org/fhir/sid/us-npi|1234567893' },
      { status: 'done', at: '2026-03-03T12:00:01.500Z', actor: 'http://hl7.org/fhir/sid/us-npi|1234567893' },
    ]);
    expect(must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'))).toMatchObject({
      effect: 'replayed',
      stored: { version: 3 },
    });
    expect(refusalOf(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'seen'))).toBe('illegal-transition');
  });

  test('nobody else may, nor with a stale version, nor on what is not there', async () => {
    const { world, id } = await raised();
    const act = async (...args: Parameters<typeof world.pipeline.inbox.act>) =>
      refusalOf(await world.pipeline.inbox.act(...args));
    for (const caller of [clinician(OKAFOR), clinician(DECOY), EHR, portalOf(JANE), GATEWAY])
      expect(await act(caller, { id }, 'seen')).toBe('not-recipient');
    expect(await act({ role: 'ehr', client: 'x', subject: RIVERA }, { id }, 'seen')).toBe('not-recipient');
    expect(await act(clinician(RIVERA), { id }, 'seen', 2)).toBe('stale-version');
    expect(await act(clinician(RIVERA), { id: 'i999' }, 'seen')).toBe('not-found');
    expect(await act(clinician(RIVERA), { id: 'x' }, 'seen')).toBe('not-found');
    expect(world.items().map((i) => [i.status, i.version])).toEqual([['new', 1]]);
  });

  test("a pool's item is one item that any member may finish", async () => {
    const { world, id } = await raised(orderOf({ responsible: POOL }));
    expect(world.items()).toHaveLength(1);
    expect(refusalOf(await world.pipeline.inbox.act(clinician(DECOY), { id }, 'seen'))).toBe('not-recipient');
    must(await world.pipeline.inbox.act(clinician(OKAFOR), { id }, 'seen'));
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'));
    expect(world.items()[0]?.status).toBe('done');
  });

  test('changes nothing for another item', async () => {
    const { world, id } = await raised();
    must(await world.file(readingOf('201'), readingOf('50')));
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id }, 'done'));
    expect(
      world
        .items()
        .map((i) => i.status)
        .sort(),
    ).toEqual(['done', 'new', 'new']);
  });
});

describe('looking', () => {
  test('a clinician sees what they or their pool own, and nothing by asking for more', async () => {
    const { world, id } = await raised();
    must(
      await world.pipeline.orders.submit(
        EHR,
        orderOf({
          identifier: { system: 'x', value: 'pool' },
          responsible: POOL,
          limits: [{ tier: 'reference', high: '100' }],
        }),
      ),
    );
    must(await world.file(readingOf('150')));
    const looks = (who: typeof RIVERA, query = {}) =>
      must(world.pipeline.inbox.search(clinician(who), { count: 10, ...query })).entries.map(
        (e) => e.body.recipient.value,
      );
    expect(looks(RIVERA)).toEqual([RIVERA.value, POOL.value]);
    expect(looks(OKAFOR)).toEqual([POOL.value]);
    expect(looks(OKAFOR, { owner: RIVERA })).toEqual([]);
    expect(looks(DECOY, { patient: JANE })).toEqual([]);
    expect(refusalOf(world.pipeline.read(clinician(DECOY), 'Task', id))).toBe('not-found');
    expect(refusalOf(world.pipeline.read(clinician(RIVERA), 'Task', id))).toBe('accepted');
    expect(must(world.pipeline.inbox.search({ role: 'clinician', client: 'nobody' }, { count: 10 })).entries).toEqual(
      [],
    );
  });

  test('every filter narrows', async () => {
    const { world } = await raised();
    world.passMs(1000);
    must(await world.file(readingOf('305')));
    const [first, second] = world.items();
    const ids = (query: object) =>
      must(world.pipeline.inbox.search(EHR, { count: 10, ...query })).entries.map((e) => e.body.identifier.value);
    const [one, two] = [first?.identifier.value, second?.identifier.value];
    expect(ids({})).toEqual([one, two]);
    expect(ids({ kind: 'critical' })).toEqual([two]);
    expect(ids({ status: 'seen' })).toEqual([]);
    expect(ids({ patient: JOHN })).toEqual([]);
    expect(ids({ order: orderOf().identifier })).toEqual([one, two]);
    expect(ids({ identifier: first?.identifier })).toEqual([one]);
    expect(ids({ since: '2026-03-03T12:00:00.900Z' })).toEqual([two]);
    const stamp = must(world.pipeline.inbox.search(EHR, { count: 10 })).entries[0]?.lastUpdated;
    expect(ids({ since: stamp })).toEqual([one, two]);
    expect(refusalOf(world.pipeline.inbox.search(portalOf(JANE), { count: 1 }))).toBe('scope');
    expect(refusalOf(world.pipeline.inbox.search(AUDITOR, { count: 1 }))).toBe('scope');
  });

  test('pages lose nothing, also when an item changes in between', async () => {
    const world = await createReadyWorld();
    must(await world.file(...Array.from({ length: 9 }, (_, i) => readingOf(String(200 + i)))));
    const seen: string[] = [];
    let page: string | undefined;
    do {
      const got = must(world.pipeline.inbox.search(EHR, { count: 2, ...(page === undefined ? {} : { page }) }));
      for (const entry of got.entries) seen.push(`${entry.id}/${entry.version}`);
      if (page === undefined) must(await world.pipeline.inbox.act(clinician(RIVERA), { id: 'i5' }, 'seen'));
      page = got.next;
    } while (page !== undefined);
    expect(seen.sort()).toEqual(['i1/1', 'i2/1', 'i3/1', 'i4/1', 'i5/2', 'i6/1', 'i7/1', 'i8/1', 'i9/1']);
  });

  test('a cursor on lastUpdated sees each version, because stamps never tie', async () => {
    const world = await createReadyWorld();
    must(await world.file(...Array.from({ length: 5 }, (_, i) => readingOf(String(200 + i)))));
    const stamps = must(world.pipeline.inbox.search(EHR, { count: 10 })).entries.map((e) => e.lastUpdated);
    expect(new Set(stamps).size).toBe(5);
    expect(stamps).toEqual(stamps.toSorted());
  });
});
