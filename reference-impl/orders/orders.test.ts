import { describe, expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import {
  AUDITOR,
  clinician,
  createReadyWorld,
  createWorld,
  DECOY,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  MRN,
  must,
  NPI,
  OKAFOR,
  orderOf,
  POOL,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
} from '../world.test-helper.ts';

const submit = async (order: Order) => (await createWorld()).pipeline.orders.submit(EHR, order);

describe('a new order', () => {
  test('is filed with its instant and found by its identifier', async () => {
    const { pipeline } = await createWorld();
    const written = must(await pipeline.orders.submit(EHR, orderOf()));
    expect(written).toMatchObject({
      effect: 'created',
      stored: { version: 1, body: { effectiveFrom: '2026-03-01T00:00:00-05:00' } },
    });
    expect(pipeline.orders.find(orderOf().identifier)).toEqual(written.stored);
    expect(pipeline.references.referenceTo('ServiceRequest', orderOf().identifier)).toBe(
      `ServiceRequest/${written.stored.id}`,
    );
  });

  test('again is a replay, also after a change; with other content a conflict', async () => {
    const { pipeline } = await createWorld();
    const first = must(await pipeline.orders.submit(EHR, orderOf()));
    must(await pipeline.orders.change(EHR, orderOf({ limits: [{ tier: 'reference', high: '180' }] })));
    const again = must(await pipeline.orders.submit(EHR, orderOf()));
    expect(again).toMatchObject({ effect: 'replayed', stored: { id: first.stored.id, version: 2 } });
    expect(refusalOf(await pipeline.orders.submit(EHR, orderOf({ reason: 'E11.9' })))).toBe('identifier-conflict');
    expect(must(pipeline.orders.search(EHR, { patient: JANE }))).toHaveLength(1);
  });

  test("is found among a patient's, however many came before it", async () => {
    const { pipeline } = await createWorld();
    const numbered = (n: number) =>
      pipeline.orders.submit(EHR, orderOf({ identifier: { system: 'urn:example:ehr:placer', value: `N-${n}` } }));
    await Promise.all(Array.from({ length: 1000 }, async (_, n) => must(await numbered(n))));
    must(await numbered(1000));
    const found = must(pipeline.orders.search(EHR, { patient: JANE, status: 'active' }));
    const names = found.map(({ body }) => body.identifier.value);
    expect([names.length, names[0], names.at(-1)]).toEqual([1000, 'N-1', 'N-1000']);
  });

  test.each<[string, Partial<Order>]>([
    ['patient-not-authorised', { patient: MRN('NOBODY') }],
    ['recipient-unknown', { responsible: NPI('0000000000') }],
    ['recipient-unknown', { requester: NPI('0000000000') }],
    ['limits-missing', { limits: [] }],
    ['limits-contradictory', { limits: [{ tier: 'reference', low: '160', high: '70' }] }],
    ['limit-unit', { unit: '[lb_av]' }],
    [
      'recipient-unknown',
      { rules: [{ kind: 'summary', period: { value: 2, unit: 'd' }, recipient: NPI('0000000000') }] },
    ],
    ['illegal-transition', { status: 'completed' }],
    ['effective-from-too-early', { period: { start: '2026-01-01T00:00:00Z', end: '2026-06-01T00:00:00Z' } }],
    ['bad-value', { period: { start: '2026-03-02T00:00:00Z', end: '2026-03-02T00:00:00Z' } }],
    ['bad-value', { period: { start: '2026-02-30T00:00:00Z', end: '2026-03-02T00:00:00Z' } }],
  ])('is refused: %s', async (code, over) => {
    expect(refusalOf(await submit(orderOf(over)))).toBe(code);
  });

  test('for a pool is fine', async () => {
    expect(refusalOf(await submit(orderOf({ responsible: POOL })))).toBe('accepted');
  });

  test('comes from the hospital or a clinician', async () => {
    const { pipeline } = await createWorld();
    for (const caller of [GATEWAY, portalOf(JANE), AUDITOR])
      expect(refusalOf(await pipeline.orders.submit(caller, orderOf()))).toBe('scope');
    expect(refusalOf(await pipeline.orders.submit(clinician(RIVERA), orderOf()))).toBe('accepted');
  });

  test('that is refused leaves its audit event and nothing else', async () => {
    const world = await createWorld();
    await world.pipeline.orders.submit(EHR, orderOf({ limits: [] }));
    expect(world.refusals()).toEqual(['limits-missing']);
    expect(world.pipeline.orders.find(orderOf().identifier)).toBeUndefined();
  });
});

describe('a change', () => {
  test('makes a version that holds from its acceptance', async () => {
    const world = await createReadyWorld();
    const changed = must(
      await world.pipeline.orders.change(EHR, orderOf({ limits: [{ tier: 'reference', high: '180' }] }), 1),
    );
    expect(changed).toMatchObject({
      effect: 'updated',
      stored: { version: 2, body: { effectiveFrom: '2026-03-03T12:00:00.000Z' } },
    });
    world.passMs(60_000);
    const [before, after] = [readingOf('170'), readingOf('170', 'mg/dL', { effective: '2026-03-03T12:00:30Z' })];
    must(await world.file(before, after));
    expect(world.items().map((i) => i.reading)).toEqual([before.identifier]);
  });

  test('again is a replay; of an unknown order, of a stale version, of another patient or measure is refused', async () => {
    const { pipeline } = await createReadyWorld();
    const next = orderOf({ limits: [{ tier: 'reference', high: '180' }] });
    must(await pipeline.orders.change(EHR, next));
    expect(must(await pipeline.orders.change(EHR, next))).toMatchObject({ effect: 'replayed', stored: { version: 2 } });
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf(), 1))).toBe('stale-version');
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf({ identifier: { system: 'x', value: 'y' } })))).toBe(
      'order-unknown',
    );
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf({ patient: JOHN })))).toBe('immutable');
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf({ measure: 'weight', unit: 'kg' })))).toBe('immutable');
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf({ limits: [] })))).toBe('limits-missing');
    expect(refusalOf(await pipeline.orders.change(EHR, orderOf({ status: 'draft' })))).toBe('illegal-transition');
  });

  test('back to an earlier content is a change, not a replay', async () => {
    const { pipeline } = await createReadyWorld();
    must(await pipeline.orders.change(EHR, orderOf({ status: 'on-hold' })));
    expect(must(await pipeline.orders.change(EHR, orderOf()))).toMatchObject({
      effect: 'updated',
      stored: { version: 3 },
    });
  });

  test('of the recipient: new items go to the new one, old ones stay', async () => {
    const world = await createReadyWorld();
    must(await world.file(readingOf('200')));
    must(await world.pipeline.orders.change(EHR, orderOf({ responsible: OKAFOR })));
    must(await world.file(readingOf('201')));
    expect(world.items().map((i) => i.recipient)).toEqual([RIVERA, OKAFOR]);
    expect(must(world.pipeline.inbox.search(clinician(DECOY), { count: 10 })).entries).toEqual([]);
  });

  test('to entered in error withdraws open items, with the reason, and leaves done ones', async () => {
    const world = await createReadyWorld();
    must(await world.file(readingOf('200'), readingOf('201')));
    const [first] = must(world.pipeline.inbox.search(EHR, { count: 10 })).entries;
    must(await world.pipeline.inbox.act(clinician(RIVERA), { id: first?.id ?? '' }, 'done'));
    must(await world.pipeline.orders.change(EHR, orderOf({ status: 'entered-in-error' })));
    expect(
      world
        .items()
        .map((i) => [i.status, i.withdrawal])
        .sort(),
    ).toEqual([
      ['done', undefined],
      ['withdrawn', 'order-in-error'],
    ]);
    expect(refusalOf(await world.file(readingOf('99')))).toBe('no-active-order');
  });

  test('to completed leaves clinical items as they are', async () => {
    const world = await createReadyWorld();
    must(await world.file(readingOf('200')));
    must(await world.pipeline.orders.change(EHR, orderOf({ status: 'completed' })));
    expect(world.items().map((i) => i.status)).toEqual(['new']);
  });
});

