import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';
import { type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';
import { routesOf } from './routes.ts';
import { subscriptionTo } from './subscription.test-helper.ts';
import { isAskingOperation } from './operation-form.ts';

const parameters = (...parameter: JsonObject[]): JsonObject => ({ resourceType: 'Parameters', parameter });

describe('an operation that changes nothing, asked for by POST', () => {
  let pipeline: Pipeline;
  let api: Seeded;
  let subscription = '';
  beforeAll(async () => {
    pipeline = createPipeline({ databasePath: newDatabase(), now: () => Date.parse('2026-03-03T13:05:12Z') });
    api = await startSeeded(pipeline);
    const made = await api.post('/Subscription', TOKEN.ehr, subscriptionTo('http://127.0.0.1:9/x'));
    expect(made.status).toBe(201);
    subscription = String(made.json['id']);
  });
  afterAll(async () => {
    await api.close();
    await pipeline.close();
  });

  const CASES: readonly {
    readonly name: string;
    readonly path: string;
    readonly token: string;
    readonly query?: string;
    readonly body?: JsonObject;
  }[] = [
    { name: 'Patient.$monitoring-eligibility', path: '/Patient/p1/$monitoring-eligibility', token: TOKEN.ehr },
    {
      name: '$suggested-limits',
      path: '/$suggested-limits',
      token: TOKEN.ehr,
      query: 'measure=http://loinc.org%7C41653-7&condition=http://hl7.org/fhir/sid/icd-10-cm%7CE11.65',
      body: parameters(
        { name: 'measure', valueString: 'http://loinc.org|41653-7' },
        { name: 'condition', valueCoding: { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.65' } },
      ),
    },
    { name: '$source-admissions', path: '/$source-admissions', token: TOKEN.ehr },
    { name: 'Subscription.$status', path: '/Subscription/ID/$status', token: TOKEN.ehr },
    {
      name: 'Subscription.$events',
      path: '/Subscription/ID/$events',
      token: TOKEN.ehr,
      query: 'eventsSinceNumber=0&eventsUntilNumber=3',
      body: parameters(
        { name: 'eventsSinceNumber', valueString: '0' },
        { name: 'eventsUntilNumber', valueUnsignedInt: new JsonNumber('3') },
      ),
    },
    {
      name: '$test-clock',
      path: '/$test-clock',
      token: TOKEN.clock,
      query: 'patient=Patient/p1',
      body: parameters({ name: 'patient', valueReference: { reference: 'Patient/p1' } }),
    },
  ];

  test('is each one that there is', () => {
    const all = routesOf({ clockPort: true }).filter(isAskingOperation);
    expect(CASES.map(({ name }) => name).toSorted()).toEqual(all.map(({ name }) => name).toSorted());
  });

  /** But for what is new in each answer: the times of the clock and the ids of a bundle. */
  const shownOf = (text: string): string =>
    text.replaceAll(/urn:uuid:[\da-f-]+|"(?:valueInstant|timestamp)":"[^"]*"/g, '…');

  test.each(CASES)('$name answers as by GET', async ({ path, token, query = '', body = parameters() }) => {
    const place = path.replace('ID', subscription);
    const got = await api.call('GET', `${place}?${query}`, token);
    expect(got.status).toBe(200);
    for (const asked of [
      await api.call('POST', place, token, body, { prefer: 'return=minimal' }),
      await api.call('POST', `${place}?${query}`, token),
    ])
      expect([asked.status, shownOf(asked.text)]).toEqual([200, shownOf(got.text)]);
  });

  test('what is unknown, twice, nothing of a query or no Parameters is refused, and says where', async () => {
    const ask = (body: JsonObject, token: string = TOKEN.ehr) => api.call('POST', '/$suggested-limits', token, body);
    const measure = { name: 'measure', valueString: 'http://loinc.org|41653-7' };
    const answers = [
      await ask(parameters(measure, { name: 'patient', valueString: 'x' })),
      await ask(parameters(measure, measure)),
      await ask(parameters({ name: 'measure', part: [] })),
      await ask(parameters({ name: 'measure', valueRange: {} })),
      await ask(parameters({ valueString: 'x' })),
      await ask({ ...parameters(measure), parameters: [] }),
      await ask({ resourceType: 'Patient' }),
      await ask(parameters(measure), TOKEN.gateway),
    ];
    expect(answers.map(({ status, refusal }) => [status, refusal])).toEqual([
      [400, 'unsupported-parameter'],
      [400, 'unsupported-parameter'],
      [422, 'field-not-understood'],
      [422, 'bad-value'],
      [422, 'missing-element'],
      [422, 'field-not-understood'],
      [400, 'malformed'],
      [403, 'scope'],
    ]);
  });
});
