import { describe, expect, test } from 'vitest';
import { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import {
  AUDITOR,
  clinician,
  createReadyWorld,
  createWorld,
  EHR,
  GATEWAY,
  gatewayOf,
  JANE,
  JOHN,
  METER,
  must,
  orderOf,
  permissionOf,
  portalOf,
  readingOf,
  refusalOf,
  RIVERA,
  weightOrderOf,
  type World,
} from '../world.test-helper.ts';

const found = (world: World, reading: Reading) =>
  must(world.pipeline.readings.search(EHR, { identifier: reading.identifier, count: 10 })).entries;
const second = { identifier: { system: 'urn:example:ehr:placer', value: 'PLC-8001' } };

describe('filing', () => {
  test('a reading is found by identifier, id and patient, with what was made of it', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('7.0', 'mmol/L');
    const [written] = must(await world.pipeline.readings.file(GATEWAY, [reading]));
    expect(found(world, reading)).toEqual([written?.stored]);
    expect(must(world.pipeline.read(EHR, 'Observation', written?.stored.id ?? ''))).toEqual(written?.stored);
    expect(written?.stored.body).toMatchObject({
      reading,
      version: 1,
      interpretation: ['N'],
      issued: '2026-03-03T12:00:00.000Z',
      orders: [orderOf().identifier],
    });
  });

  test.each<[string, Reading]>([
    ['no-active-order', readingOf('80', 'kg')],
    ['patient-not-authorised', readingOf('100', 'mg/dL', { patient: { system: 'x', value: 'nobody' } })],
    ['future-time', readingOf('100', 'mg/dL', { effective: '2026-03-03T12:05:01Z' })],
    ['unit-mismatch', readingOf('100', 'mmol/L', { code: { system: 'http://loinc.org', code: '41653-7' } })],
    ['bad-value', readingOf('100', 'mg/dL', { effective: '2026-02-30T12:05:01Z' })],
  ])(
    'a refused one (%s) leaves its audit event and nothing else; it is judged anew the next time',
    async (code, reading) => {
      const world = await createReadyWorld();
      expect(refusalOf(await world.file(reading))).toBe(code);
      expect(refusalOf(await world.file(reading))).toBe(code);
      expect(found(world, reading)).toEqual([]);
      expect(world.items()).toEqual([]);
      expect(world.refusals()).toEqual([code, code]);
    },
  );

  test('a failed measurement is filed and judged by nothing; HI is critical without a number', async () => {
    const world = await createReadyWorld();
    const failed = readingOf('1', 'mg/dL', { result: { kind: 'absent', reason: 'error' } });
    const hi = readingOf('1', 'mg/dL', {
      result: { kind: 'off-scale', direction: 'high' },
      effective: '2026-03-03T11:00:00Z',
    });
    must(await world.file(failed, hi));
    expect(found(world, failed)[0]?.body.interpretation).toEqual([]);
    expect(found(world, hi)[0]?.body.interpretation).toEqual(['HH', '>']);
    expect(world.items()).toMatchObject([{ reading: hi.identifier, kind: 'critical', interpretation: ['HH'] }]);
    expect(world.items()[0]).not.toHaveProperty('value');
  });

  test('only a gateway files, and only for its patient', async () => {
    const world = await createReadyWorld();
    for (const caller of [EHR, portalOf(JANE), clinician(RIVERA), AUDITOR])
      expect(refusalOf(await world.pipeline.readings.file(caller, [readingOf('100')]))).toBe('scope');
    expect(refusalOf(await world.pipeline.readings.file(gatewayOf(JOHN), [readingOf('100')]))).toBe(
      'patient-not-authorised',
    );
    expect(refusalOf(await world.pipeline.readings.file(gatewayOf(JANE), [readingOf('100')]))).toBe('accepted');
  });
});

