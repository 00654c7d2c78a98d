import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/identifier.ts';
import { complaints } from '../../../contract/wire/fhir/validate.test-helper.ts';
import { JsonNumber, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { JANE, must, POOL, RIVERA } from '../../world.test-helper.ts';
import { decodeSubscription } from './subscription-decode.ts';
import { encodeSubscription } from './subscription-encode.ts';
import { contentOf, filteredBy, heartbeatEvery, subscriptionTo } from './subscription.test-helper.ts';

const ENDPOINT = 'http://127.0.0.1:9911/notify/7f3a';
const KNOWN: Readonly<Record<string, typeof JANE>> = {
  'PractitionerRole/c1': RIVERA,
  'CareTeam/t1': POOL,
  'Patient/p1': JANE,
};
const decode = (over: JsonObject = {}, channel: JsonObject = {}) =>
  decodeSubscription(subscriptionTo(ENDPOINT, over, channel), (reference) => KNOWN[reference]);
const KIND = 'https://vitalproof.example/fhir/CodeSystem/item-kind';
const CHANNEL_EXTENSION = 'http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition';

describe('a subscription', () => {
  test('is read as it is meant', () => {
    const end = '2026-03-04T00:00:00Z';
    const sent = decode({ ...filteredBy('Task?owner=PractitionerRole/c1'), end }, heartbeatEvery('30'));
    expect(must(sent)).toEqual({
      status: 'requested',
      reason: 'vitalproof run 7f3a',
      end,
      criteria: [{ parameter: 'owner', anyOf: [keyOf(RIVERA)] }],
      filters: ['Task?owner=PractitionerRole/c1'],
      endpoint: ENDPOINT,
      content: 'full-resource',
      heartbeatS: 30,
      headers: ['Authorization: Bearer n0nce'],
    });
  });
  test('may leave out filter, end, heartbeat and headers', () => {
    const { header: _none, ...channel } = subscriptionTo(ENDPOINT)['channel'] as JsonObject;
    expect(must(decode({ channel }))).toMatchObject({ criteria: [], filters: [] });
    expect(Object.keys(must(decode({ channel })))).not.toContain('headers');
  });
  test.each<[string, readonly string[], readonly object[]]>([
    ['a pool', ['Task?owner=CareTeam/t1'], [{ parameter: 'owner', anyOf: [keyOf(POOL)] }]],
    ['a bare id', ['Task?owner=c1'], [{ parameter: 'owner', anyOf: [keyOf(RIVERA)] }]],
    ['alternatives', ['Task?owner=c1,CareTeam/t1'], [{ parameter: 'owner', anyOf: [keyOf(RIVERA), keyOf(POOL)] }]],
    ['a patient', ['Task?patient=Patient/p1'], [{ parameter: 'patient', anyOf: [keyOf(JANE)] }]],
    ['a kind', [`Task?code=${KIND}%7Ccritical`], [{ parameter: 'code', anyOf: ['critical'] }]],
    [
      'kinds without their system',
      ['Task?code=critical,missing'],
      [{ parameter: 'code', anyOf: ['critical', 'missing'] }],
    ],
    [
      'two in one',
      ['Task?code=change&patient=p1'],
      [
        { parameter: 'code', anyOf: ['change'] },
        { parameter: 'patient', anyOf: [keyOf(JANE)] },
      ],
    ],
    [
      'one after the other',
      ['Task?code=change', 'Task?patient=p1'],
      [
        { parameter: 'code', anyOf: ['change'] },
        { parameter: 'patient', anyOf: [keyOf(JANE)] },
      ],
    ],
  ])('may be filtered by %s', (_title, filters, criteria) => {
    expect(must(decode(filteredBy(...filters)))).toMatchObject({ criteria, filters });
  });
  test('takes every kind by the system alone', () => {
    const [criterion] = must(decode(filteredBy(`Task?code=${KIND}|`))).criteria;
    expect(criterion?.anyOf).toHaveLength(6);
  });
  test('passes over extensions that are none of ours', () => {
    const other = { url: 'http://other.example/x', valueString: 'y' };
    expect(
      must(decode({ extension: [other], _criteria: { extension: [other] } }, { extension: [other] })),
    ).toMatchObject({ criteria: [] });
  });
  test('states its numbers in either integer type', () => {
    expect(must(decode({}, heartbeatEvery('7', 'valueInteger')))).toMatchObject({ heartbeatS: 7 });
    const extension = [
      { url: `${CHANNEL_EXTENSION}/backport-timeout`, valueUnsignedInt: new JsonNumber('3') },
      { url: `${CHANNEL_EXTENSION}/backport-max-count`, valuePositiveInt: new JsonNumber('20') },
    ];
    expect(must(decode({}, { extension }))).toMatchObject({ timeoutS: 3, maxCount: 20 });
  });
});

describe('what would not be kept to is refused at its place', () => {
  const FILTER = 'Subscription.criteria.extension[0].valueString';
  const many = (count: number) => Array.from({ length: count }, () => 'Task?code=critical');
  test.each<[string, JsonObject, JsonObject, string, string]>([
    ['another topic', { criteria: 'https://other.example/topic' }, {}, 'bad-value', 'Subscription.criteria'],
    [
      'a search in the place of a topic',
      { criteria: 'Task?status=requested' },
      {},
      'bad-value',
      'Subscription.criteria',
    ],
    ['no topic', { criteria: undefined }, {}, 'missing-element', 'Subscription.criteria'],
    ['no reason', { reason: undefined }, {}, 'missing-element', 'Subscription.reason'],
    ['a novel of a reason', { reason: 'a'.repeat(1001) }, {}, 'bad-value', 'Subscription.reason'],
    ['a status of the server', { status: 'error' }, {}, 'bad-value', 'Subscription.status'],
    ['an end without an offset', { end: '2026-03-04T00:00:00' }, {}, 'time-without-offset', 'Subscription.end'],
    ['a filter we do not know', filteredBy('Task?priority=stat'), {}, 'bad-value', FILTER],
    ['a modifier of a filter', filteredBy('Task?owner:missing=true'), {}, 'bad-value', FILTER],
    ['a filter of another type', filteredBy('Observation?patient=p1'), {}, 'bad-value', FILTER],
    ['a filter of nothing', filteredBy('Task?'), {}, 'bad-value', FILTER],
    ['a kind that is none', filteredBy('Task?code=urgent'), {}, 'bad-value', FILTER],
    ['a kind of another system', filteredBy('Task?code=http://loinc.org|critical'), {}, 'bad-value', FILTER],
    ['an owner nobody knows', filteredBy('Task?owner=PractitionerRole/nobody'), {}, 'recipient-unknown', FILTER],
    ['a patient for an owner', filteredBy('Task?owner=Patient/p1'), {}, 'bad-value', FILTER],
    ['an empty owner', filteredBy('Task?owner='), {}, 'bad-value', FILTER],
    ['one owner known and one not', filteredBy('Task?owner=c1,c2'), {}, 'recipient-unknown', FILTER],
    ['a patient nobody knows', filteredBy('Task?patient=Patient/p9'), {}, 'patient-not-authorised', FILTER],
    ['a clinician for a patient', filteredBy('Task?patient=PractitionerRole/c1'), {}, 'bad-value', FILTER],
    [
      'a second filter that is wrong',
      filteredBy('Task?code=critical', 'Task?x=1'),
      {},
      'bad-value',
      'Subscription.criteria.extension[1].valueString',
    ],
    ['too many filters', filteredBy(...many(11)), {}, 'bad-value', 'Subscription.criteria'],
    ['an endless filter', filteredBy(`Task?code=${'critical,'.repeat(300)}critical`), {}, 'bad-value', FILTER],
    ['another channel', {}, { type: 'websocket' }, 'bad-value', 'Subscription.channel.type'],
    ['mail', {}, { type: 'email' }, 'bad-value', 'Subscription.channel.type'],
    ['a text message', {}, { type: 'sms' }, 'bad-value', 'Subscription.channel.type'],
    ['no endpoint', {}, { endpoint: undefined }, 'missing-element', 'Subscription.channel.endpoint'],
    ['XML', {}, { payload: 'application/fhir+xml' }, 'bad-value', 'Subscription.channel.payload'],
    ['no payload', {}, { payload: undefined }, 'missing-element', 'Subscription.channel.payload'],
    [
      'another content',
      {},
      contentOf('everything'),
      'bad-value',
      'Subscription.channel.payload.extension[0].valueCode',
    ],
    [
      'a heartbeat of no time',
      {},
      heartbeatEvery('0'),
      'bad-value',
      'Subscription.channel.extension[0].valueUnsignedInt',
    ],
    [
      'a heartbeat after two days',
      {},
      heartbeatEvery('172800'),
      'bad-value',
      'Subscription.channel.extension[0].valueUnsignedInt',
    ],
    ['half a heartbeat', {}, heartbeatEvery('0.5'), 'bad-value', 'Subscription.channel.extension[0].valueUnsignedInt'],
    [
      'a header that is ours',
      {},
      { header: ['X-A: 1', 'Host: other.example'] },
      'bad-value',
      'Subscription.channel.header[1]',
    ],
    ['a header without a name', {}, { header: ['Bearer s3cr3t'] }, 'bad-value', 'Subscription.channel.header[0]'],
    ['one header for a list', {}, { header: 'X-A: 1' }, 'malformed', 'Subscription.channel.header'],
    [
      'an unknown modifier',
      { modifierExtension: [{ url: 'http://x', valueBoolean: true }] },
      {},
      'field-not-understood',
      'Subscription.modifierExtension[0]',
    ],
    ['a filter misspelt', { _criterias: {} }, {}, 'field-not-understood', 'Subscription._criterias'],
    [
      'headers misspelt',
      {},
      { headers: ['Authorization: Bearer s3cr3t'] },
      'field-not-understood',
      'Subscription.channel.headers',
    ],
    [
      'an extension of the backport that is none',
      {
        _criteria: { extension: [{ url: `${CHANNEL_EXTENSION}/backport-filter`, valueString: 'Task?code=critical' }] },
      },
      {},
      'field-not-understood',
      'Subscription.criteria.extension[0]',
    ],
    ['a heartbeat at another place', heartbeatEvery('30'), {}, 'field-not-understood', 'Subscription.extension[0]'],
    [
      'a filter at another place',
      {},
      { extension: [{ url: `${CHANNEL_EXTENSION}/backport-filter-criteria`, valueString: 'Task?code=critical' }] },
      'field-not-understood',
      'Subscription.channel.extension[0]',
    ],
    [
      'two heartbeats',
      {},
      { extension: ['30', '60'].flatMap((s) => heartbeatEvery(s)['extension'] as readonly JsonObject[]) },
      'bad-value',
      'Subscription.channel.extension[1]',
    ],
    [
      'two contents',
      {},
      {
        _payload: {
          extension: ['empty', 'full-resource'].map((valueCode) => ({
            url: `${CHANNEL_EXTENSION}/backport-payload-content`,
            valueCode,
          })),
        },
      },
      'bad-value',
      'Subscription.channel.payload.extension[1]',
    ],
    ['no channel', { channel: undefined }, {}, 'missing-element', 'Subscription.channel.type'],
    ['another resource', { resourceType: 'Task' }, {}, 'malformed', 'Subscription.resourceType'],
  ])('%s', (_title, over, channel, code, at) => {
    const outcome = decode(over, channel);
    expect(outcome).toMatchObject({ ok: false, refusal: { code, at } });
    expect(JSON.stringify(outcome)).not.toContain('s3cr3t');
  });
  test('no content', () => {
    const outcome = decode({}, { _payload: undefined });
    expect(outcome).toMatchObject({ refusal: { code: 'missing-element' } });
    expect(outcome.ok ? '' : outcome.refusal.at).toContain('Subscription.channel.payload.extension');
  });
});

describe('as it is shown', () => {
  const meta = { id: 's1', version: 3, lastUpdated: '2026-03-03T13:05:12.000Z' };
  const shown = (over: JsonObject = {}, channel: JsonObject = {}, error?: string) => {
    const { headers: _secret, ...wish } = must(decode(over, channel));
    const by = { role: 'ehr', client: 'x' } as const;
    const end = wish.end ?? '2026-03-10T00:00:00Z';
    const status = 'active' as const;
    return encodeSubscription({
      ...meta,
      body: { ...wish, status, end, by, ...(error === undefined ? {} : { error }) },
    });
  };
  test('it is valid R4, and says what was asked for but the header', () => {
    const sent = { ...filteredBy('Task?owner=PractitionerRole/c1', 'Task?code=critical'), end: '2026-03-04T00:00Z' };
    for (const resource of [shown(), shown(sent, heartbeatEvery('30'), 'the endpoint answered 500')])
      expect(complaints(resource)).toEqual([]);
    const { header: _secret, ...channel } = subscriptionTo(ENDPOINT, {}, heartbeatEvery('30'))['channel'] as JsonObject;
    expect(shown(sent, heartbeatEvery('30'), 'gone')).toEqual({
      ...subscriptionTo(ENDPOINT, sent),
      id: 's1',
      meta: { versionId: '3', lastUpdated: meta.lastUpdated, profile: [`${CHANNEL_EXTENSION}/backport-subscription`] },
      status: 'active',
      end: '2026-03-04T00:00:00Z',
      error: 'gone',
      channel,
    });
    expect(JSON.stringify(shown())).not.toContain('n0nce');
  });
});