describe('looking at orders', () => {
  test('a patient sees their own and asks for no other', async () => {
    const { pipeline } = await createReadyWorld();
    expect(must(pipeline.orders.search(portalOf(JANE), {}))).toHaveLength(1);
    expect(must(pipeline.orders.search(portalOf(JOHN), {}))).toEqual([]);
    expect(refusalOf(pipeline.orders.search(portalOf(JOHN), { patient: JANE }))).toBe('patient-not-authorised');
    expect(must(pipeline.orders.search(EHR, { patient: JANE, status: 'on-hold' }))).toEqual([]);
    expect(refusalOf(pipeline.orders.search(AUDITOR, {}))).toBe('scope');
  });
});

describe('a change sent again', () => {
  const ENDED: Order = orderOf({ status: 'completed', effectiveFrom: '2026-03-03T12:00:00Z' });
  const again = async (order: Order) => {
    const { pipeline } = await createReadyWorld();
    must(await pipeline.orders.change(EHR, ENDED));
    const outcome = await pipeline.orders.change(EHR, order);
    return outcome.ok ? outcome.value.effect : outcome.refusal.code;
  };
  const { effectiveFrom: _, ...undated } = ENDED;

  test('as it was is a replay, however its instant is written', async () => {
    expect(await again(ENDED)).toBe('replayed');
    expect(await again({ ...ENDED, effectiveFrom: '2026-03-03T07:00:00-05:00' })).toBe('replayed');
  });
  test('without the instant that it had is another change, from its acceptance', async () => {
    expect(await again(undated)).toBe('illegal-transition');
  });
});
