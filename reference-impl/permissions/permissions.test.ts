import { describe, expect, test } from 'vitest';
import {
  createWorld,
  EHR,
  GATEWAY,
  JANE,
  JOHN,
  MRN,
  must,
  permissionOf,
  portalOf,
  refusalOf,
} from '../world.test-helper.ts';
import { permissionInForce } from './permission-in-force.ts';

const GRANT = permissionOf();
const WITHDRAWAL = permissionOf({ status: 'withdrawn', at: '2026-03-02T00:00:00Z' });
const REGRANT = permissionOf({ at: '2026-03-03T00:00:00Z' });
const OF_WEIGHT = {
  measure: 'weight',
  identifier: { system: 'urn:example:portal:permission', value: 'weight' },
} as const;

describe('a permission', () => {
  test('is in force when granted, and not when withdrawn or never given', () => {
    expect([GRANT, WITHDRAWAL, undefined].map(permissionInForce)).toEqual([true, false, false]);
  });

  test('granted, withdrawn and granted again is one permission with three versions', async () => {
    const { pipeline } = await createWorld();
    const set = async (p: typeof GRANT, ifMatch?: number) =>
      must(await pipeline.permissions.set(portalOf(JANE), p, ifMatch));
    expect((await set(GRANT)).effect).toBe('created');
    expect((await set(WITHDRAWAL, 1)).effect).toBe('updated');
    expect(await set(REGRANT)).toMatchObject({
      effect: 'updated',
      stored: { version: 3, body: { status: 'granted' } },
    });
    expect(must(pipeline.permissions.search(EHR, JANE))).toHaveLength(1);
  });

  test('the same again is a replay, also after a withdrawal: a grant delivered twice does not undo it', async () => {
    const { pipeline } = await createWorld();
    const set = async (p: typeof GRANT) => must(await pipeline.permissions.set(portalOf(JANE), p));
    await set(GRANT);
    expect((await set({ ...GRANT, at: '2026-03-01T15:05:00Z' })).effect).toBe('replayed');
    await set(WITHDRAWAL);
    expect(await set(GRANT)).toMatchObject({ effect: 'replayed', stored: { body: { status: 'withdrawn' } } });
    expect(must(await pipeline.permissions.set(portalOf(JANE), REGRANT, 2))).toMatchObject({ effect: 'updated' });
  });

  test('that is made and is there already may only repeat what it was at any time', async () => {
    const { pipeline } = await createWorld();
    const make = (p: typeof GRANT) => pipeline.permissions.set(portalOf(JANE), p, 'new');
    expect(must(await make(GRANT)).effect).toBe('created');
    expect(refusalOf(await make(WITHDRAWAL))).toBe('identifier-conflict');
    expect(must(await make(GRANT)).effect).toBe('replayed');
    must(await pipeline.permissions.set(portalOf(JANE), WITHDRAWAL));
    expect(must(await make(GRANT))).toMatchObject({ effect: 'replayed', stored: { body: { status: 'withdrawn' } } });
    for (const other of [REGRANT, permissionOf({ at: '2026-03-01T12:00:00Z' })])
      expect(refusalOf(await make(other))).toBe('identifier-conflict');
    const [first, second] = await Promise.all([
      make(permissionOf({ ...OF_WEIGHT })),
      make({ ...REGRANT, ...OF_WEIGHT }),
    ]);
    expect([must(first).effect, refusalOf(second)]).toEqual(['created', 'identifier-conflict']);
  });

  test('goes by when it was decided: a grant that a withdrawal has overtaken changes nothing', async () => {
    const { pipeline, setNow } = await createWorld();
    const set = async (status: 'granted' | 'withdrawn', at: string, ifMatch?: number) => {
      const { effect, stored } = must(
        await pipeline.permissions.set(portalOf(JANE), { ...GRANT, status, at }, ifMatch),
      );
      return [effect, stored.body.status, stored.body.at];
    };
    await set('granted', '2026-03-01T00:00:00Z');
    const withdrawn = ['withdrawn', '2026-03-02T00:00:00Z'];
    expect(await set('withdrawn', '2026-03-02T00:00:00Z')).toEqual(['updated', ...withdrawn]);
    expect(await set('granted', '2026-03-01T23:59:59.999Z')).toEqual(['replayed', ...withdrawn]);
    expect(await set('granted', '2026-03-02T01:00:00+02:00', 2)).toEqual(['replayed', ...withdrawn]);
    expect(await set('granted', '2026-03-02T00:00:00Z')).toEqual(['updated', 'granted', '2026-03-02T00:00:00Z']);
    // A withdrawal holds as it comes, and one that claims to be of a time to come keeps nobody from granting.
    expect((await set('withdrawn', '2026-03-01T12:00:00Z'))[0]).toBe('updated');
    expect((await set('withdrawn', '2026-03-04T00:00:00Z'))[0]).toBe('updated');
    expect((await set('granted', '2026-03-03T12:00:00Z'))[0]).toBe('updated');
    expect((await set('withdrawn', '2026-03-04T00:00:00.001Z'))[0]).toBe('updated');
    setNow('2026-03-04T00:00:00.001Z');
    expect((await set('granted', '2026-03-04T00:00:00Z'))[0]).toBe('replayed');
  });

  test('is one per patient and type: a second is refused, of another type it is not', async () => {
    const { pipeline } = await createWorld();
    must(await pipeline.permissions.set(portalOf(JANE), GRANT));
    const other = { system: 'urn:example:portal:permission', value: 'other' };
    expect(refusalOf(await pipeline.permissions.set(portalOf(JANE), permissionOf({ identifier: other })))).toBe(
      'permission-exists',
    );
    expect(refusalOf(await pipeline.permissions.set(portalOf(JANE), permissionOf({ measure: 'weight' })))).toBe(
      'accepted',
    );
    expect(refusalOf(await pipeline.permissions.set(portalOf(JANE), { ...GRANT, measure: 'weight' }))).toBe(
      'identifier-conflict',
    );
    expect(refusalOf(await pipeline.permissions.set(portalOf(JOHN), { ...GRANT, patient: JOHN }))).toBe(
      'identifier-conflict',
    );
  });

  test("is the patient's alone", async () => {
    const { pipeline } = await createWorld();
    for (const caller of [EHR, GATEWAY]) expect(refusalOf(await pipeline.permissions.set(caller, GRANT))).toBe('scope');
    expect(refusalOf(await pipeline.permissions.set(portalOf(JOHN), GRANT))).toBe('patient-not-authorised');
    expect(
      refusalOf(
        await pipeline.permissions.set({ role: 'portal', client: 'x' }, permissionOf({ patient: MRN('NOBODY') })),
      ),
    ).toBe('patient-not-authorised');
    expect(refusalOf(pipeline.permissions.search(portalOf(JOHN), JANE))).toBe('patient-not-authorised');
    expect(must(pipeline.permissions.search(EHR, JANE))).toEqual([]);
  });

  test('is refused for a stale version and for a day that does not exist', async () => {
    const { pipeline } = await createWorld();
    must(await pipeline.permissions.set(portalOf(JANE), GRANT));
    expect(refusalOf(await pipeline.permissions.set(portalOf(JANE), WITHDRAWAL, 7))).toBe('stale-version');
    expect(
      refusalOf(await pipeline.permissions.set(portalOf(JANE), permissionOf({ at: '2026-02-30T00:00:00Z' }))),
    ).toBe('bad-value');
  });
});
