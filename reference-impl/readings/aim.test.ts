import { describe, expect, test } from 'vitest';
import type { FilingTerms } from '../pipeline.ts';
import {
  clinician,
  createReadyWorld,
  EHR,
  GATEWAY,
  gatewayOf,
  JANE,
  JOHN,
  must,
  readingOf,
  refusalOf,
  RIVERA,
} from '../world.test-helper.ts';

const value = (text: string) => ({ kind: 'value', quantity: { value: text, unit: 'mg/dL' } }) as const;

const filed = async () => {
  const world = await createReadyWorld();
  const reading = readingOf('200');
  const [first] = must(await world.pipeline.readings.file(GATEWAY, [reading]));
  if (first === undefined) throw new Error('nothing was filed');
  const { id } = first.stored;
  const put = (over: object, terms: FilingTerms = { id }, caller = GATEWAY) =>
    world.pipeline.readings.file(caller, [{ ...reading, status: 'corrected', ...over }], [terms]);
  return { world, reading, id, put };
};

describe('a reading for what its sender names', () => {
  test('is corrected in the version that was seen, and in no other', async () => {
    const { id, put } = await filed();
    expect(refusalOf(await put({ result: value('99') }, { id, ifMatch: 2 }))).toBe('stale-version');
    const [first] = must(await put({ result: value('99') }, { id, ifMatch: 1 }));
    expect([first?.effect, first?.stored.version]).toEqual(['updated', 2]);
    // The answer was lost, and it is sent again with what was seen then: nothing more happens.
    const [again] = must(await put({ result: value('99') }, { id, ifMatch: 1 }));
    expect([again?.effect, again?.stored.version]).toEqual(['replayed', 2]);
    expect(refusalOf(await put({ status: 'final' }, { id, ifMatch: 1 }))).toBe('stale-version');
    expect(refusalOf(await put({ result: value('98') }, { id, ifMatch: 1 }))).toBe('stale-version');
  });

  test('is not taken for one that is not there, nor for another', async () => {
    const { world, id, put } = await filed();
    expect(refusalOf(await put({}, { id: 'o999' }))).toBe('unknown-reading');
    expect(refusalOf(await put({}, { id: 'nonsense' }))).toBe('unknown-reading');
    const [other] = must(await world.pipeline.readings.file(GATEWAY, [readingOf('150')]));
    expect(refusalOf(await put({}, { id: other?.stored.id ?? '' }))).toBe('immutable');
    const identifier = { system: 'urn:example:meter-readings', value: 'never seen' };
    expect(refusalOf(await put({ identifier }, { id }))).toBe('immutable');
    expect(refusalOf(await put({ identifier }, { ifMatch: 1 }))).toBe('stale-version');
  });

  test('is found under each of its identifiers, and keeps the first', async () => {
    const { world, reading, id } = await filed();
    const device = { system: 'urn:example:meters', value: 'one' };
    const first = readingOf('210', 'mg/dL', { device, effective: '2026-03-03T05:00:00-05:00' });
    const alias = { system: 'urn:example:meter-readings', value: 'the same again' };
    const [kept] = must(await world.pipeline.readings.file(GATEWAY, [first]));
    const [twin] = must(await world.pipeline.readings.file(GATEWAY, [{ ...first, identifier: alias }]));
    expect([twin?.effect, twin?.stored.id]).toEqual(['replayed', kept?.stored.id]);
    const correction = { ...first, identifier: alias, status: 'corrected' as const, result: value('90') };
    const terms = [{ id: kept?.stored.id ?? '', ifMatch: 1 }];
    const [corrected] = must(await world.pipeline.readings.file(GATEWAY, [correction], terms));
    expect(corrected?.stored).toMatchObject({ version: 2, body: { reading: { identifier: first.identifier } } });
    const elsewhere = await world.pipeline.readings.file(GATEWAY, [{ ...correction, result: value('91') }], [{ id }]);
    expect([refusalOf(elsewhere), reading.identifier.value]).toEqual(['immutable', expect.any(String)]);
  });

  test("tells nothing of another patient's", async () => {
    const { id, put } = await filed();
    expect(refusalOf(await put({ patient: JOHN }, { id }))).toBe('unknown-reading');
    expect(refusalOf(await put({ patient: JOHN }, { id }, gatewayOf(JOHN)))).toBe('unknown-reading');
    expect(refusalOf(await put({ patient: JOHN }, { id: 'o999' }, gatewayOf(JOHN)))).toBe('unknown-reading');
    expect(refusalOf(await put({}, { id }, gatewayOf(JOHN)))).toBe('patient-not-authorised');
  });

  test('changes nothing where it may only make something', async () => {
    const { put } = await filed();
    const only = { createsOnly: true };
    expect(refusalOf(await put({ result: value('99') }, only))).toBe('identifier-conflict');
    expect(refusalOf(await put({ status: 'entered-in-error' }, only))).toBe('identifier-conflict');
    expect(must(await put({ status: 'final' }, only))[0]?.effect).toBe('replayed');
    const identifier = { system: 'urn:example:meter-readings', value: 'new' };
    const [made] = must(await put({ identifier, effective: '2026-03-03T06:00:00-05:00' }, only));
    expect(made?.effect).toBe('created');
  });
});

describe('the history of a reading', () => {
  test('holds every version as it was, newest first, in pages', async () => {
    const { world, id, put } = await filed();
    must(await put({ result: value('99') }));
    must(await put({ status: 'entered-in-error' }));
    const all = must(world.pipeline.readings.history(EHR, id, { count: 10 }));
    const said = all.map(({ version, body: { reading: r, interpretation } }) => [
      version,
      r.status,
      r.result.kind === 'value' ? r.result.quantity.value : '',
      ...interpretation,
    ]);
    expect(said).toEqual([
      [3, 'entered-in-error', '99', 'N'],
      [2, 'corrected', '99', 'N'],
      [1, 'final', '200', 'H'],
    ]);
    expect(all.map((v) => v.lastUpdated)).toEqual(
      all
        .map((v) => v.lastUpdated)
        .toSorted()
        .toReversed(),
    );
    const pages = [{ count: 2 }, { count: 2, before: 2 }].map((query) =>
      must(world.pipeline.readings.history(EHR, id, query)).map(({ version }) => version),
    );
    expect(pages).toEqual([[3, 2], [1]]);
  });

  test('is read by who may read the reading', async () => {
    const { world, id } = await filed();
    const of = (...[caller, which]: [Parameters<typeof world.pipeline.read>[0], string]) =>
      refusalOf(world.pipeline.readings.history(caller, which, { count: 1 }));
    expect(of(clinician(RIVERA), id)).toBe('accepted');
    expect(of(gatewayOf(JANE), id)).toBe('accepted');
    expect([of(gatewayOf(JOHN), id), of(gatewayOf(JOHN), 'o999')]).toEqual(Array(2).fill('patient-not-authorised'));
    expect(of(EHR, 'o999')).toBe('not-found');
    expect(of({ role: 'auditor', client: 'a' }, id)).toBe('scope');
  });
});
