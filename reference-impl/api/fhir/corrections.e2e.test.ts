import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import type { Json, JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must } from '../../world.test-helper.ts';
import { tokenFor } from './client.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const NOW = () => Date.parse('2026-03-03T13:05:12Z');
const SYSTEM = 'urn:example:meter-readings';
const at = (json: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string | number, unknown> | undefined)?.[name], json);

describe('corrections and erasures over HTTP', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  beforeAll(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: NOW });
    api = await startSeeded(pipeline);
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const body = (value: string, key: string, over: JsonObject = {}, time = '2026-03-03T07:59:00-05:00'): JsonObject => ({
    ...api.resource(readingOf(value, key, time)),
    ...over,
  });
  const put = (
    path: string,
    resource: JsonObject,
    headers: Record<string, string> = {},
    token: string = TOKEN.gateway,
  ) => api.call('PUT', path, token, resource, headers);
  const create = async (value: string, key: string, time?: string): Promise<string> => {
    const answer = await api.post('/Observation', TOKEN.gateway, body(value, key, {}, time));
    expect([answer.status, answer.text]).toEqual([201, answer.text]);
    return `/Observation/${String(answer.json['id'])}`;
  };
  const items = async (path: string): Promise<readonly string[]> => {
    const tasks = must(readSearchset((await api.call('GET', '/Task?_count=200', TOKEN.ehr)).json)).resources;
    return tasks
      .filter((t) => at(t, 'focus', 'reference') === path.slice(1))
      .map(
        (t) =>
          `${String(at(t, 'code', 'coding', 0, 'code'))} ${String(t['status'])} ${String(at(t, 'statusReason', 'coding', 0, 'code'))}`,
      );
  };

  test('a correction answers with the next version, is shown from then on, and judges anew', async () => {
    const path = await create('305', 'C1', '2026-03-03T01:00:00-05:00');
    const wanted = body('122', 'C1', { status: 'corrected' }, '2026-03-03T01:00:00-05:00');
    const corrected = await put(path, wanted, { 'if-match': 'W/"1"' });
    expect([corrected.status, corrected.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(corrected.headers.get('location')).toBe(`${api.base}${path}/_history/2`);
    expect(complaints(corrected.json)).toEqual([]);
    const read = await api.call('GET', path, TOKEN.ehr);
    expect([at(read.json, 'status'), at(read.json, 'meta', 'versionId')]).toEqual(['corrected', '2']);
    expect(read.text).toContain('"value":122,');
    expect(await items(path)).toEqual(['critical cancelled corrected-to-normal']);

    const again = await put(path, { ...wanted, status: 'amended' });
    expect([again.status, again.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const stale = await put(
      path,
      {
        ...wanted,
        valueQuantity: example.reading.result.kind === 'value' ? body('99', 'C1')['valueQuantity'] : undefined,
      },
      { 'if-match': 'W/"1"' },
    );
    expect([stale.status, stale.refusal]).toEqual([412, 'stale-version']);
    const conflict = await put(path, body('140', 'C1', {}, '2026-03-03T01:00:00-05:00'));
    expect([conflict.status, conflict.refusal]).toEqual([409, 'identifier-conflict']);
  });

  test('an erasure keeps the value, shows that it was taken back, and nothing comes after it', async () => {
    const path = await create('306', 'C2', '2026-03-03T02:00:00-05:00');
    const erased = await put(path, body('306', 'C2', { status: 'entered-in-error' }, '2026-03-03T02:00:00-05:00'));
    expect([erased.status, at(erased.json, 'status')]).toEqual([200, 'entered-in-error']);
    expect(erased.text).toContain('"value":306,');
    expect(await items(path)).toEqual(['critical cancelled entered-in-error']);
    const found = await api.call('GET', `/Observation?identifier=${SYSTEM}|C2`, TOKEN.ehr);
    expect(at(found.json, 'entry', 0, 'resource', 'status')).toBe('entered-in-error');
    const late = await put(path, body('120', 'C2', { status: 'corrected' }, '2026-03-03T02:00:00-05:00'));
    expect([late.status, late.refusal]).toEqual([409, 'identifier-conflict']);
    const deleted = await api.call('DELETE', path, TOKEN.gateway);
    expect([deleted.status, deleted.refusal, deleted.headers.get('allow')]).toEqual([
      405,
      'unsupported-interaction',
      'GET, PUT',
    ]);
  });

  test('by its own identifier a reading is corrected, completed, made, or taken back before it came', async () => {
    const time = '2026-03-03T03:00:00-05:00';
    const by = (key: string) => `/Observation?identifier=${SYSTEM}%7C${key}`;
    const first = await api.post('/Observation', TOKEN.gateway, body('150', 'C3', { status: 'preliminary' }, time));
    expect(first.status).toBe(201);
    const completed = await put(by('C3'), body('151', 'C3', {}, time));
    expect([completed.status, at(completed.json, 'id')]).toEqual([200, first.json['id']]);
    const made = await put(by('C4'), body('152', 'C4', { status: 'corrected' }, '2026-03-03T03:10:00-05:00'));
    expect([made.status, made.headers.get('etag')]).toEqual([201, 'W/"1"']);
    const original = await api.post('/Observation', TOKEN.gateway, body('190', 'C4', {}, '2026-03-03T03:10:00-05:00'));
    expect([original.status, original.refusal]).toEqual([409, 'identifier-conflict']);
    const buried = await put(by('C5'), body('153', 'C5', { status: 'entered-in-error' }, time));
    expect(buried.status).toBe(201);
    const late = await api.post('/Observation', TOKEN.gateway, body('153', 'C5', {}, time));
    expect([late.status, late.refusal]).toEqual([409, 'identifier-conflict']);
    expect((await api.call('GET', by('C5'), TOKEN.ehr)).json['entry']).toBeUndefined();
  });

  test.each<[string, string, () => JsonObject, number, string, string | undefined]>([
    ['of what is not there', '/Observation/o999', () => body('1', 'C6'), 404, 'unknown-reading', 'Observation.id'],
    [
      'under another id than its own',
      '/Observation/o1',
      () => body('1', 'C1', { id: 'o2' }),
      422,
      'bad-value',
      'Observation.id',
    ],
    ['of another reading', '/Observation/o1', () => body('1', 'C2'), 422, 'immutable', 'Observation.identifier'],
    ['by no condition', '/Observation', () => body('1', 'C1'), 400, 'unsupported-parameter', undefined],
    [
      'by another condition',
      `/Observation?code=${SYSTEM}|C1`,
      () => body('1', 'C1'),
      400,
      'unsupported-parameter',
      undefined,
    ],
    [
      'by a condition on another',
      `/Observation?identifier=${SYSTEM}|C2`,
      () => body('1', 'C1'),
      422,
      'bad-value',
      'Observation.identifier',
    ],
    [
      'by its identifier under an id that is not there',
      `/Observation?identifier=${SYSTEM}|C1`,
      () => body('1', 'C1', { id: 'o999' }),
      404,
      'unknown-reading',
      'Observation.id',
    ],
    [
      'without a time',
      '/Observation/o1',
      () => body('1', 'C1', { effectiveDateTime: '2026-03-03' }),
      422,
      'time-without-offset',
      'Observation.effectiveDateTime',
    ],
  ])('a PUT %s is refused', async (_title, path, resource, status, code, expression) => {
    const answer = await put(path, resource());
    expect([answer.status, answer.refusal, at(answer.json, 'issue', 0, 'expression', 0)]).toEqual([
      status,
      code,
      expression,
    ]);
  });

  test('nobody else corrects, and another patient learns of nothing', async () => {
    const path = await create('160', 'C7', '2026-03-03T04:00:00-05:00');
    const wanted = body('99', 'C7', { status: 'corrected' }, '2026-03-03T04:00:00-05:00');
    for (const token of [TOKEN.ehr, TOKEN.clinician, TOKEN.portal, TOKEN.auditor]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that none hides another
      const answer = await put(path, wanted, {}, token);
      expect([answer.status, answer.refusal]).toEqual([403, 'scope']);
    }
    const other = tokenFor('gateway', { system: 'urn:oid:2.999.1.1', value: 'MRN9999' });
    const refused = await put(path, wanted, {}, other);
    expect([refused.status, refused.refusal]).toEqual([403, 'patient-not-authorised']);
    const [mine, nobodys] = [
      await api.call('GET', `${path}/_history`, other),
      await api.call('GET', '/Observation/o999/_history', other),
    ];
    expect([mine.status, mine.refusal]).toEqual([403, 'patient-not-authorised']);
    expect(nobodys.text).toBe(mine.text);
    expect((await api.call('GET', path, TOKEN.ehr)).headers.get('etag')).toBe('W/"1"');
  });

  test('every version can be read again, and the history in pages', async () => {
    const time = '2026-03-03T05:00:00-05:00';
    const path = await create('161', 'C8', time);
    for (const value of ['170', '180']) {
      // oxlint-disable-next-line no-await-in-loop -- one corrects the other
      expect((await put(path, body(value, 'C8', { status: 'corrected' }, time))).status).toBe(200);
    }
    const values = async (url: string) => {
      const page = await api.call('GET', url, TOKEN.clinician);
      expect(complaints(page.json)).toEqual([]);
      const entries = (page.json['entry'] ?? []) as readonly Json[];
      const next = ((page.json['link'] ?? []) as readonly JsonObject[]).find((l) => l['relation'] === 'next');
      return {
        values: entries.map((e) => String(JSON.stringify(at(e, 'resource', 'valueQuantity', 'value', 'text')))),
        next: next?.['url'],
      };
    };
    const all = await values(`${path}/_history`);
    expect(all).toEqual({ values: ['"180"', '"170"', '"161"'], next: undefined });
    const firstPage = await values(`${path}/_history?_count=2`);
    expect(firstPage.values).toEqual(['"180"', '"170"']);
    expect((await values(String(firstPage.next))).values).toEqual(['"161"']);
    const first = await api.call('GET', `${path}/_history/1`, TOKEN.ehr);
    expect([first.status, first.headers.get('etag'), at(first.json, 'meta', 'versionId')]).toEqual([200, 'W/"1"', '1']);
    expect(first.text).toContain('"value":161,');
    for (const none of ['4', '0', 'x', '99999999999']) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await api.call('GET', `${path}/_history/${none}`, TOKEN.ehr);
      expect([none, answer.status, answer.refusal]).toEqual([none, 404, 'not-found']);
    }
    const strange = await api.call('GET', `${path}/_history?_page=x`, TOKEN.ehr);
    expect([strange.status, strange.refusal]).toEqual([400, 'unsupported-parameter']);
  });

  test('a conditional create changes nothing that is there', async () => {
    const time = '2026-03-03T05:30:00-05:00';
    const path = await create('162', 'C9', time);
    const condition = { 'if-none-exist': `identifier=${SYSTEM}|C9` };
    const correct = body('99', 'C9', { status: 'corrected' }, time);
    const refused = await api.call('POST', '/Observation', TOKEN.gateway, correct, condition);
    expect([refused.status, refused.refusal]).toEqual([409, 'identifier-conflict']);
    const replayed = await api.call('POST', '/Observation', TOKEN.gateway, body('162', 'C9', {}, time), condition);
    expect([replayed.status, at(replayed.json, 'meta', 'versionId')]).toEqual([200, '1']);
    // Without the condition it is the receiver that tells a correction by its identifier.
    const taken = await api.post('/Observation', TOKEN.gateway, correct);
    expect([taken.status, taken.headers.get('etag'), `/Observation/${String(taken.json['id'])}`]).toEqual([
      200,
      'W/"2"',
      path,
    ]);
  });

  const bundle = (type: string, ...entry: JsonObject[]): JsonObject => ({ resourceType: 'Bundle', type, entry });
  const entryOf = (method: string, url: string, resource: JsonObject, more: JsonObject = {}): JsonObject => ({
    resource,
    request: { method, url, ...more },
  });

  test('a batch creates and corrects, each entry for itself', async () => {
    const time = '2026-03-03T06:00:00-05:00';
    const path = (await create('163', 'B1', time)).slice(1);
    const answer = await api.post(
      '',
      TOKEN.gateway,
      bundle(
        'batch',
        entryOf('PUT', path, body('99', 'B1', { status: 'corrected' }, time), { ifMatch: 'W/"1"' }),
        entryOf('PUT', 'Observation/o999', body('99', 'B2', { status: 'corrected' }, time)),
        entryOf(
          'PUT',
          `Observation?identifier=${SYSTEM}|B3`,
          body('98', 'B3', { status: 'corrected' }, '2026-03-03T06:01:00-05:00'),
        ),
        entryOf('PUT', `Observation?identifier=${SYSTEM}|other`, body('98', 'B4', {}, time)),
        entryOf('POST', 'Observation', body('97', 'B5', {}, '2026-03-03T06:02:00-05:00')),
        entryOf('PUT', path, body('96', 'B1', { status: 'corrected' }, time), { ifMatch: 'W/"1"' }),
      ),
    );
    expect(answer.status).toBe(200);
    expect(complaints(answer.json)).toEqual([]);
    const responses = (answer.json['entry'] as readonly JsonObject[]).map((e) => at(e, 'response'));
    expect(
      responses.map((r) => [at(r, 'status'), at(r, 'etag'), at(r, 'outcome', 'issue', 0, 'expression', 0)]),
    ).toEqual([
      ['200 OK', 'W/"2"', undefined],
      ['404 Not Found', undefined, 'Bundle.entry[1].resource.id'],
      ['201 Created', 'W/"1"', undefined],
      ['422 Unprocessable Entity', undefined, 'Bundle.entry[3].resource.identifier'],
      ['201 Created', 'W/"1"', undefined],
      ['412 Precondition Failed', undefined, 'Bundle.entry[5].resource'],
    ]);
  });

  test('a transaction corrects all or nothing', async () => {
    const time = '2026-03-03T06:30:00-05:00';
    const path = (await create('164', 'T1', time)).slice(1);
    const correct = entryOf('PUT', path, body('95', 'T1', { status: 'corrected' }, time));
    const unknown = entryOf('PUT', 'Observation/o999', body('95', 'T2', { status: 'corrected' }, time));
    const refused = await api.post('', TOKEN.gateway, bundle('transaction', correct, unknown));
    expect([refused.status, refused.refusal, at(refused.json, 'issue', 0, 'expression', 0)]).toEqual([
      404,
      'unknown-reading',
      'Bundle.entry[1].resource.id',
    ]);
    expect((await api.call('GET', `/${path}`, TOKEN.ehr)).headers.get('etag')).toBe('W/"1"');
    const done = await api.post('', TOKEN.gateway, bundle('transaction', correct));
    expect([done.status, at(done.json, 'entry', 0, 'response', 'etag')]).toEqual([200, 'W/"2"']);
    const many = await api.post('', TOKEN.gateway, bundle('batch', ...Array.from({ length: 501 }, () => correct)));
    expect([many.status, many.refusal]).toEqual([413, 'too-large']);
  });

  test('a transaction with two entries about one reading is refused as a whole, and both are named', async () => {
    const time = '2026-03-03T06:40:00-05:00';
    const path = (await create('164', 'D1', time)).slice(1);
    const by = (key: string) => `Observation?identifier=${SYSTEM}%7C${key}`;
    const corrected = (value: string) => body(value, 'D1', { status: 'corrected' }, time);
    const fresh = entryOf('POST', 'Observation', body('101', 'D2', {}, time));
    const later = entryOf('PUT', by('D2'), body('102', 'D2', { status: 'corrected' }, time));
    const other = entryOf('POST', 'Observation', body('103', 'D3', {}, '2026-03-03T06:41:00-05:00'));
    const pairs = [
      [fresh, other, fresh],
      [fresh, other, later],
      [entryOf('PUT', path, corrected('95')), other, entryOf('PUT', by('D1'), corrected('96'))],
      [entryOf('PUT', path, corrected('95')), other, entryOf('PUT', path, body('97', 'D4', {}, time))],
    ];
    for (const entries of pairs) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, on one store
      const refused = await api.post('', TOKEN.gateway, bundle('transaction', ...entries));
      expect([refused.status, refused.refusal, at(refused.json, 'issue', 0, 'expression', 0)]).toEqual([
        400,
        'malformed',
        'Bundle.entry[2]',
      ]);
      expect(at(refused.json, 'issue', 0, 'details', 'text')).toContain('Bundle.entry[0] is about the same reading');
    }
    expect((await api.call('GET', `/${path}`, TOKEN.ehr)).headers.get('etag')).toBe('W/"1"');
    const found = await api.call('GET', `/Observation?identifier=${SYSTEM}|D3`, TOKEN.ehr);
    expect(found.json['entry']).toBeUndefined();
    const batch = await api.post('', TOKEN.gateway, bundle('batch', fresh, other, later));
    expect((at(batch.json, 'entry') as unknown[]).map((e) => at(e, 'response', 'status'))).toEqual([
      '201 Created',
      '201 Created',
      '200 OK',
    ]);
  });

  test('a transaction that corrects one reading by two of its identifiers is refused as a whole', async () => {
    const time = '2026-03-03T06:45:00-05:00';
    const path = await create('164', 'E1', time);
    const twin = await api.post('/Observation', TOKEN.gateway, body('164', 'E2', {}, time));
    expect(twin.headers.get('location')).toBe(`${api.base}${path}/_history/1`);
    const entryFor = (key: string, value: string) =>
      entryOf('PUT', `Observation?identifier=${SYSTEM}%7C${key}`, body(value, key, { status: 'corrected' }, time));
    const both = await api.post('', TOKEN.gateway, bundle('transaction', entryFor('E1', '95'), entryFor('E2', '96')));
    expect([both.status, both.refusal, at(both.json, 'issue', 0, 'expression', 0)]).toEqual([
      400,
      'malformed',
      'Bundle.entry[1].resource',
    ]);
    expect((await api.call('GET', path, TOKEN.ehr)).headers.get('etag')).toBe('W/"1"');
  });

  test('a reference by a search is resolved in a transaction, and elsewhere refused with its place', async () => {
    const time = '2026-03-03T06:50:00-05:00';
    const about = (type: string, { value } = example.patient.identifier): JsonObject => ({
      subject: {
        reference: `${type}?identifier=${encodeURIComponent(`${example.patient.identifier.system}|${value}`)}`,
      },
    });
    const sent = (key: string, over: JsonObject) => entryOf('POST', 'Observation', body('101', key, over, time));
    const send = (type: 'transaction' | 'batch', ...entries: JsonObject[]) =>
      api.post('', TOKEN.gateway, bundle(type, ...entries));
    const filed = await send('transaction', sent('S1', about('Patient')));
    expect([filed.status, filed.refusal]).toEqual([200, undefined]);
    const stranger = { ...example.patient.identifier, value: 'NOBODY' };
    for (const unknown of [about('Patient', stranger), about('Device')]) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const refused = await send('transaction', sent('S2', unknown));
      expect([refused.status, refused.refusal]).toEqual([403, 'patient-not-authorised']);
    }
    const byName = await send('transaction', sent('S3', { subject: { reference: 'Patient?name=Doe' } }));
    const place = 'Bundle.entry[0].resource.subject.reference';
    expect([byName.status, byName.refusal, at(byName.json, 'issue', 0, 'expression', 0)]).toEqual([
      422,
      'bad-value',
      place,
    ]);
    const inBatch = await send('batch', sent('S4', about('Patient')));
    expect(at(inBatch.json, 'entry', 0, 'response', 'outcome', 'issue', 0, 'expression', 0)).toBe(place);
    const alone = await api.post('/Observation', TOKEN.gateway, body('101', 'S5', about('Patient'), time));
    expect([alone.refusal, at(alone.json, 'issue', 0, 'expression', 0)]).toEqual([
      'bad-value',
      'Observation.subject.reference',
    ]);
  });

  test('whoever pages by time loses no reading while corrections and new readings come in over other connections', async () => {
    const hour = (n: number) => `2026-03-02T${String(n).padStart(2, '0')}:00:00-05:00`;
    const paths: string[] = [];
    // oxlint-disable-next-line no-await-in-loop -- a store to page through, in order
    for (let n = 10; n < 22; n += 1) paths.push(await create('120', `W${n}`, hour(n)));
    const writing = { goesOn: true };
    const writer = async (offset: number): Promise<void> => {
      for (let n = 0; writing.goesOn; n += 1) {
        const which = 10 + ((n * 5 + offset) % 12);
        const moved = `2026-03-02T${String(10 + ((n * 7 + offset) % 12)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:30-05:00`;
        // oxlint-disable-next-line no-await-in-loop -- one writer writes one thing after the other
        await put(
          `/Observation?identifier=${SYSTEM}|W${which}`,
          body('121', `W${which}`, { status: 'corrected' }, moved),
        );
        // oxlint-disable-next-line no-await-in-loop
        await api.post(
          '/Observation',
          TOKEN.gateway,
          body('122', `N${offset}-${n}`, {}, moved.replace(':30-', `:${String(31 + offset)}-`)),
        );
      }
    };
    const writers = [writer(0), writer(1)];
    try {
      for (let pass = 0; pass < 5; pass += 1) {
        const seen = new Set<string>();
        let next: string | undefined =
          `/Observation?patient=${String(at((await api.call('GET', paths[0] ?? '', TOKEN.ehr)).json, 'subject', 'reference'))}&date=ge2026-03-02T00:00:00-05:00&date=lt2026-03-03T00:00:00-05:00&_sort=date&_count=3`.replaceAll(
            '+',
            '%2B',
          );
        for (let pages = 0; next !== undefined && pages < 500; pages += 1) {
          // oxlint-disable-next-line no-await-in-loop -- a page names the next
          const page = await api.call('GET', next, TOKEN.ehr);
          expect(page.status).toBe(200);
          const read = must(readSearchset(page.json));
          for (const resource of read.resources) seen.add(`/Observation/${String(resource['id'])}`);
          next = read.next;
        }
        expect(next).toBeUndefined();
        expect(paths.filter((path) => !seen.has(path))).toEqual([]);
      }
    } finally {
      writing.goesOn = false;
      await Promise.all(writers);
    }
  });
});

test('a reading of the future goes into quarantine: 202, no place, and nobody finds it', async () => {
  const pipeline = createPipeline({ databasePath: newDatabase(), now: NOW, policies: { future: 'quarantine' } });
  const api = await startSeeded(pipeline);
  const ahead = api.resource(readingOf('120', 'Q1', '2026-03-03T20:00:00Z'));
  const answer = await api.post('/Observation', TOKEN.gateway, ahead);
  expect([answer.status, answer.text, answer.headers.get('location'), answer.headers.get('etag')]).toEqual([
    202,
    '',
    null,
    null,
  ]);
  const found = await api.call('GET', `/Observation?identifier=${SYSTEM}|Q1`, TOKEN.ehr);
  expect([found.status, found.json['entry']]).toEqual([200, undefined]);
  const entry = [{ resource: ahead, request: { method: 'PUT', url: `Observation?identifier=${SYSTEM}|Q1` } }];
  const batch = await api.post('', TOKEN.gateway, { resourceType: 'Bundle', type: 'batch', entry });
  expect(at(batch.json, 'entry', 0, 'response')).toEqual({ status: '202 Accepted' });
  await api.close();
  await pipeline.close();
});
