import { describe, expect, test } from 'vitest';
import type { Clinician } from '../../contract/domain/person.ts';
import {
  clinician as asClinician,
  createWorld,
  DECOY,
  EHR,
  must,
  NPI,
  OKAFOR,
  POOL,
  refusalOf,
  RIVERA,
  type World,
} from '../world.test-helper.ts';

const rivera: Clinician = { identifier: RIVERA, family: 'Example', given: RIVERA.value };
const period = { start: '2026-03-01T00:00:00-05:00', end: '2026-03-05T00:00:00-05:00' };

const put = async (world: World, also?: object, of = rivera) =>
  must(await world.pipeline.people.clinician(EHR, of, also));
const shown = ({ pipeline }: World) => pipeline.people.find('PractitionerRole', RIVERA);

describe('a clinician with absences', () => {
  test('is one thing with one version, that counts the changes of both', async () => {
    const world = await createWorld();
    const absences = [{ period, coveredBy: OKAFOR }];
    const away = await put(world, { absences });
    expect([away.effect, away.stored.version, away.stored.body.absences]).toEqual(['updated', 2, absences]);
    expect((await put(world, { absences })).effect).toBe('replayed');
    const renamed = await put(world, { absences }, { ...rivera, family: 'Rivera' });
    expect([renamed.effect, renamed.stored.version]).toEqual(['updated', 3]);
    const back = await put(world, { absences: [] });
    expect([back.stored.version, back.stored.body.absences]).toEqual([5, undefined]);
    expect(shown(world)).toEqual(back.stored);
    const stamps = [away, renamed, back].map(({ stored }) => stored.lastUpdated);
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
    expect(must(world.pipeline.read(EHR, 'PractitionerRole', back.stored.id))).toEqual(back.stored);
  });

  test('keeps them where nothing is said of them, and has no version for none at all', async () => {
    const world = await createWorld();
    expect((await put(world, { absences: [] })).effect).toBe('replayed');
    expect(shown(world)?.version).toBe(1);
    await put(world, { absences: [{ period }] });
    await put(world);
    expect(shown(world)?.body).toEqual({ ...rivera, absences: [{ period }] });
  });

  test.each([
    ['ends before it begins', { start: period.end, end: period.start }],
    ['ends as it begins, on another clock', { start: period.start, end: '2026-03-01T05:00:00Z' }],
  ])('is refused one that %s, which would cover nothing', async (_how, wrong) => {
    const world = await createWorld();
    const absences = [
      { period, coveredBy: OKAFOR },
      { period: wrong, coveredBy: OKAFOR },
    ];
    const said = { refusal: { code: 'bad-value', at: 'PractitionerRole.notAvailable' } };
    expect(await world.pipeline.people.clinician(EHR, rivera, { absences })).toMatchObject(said);
    expect(await world.pipeline.people.coverage(EHR, { person: RIVERA, absences })).toMatchObject(said);
    expect(shown(world)?.body).toEqual(rivera);
  });

  test('is changed in the version that was seen alone, and as a whole or not at all', async () => {
    const world = await createWorld();
    const absences = [{ period, coveredBy: POOL }];
    const as = (also: object, of = rivera, caller = EHR) => world.pipeline.people.clinician(caller, of, also);
    expect(refusalOf(await as({ absences, ifMatch: 2 }))).toBe('stale-version');
    expect(refusalOf(await as({ absences, ifMatch: 1 }))).toBe('accepted');
    expect(refusalOf(await as({ absences: [], ifMatch: 1 }))).toBe('stale-version');
    const stranger = [{ period, coveredBy: NPI('0000000000') }];
    const renamed = { ...rivera, family: 'Else' };
    expect(await as({ absences: stranger }, renamed)).toMatchObject({
      refusal: { code: 'recipient-unknown', at: 'PractitionerRole.notAvailable' },
    });
    expect(shown(world)?.body).toEqual({ ...rivera, absences });
    expect(refusalOf(await as({ absences: [] }, rivera, asClinician(DECOY)))).toBe('scope');
    expect(refusalOf(await as({ ifMatch: 1 }, { ...rivera, identifier: NPI('2222222222') }))).toBe('stale-version');
  });
});
