import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { must } from '../../world.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

describe('versions over HTTP, on everything that has one', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  const targets = new Map<string, { path: string; token: string; body: JsonObject }>();
  beforeAll(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
    api = await startSeeded(pipeline);
    const { ref } = linksNow(pipeline, api.base);
    await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('305', 'high')));
    const [task = {}] = must(readSearchset((await api.call('GET', '/Task', TOKEN.ehr)).json)).resources;
    const consent = encodePermission({ ...example.permission, status: 'withdrawn' }, ref);
    const order = encodeOrder({ ...example.glucoseOrder, status: 'on-hold' }, ref);
    targets.set('ServiceRequest', { path: '/ServiceRequest/s1', token: TOKEN.ehr, body: { ...order, id: 's1' } });
    targets.set('Consent', { path: '/Consent/k1', token: TOKEN.portal, body: { ...consent, id: 'k1' } });
    const path = `/Task/${String(task['id'])}`;
    targets.set('Task', { path, token: TOKEN.clinician, body: { ...task, status: 'received' } });
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });
  const target = (type: string) => {
    const found = targets.get(type);
    if (found === undefined) throw new Error(type);
    return found;
  };

  test.each(['ServiceRequest', 'Consent', 'Task'])('%s', async (type) => {
    const { path, token, body } = target(type);
    for (const stale of ['W/"9"', 'W/"0"', 'W/"1.0"', 'W/"1", W/"2"', '*', '"1"', 'W/"one"', '']) {
      // oxlint-disable-next-line no-await-in-loop -- none of them may have an effect on the next
      const answer = await api.call('PUT', path, token, body, { 'if-match': stale });
      expect([stale, answer.status, answer.refusal]).toEqual([stale, 412, 'stale-version']);
    }
    const before = await api.call('GET', path, token === TOKEN.portal ? token : TOKEN.ehr);
    expect(before.headers.get('etag')).toBe('W/"1"');
    const minimal = { 'if-match': 'W/"1"', prefer: 'return=minimal' };
    const changed = await api.call('PUT', path, token, body, minimal);
    expect([changed.status, changed.text, changed.headers.get('etag')]).toEqual([200, '', 'W/"2"']);
    expect(changed.headers.get('location')).toBe(`${api.base}${path}/_history/2`);
    const after = await api.call('GET', path, token === TOKEN.portal ? token : TOKEN.ehr);
    expect([after.headers.get('etag'), (after.json['meta'] as JsonObject)['versionId']]).toEqual(['W/"2"', '2']);
    const lastUpdated = [before, after].map(({ json }) => String((json['meta'] as JsonObject)['lastUpdated']));
    expect(Date.parse(lastUpdated[1] ?? '')).toBeGreaterThan(Date.parse(lastUpdated[0] ?? ''));
    // The same again, by whom the answer did not reach and who has no version to show: nothing more happens.
    const again = await api.call('PUT', path, token, body);
    expect([again.status, again.headers.get('etag')]).toEqual([200, 'W/"2"']);
  });
});