describe('identity', () => {
  test('the same again is the same answer and no second effect, also without order and permission', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('200');
    const [first] = must(await world.pipeline.readings.file(GATEWAY, [reading]));
    must(
      await world.pipeline.permissions.set(
        portalOf(JANE),
        permissionOf({ status: 'withdrawn', at: '2026-03-03T12:00:00Z' }),
      ),
    );
    must(await world.pipeline.orders.change(EHR, orderOf({ status: 'revoked' })));
    const [again] = must(
      await world.pipeline.readings.file(GATEWAY, [
        { ...reading, result: { kind: 'value', quantity: { value: '200.0', unit: 'mg/dL' } } },
      ]),
    );
    expect(again).toEqual({ ...first, effect: 'replayed' });
    expect(world.items()).toHaveLength(1);
    expect(refusalOf(await world.file({ ...reading, effective: '2026-03-03T06:58:00-05:00' }))).toBe(
      'identifier-conflict',
    );
    expect(refusalOf(await world.file(readingOf('200')))).toBe('no-permission');
  });

  test('the same measurement under another identifier answers as the first, and is found by both', async () => {
    const world = await createReadyWorld();
    const one = readingOf('200', 'mg/dL', { device: METER });
    const effective = one.effective.replace(/:00-/, ':00.999-');
    const other = { ...one, identifier: { system: 'urn:app', value: 'copy' }, effective };
    const [first] = must(await world.pipeline.readings.file(GATEWAY, [one]));
    for (let i = 0; i < 2; i++)
      expect(must(await world.pipeline.readings.file(GATEWAY, [other]))).toEqual([{ ...first, effect: 'replayed' }]);
    expect(found(world, other)).toEqual(found(world, one));
    expect(world.pipeline.references.referenceTo('Observation', other.identifier)).toBe(
      `Observation/${first?.stored.id}`,
    );
    expect(world.items()).toHaveLength(1);
    expect(must(world.pipeline.readings.search(EHR, { patient: JANE, count: 10 })).entries).toHaveLength(1);
    expect(
      refusalOf(await world.file({ ...other, result: { kind: 'value', quantity: { value: '5', unit: 'mg/dL' } } })),
    ).toBe('identifier-conflict');
  });

  test("another patient's identifier is a conflict that tells nothing", async () => {
    const world = await createReadyWorld();
    const reading = readingOf('200');
    must(await world.file(reading));
    const outcome = await world.file({ ...reading, patient: JOHN });
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'identifier-conflict' } });
    expect(JSON.stringify(outcome)).not.toContain(JANE.value);
  });
});

describe('lists', () => {
  test('all or nothing: one refused entry, named by its index, leaves none of them', async () => {
    const world = await createReadyWorld();
    const readings = [readingOf('200'), readingOf('80', 'kg'), readingOf('201')];
    expect(await world.file(...readings)).toMatchObject({ ok: false, refusal: { code: 'no-active-order', index: 1 } });
    for (const reading of readings) expect(found(world, reading)).toEqual([]);
    expect(world.items()).toEqual([]);
    const audit = must(world.pipeline.audit.search(AUDITOR, { refusal: 'no-active-order', count: 10 })).entries;
    expect(audit.map((a) => a.body.entity)).toEqual([readings[1]?.identifier]);
  });

  test('entries take effect by effective time and are answered in the order they came', async () => {
    const world = await createReadyWorld(weightOrderOf());
    const later = readingOf('84', 'kg', { effective: '2026-03-03T07:00:00Z' });
    const middle = readingOf('81', 'kg', { effective: '2026-03-02T07:00:00Z' });
    const earlier = readingOf('80', 'kg', { effective: '2026-03-01T07:00:00Z' });
    const list = [later, middle, earlier];
    const written = must(await world.pipeline.readings.file(GATEWAY, list));
    expect(written.map((w) => w.stored.body.reading.identifier)).toEqual(list.map((r) => r.identifier));
    // Filed as they came, the item would be raised on the middle one and updated by the earliest.
    expect(world.items()).toMatchObject([
      { reading: later.identifier, baseline: earlier.identifier, history: [{ status: 'new' }] },
    ]);
  });

  test('the same reading twice in one list is one reading', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('200');
    expect(must(await world.pipeline.readings.file(GATEWAY, [reading, reading])).map((w) => w.effect)).toEqual([
      'created',
      'replayed',
    ]);
  });
});

describe('several orders of one patient', () => {
  test('each is evaluated by itself; the reading shows the most severe and one range set an order', async () => {
    const world = await createReadyWorld(orderOf({ limits: [{ tier: 'reference', high: '160' }] }));
    must(await world.pipeline.orders.submit(EHR, orderOf({ ...second, limits: [{ tier: 'critical', high: '180' }] })));
    const reading = readingOf('200');
    must(await world.file(reading));
    expect(world.items().map((i) => [i.order.value, i.kind])).toEqual([
      ['PLC-7001', 'abnormal'],
      ['PLC-8001', 'critical'],
    ]);
    expect(found(world, reading)[0]?.body).toMatchObject({
      interpretation: ['HH'],
      ranges: [{ high: '160' }, { high: '180' }],
    });
  });
});

describe('time', () => {
  test('late is more than an hour; older than 7 days is filed without an item', async () => {
    const world = await createReadyWorld(
      orderOf({ period: { start: '2026-02-20T00:00:00Z', end: '2026-06-01T00:00:00Z' } }),
    );
    const late = async (effective: string): Promise<boolean | undefined> => {
      const reading = readingOf('200', 'mg/dL', { effective });
      must(await world.file(reading));
      return world.items().find((i) => i.reading?.value === reading.identifier.value)?.late;
    };
    expect(await late('2026-03-03T11:00:00Z')).toBe(false);
    expect(await late('2026-03-03T10:59:59Z')).toBe(true);
    expect(await late('2026-02-24T12:00:00Z')).toBe(true);
    expect(await late('2026-02-24T11:59:59Z')).toBeUndefined();
  });

  test('a late reading in the window raises on the newer one, and changes its figures', async () => {
    const world = await createReadyWorld(weightOrderOf());
    const newest = readingOf('83.0', 'kg', { effective: '2026-03-03T11:30:00Z' });
    must(await world.file(newest));
    expect(world.items()).toEqual([]);
    const low = readingOf('80.5', 'kg', { effective: '2026-03-02T07:00:00Z' });
    must(await world.file(low));
    expect(world.items()).toMatchObject([
      { reading: newest.identifier, baseline: low.identifier, late: false, delta: { value: '2.5' } },
    ]);
    const lower = readingOf('80.0', 'kg', { effective: '2026-03-01T12:00:00Z' });
    must(await world.file(lower));
    expect(world.items()).toMatchObject([
      {
        reading: newest.identifier,
        baseline: lower.identifier,
        delta: { value: '3' },
        version: 2,
        history: [{ status: 'new' }, { status: 'updated' }],
      },
    ]);
  });

  test('limits are those in force when it was measured, also for a late reading', async () => {
    const world = await createReadyWorld();
    world.setNow('2026-03-04T12:00:00Z');
    must(await world.pipeline.orders.change(EHR, orderOf({ limits: [{ tier: 'reference', high: '250' }] })));
    world.setNow('2026-03-05T12:00:00Z');
    const [old, young] = [readingOf('200'), readingOf('200', 'mg/dL', { effective: '2026-03-05T11:59:00Z' })];
    must(await world.file(old, young));
    expect(world.items().map((i) => [i.reading, i.limitFrom])).toEqual([[old.identifier, '2026-03-01T00:00:00-05:00']]);
  });
});

describe('search', () => {
  test('pages through readings by effective time, each once', async () => {
    const world = await createReadyWorld();
    const readings = Array.from({ length: 25 }, (_, i) =>
      readingOf(String(100 + i), 'mg/dL', { effective: `2026-03-02T${String((i * 7) % 24).padStart(2, '0')}:00:00Z` }),
    );
    must(await world.file(...readings));
    const seen: string[] = [];
    let page: string | undefined;
    do {
      const got = must(
        world.pipeline.readings.search(EHR, {
          patient: JANE,
          measure: 'glucose',
          count: 4,
          ...(page === undefined ? {} : { page }),
        }),
      );
      seen.push(...got.entries.map((e) => e.body.reading.effective));
      page = got.next;
    } while (page !== undefined);
    expect(seen).toEqual(readings.map((r) => r.effective).sort());
    const part = must(
      world.pipeline.readings.search(EHR, {
        patient: JANE,
        from: '2026-03-02T03:00:00Z',
        to: '2026-03-02T05:00:00Z',
        count: 50,
      }),
    );
    expect(new Set(part.entries.map((e) => e.body.reading.effective.slice(11, 13)))).toEqual(new Set(['03', '04']));
  });

  test('a bound caller sees its own patient alone; a page mark of nobody is refused', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('100');
    must(await world.file(reading));
    expect(
      must(world.pipeline.readings.search(gatewayOf(JOHN), { identifier: reading.identifier, count: 5 })).entries,
    ).toEqual([]);
    expect(refusalOf(world.pipeline.readings.search(gatewayOf(JOHN), { patient: JANE, count: 5 }))).toBe(
      'patient-not-authorised',
    );
    for (const page of ["1' OR 1", '', '1', '1.2.3', '9'.repeat(17) + '.1', '1e3.1']) {
      expect(refusalOf(world.pipeline.readings.search(EHR, { count: 5, page })), page).toBe('unsupported-parameter');
      expect(refusalOf(world.pipeline.inbox.search(EHR, { count: 5, page: `${page}x` })), page).toBe(
        'unsupported-parameter',
      );
    }
    expect(refusalOf(world.pipeline.readings.search(AUDITOR, { count: 5 }))).toBe('scope');
  });
});

test('before permission nothing is filed, and after a withdrawal nothing more', async () => {
  const world = await createWorld();
  must(await world.pipeline.orders.submit(EHR, orderOf()));
  const reading = readingOf('200');
  expect(refusalOf(await world.file(reading))).toBe('no-permission');
  must(await world.pipeline.permissions.set(portalOf(JANE), permissionOf()));
  expect(refusalOf(await world.file(reading))).toBe('accepted');
  must(
    await world.pipeline.permissions.set(
      portalOf(JANE),
      permissionOf({ status: 'withdrawn', at: '2026-03-03T12:00:00Z' }),
    ),
  );
  expect(refusalOf(await world.file(readingOf('201')))).toBe('no-permission');
  expect(found(world, reading)).toHaveLength(1);
});

test('a difference with more digits than a decimal may have is not shown, and its item can still be read', async () => {
  const world = await createReadyWorld(weightOrderOf());
  for (const [value, effective] of [
    ['0.1e-99', '2026-03-03T10:00:00Z'],
    ['9e90', '2026-03-03T11:00:00Z'],
  ] as const)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    must(await world.file(readingOf(value, 'kg', { effective })));
  const [item] = world.items();
  expect(item).toMatchObject({ kind: 'change', interpretation: ['U'] });
  expect(InboxItem.safeParse(item).success).toBe(true);
});
