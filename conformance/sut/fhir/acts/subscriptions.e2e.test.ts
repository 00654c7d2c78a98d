import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOT_OFFERED, type Act } from '../../../history/lines.ts';
import { runClock } from '../../../history/clock.ts';
import { clinician } from '../../actor.ts';
import type { HttpRequest } from '../../http.ts';
import { Pushes } from '../../pushes.ts';
import { type Scripted, scriptedContext } from '../scripted.test-helper.ts';
import { stepSubscription } from './subscriptions.ts';

const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };
const person = { system: 'urn:oid:2.999.2', value: 'NPI1' };
const deadlines = { critical: 1, other: 1, filed: 1 };
type Step = Extract<Act, { op: 'subscription.step' }>;
const act = (step: Step['step']): Step => ({ op: 'subscription.step', step, subscription: 'own', patient, person });

let pushes: Pushes;
beforeEach(() => {
  pushes = new Pushes(runClock());
});
afterEach(() => pushes.close());

const status = (type: string, numbers: readonly number[], total = numbers.at(-1) ?? 0) => ({
  resourceType: 'Bundle',
  type: 'history',
  entry: [
    {
      resource: {
        resourceType: 'Parameters',
        parameter: [
          { name: 'type', valueCode: type },
          { name: 'events-since-subscription-start', valueString: String(total) },
          ...numbers.map((n) => ({
            name: 'notification-event',
            part: [
              { name: 'event-number', valueString: String(n) },
              { name: 'focus', valueReference: { reference: `Task/t${n}` } },
            ],
          })),
        ],
      },
    },
  ],
});

const statement = (...types: readonly string[]) => ({
  resourceType: 'CapabilityStatement',
  fhirVersion: '4.0.1',
  rest: [{ mode: 'server', resource: types.map((type) => ({ type, interaction: [{ code: 'create' }] })) }],
});
const emptySet = { resourceType: 'Bundle', type: 'searchset', entry: [] };

/** A system that pushes these at once when somebody subscribes, and answers as told. */
const system = (
  sends: readonly (readonly [type: string, ...numbers: number[]])[],
  more: (request: HttpRequest) => Scripted | undefined = () => undefined,
) => {
  const { context, requests } = scriptedContext((request) => {
    const { method, url, body } = request;
    const told = more(request);
    if (told !== undefined) return told;
    if (url.endsWith('/metadata')) return { body: statement('Subscription') };
    if (method === 'POST') {
      const { channel } = JSON.parse(body ?? '{}') as { channel: { endpoint: string } };
      void send(channel.endpoint, sends);
      return { status: 201, body: { resourceType: 'Subscription', id: 's1', status: 'requested' } };
    }
    if (url.includes('$status')) return { body: status('query-status', [], sends.flatMap(([, ...n]) => n).length) };
    if (url.includes('$events')) return { status: 404, body: { resourceType: 'OperationOutcome', issue: [] } };
    if (url.includes('/Subscription/')) return { body: { resourceType: 'Subscription', id: 's1', status: 'active' } };
    return { body: emptySet };
  });
  context.book.learn('Patient/p1', patient);
  const profile = { ...context.profile, deadlines };
  return { context: { ...context, profile, pushes }, requests };
};
const send = async (endpoint: string, all: readonly (readonly [type: string, ...numbers: number[]])[]) => {
  for (const [type, ...numbers] of all)
    await fetch(endpoint, { method: 'POST', body: JSON.stringify(status(type, numbers)) });
};

describe('a subscription', () => {
  test('is made for the one patient, on loopback, and its handshake is seen', async () => {
    const { context, requests } = system([['handshake']]);
    const { outcome, output } = await stepSubscription(context, act('begin'), clinician(person));
    expect(outcome).toBe('ok');
    expect(output?.subscribed?.messages).toMatchObject([{ type: 'handshake', events: [] }]);
    const { body = '' } = requests.find(({ method }) => method === 'POST') ?? {};
    expect(JSON.parse(body)).toMatchObject({
      resourceType: 'Subscription',
      status: 'requested',
      criteria: 'https://vitalproof.example/fhir/SubscriptionTopic/inbox-item',
      _criteria: { extension: [{ valueString: 'Task?patient=Patient/p1' }] },
      channel: { type: 'rest-hook', endpoint: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/push\//) },
    });
  });
  test('is not tried where the statement does not list it', async () => {
    const { context, requests } = system([], ({ url }) =>
      url.endsWith('/metadata') ? { body: statement('Observation') } : undefined,
    );
    const { outcome, answer } = await stepSubscription(context, act('begin'), clinician(person));
    expect(outcome).toBe('unknown');
    expect(answer.text?.endsWith(NOT_OFFERED)).toBe(true);
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
  });
  test('that is refused is a refusal', async () => {
    const { context } = system([], ({ method }) => (method === 'POST' ? { status: 422, body: {} } : undefined));
    expect(await stepSubscription(context, act('begin'), clinician(person))).toMatchObject({
      outcome: 'refused',
      output: { subscribed: { messages: [] } },
    });
  });
});

describe('what was told', () => {
  test('is read with what the system counts; what it does not tell again is absent', async () => {
    const { context } = system([['handshake'], ['event-notification', 1], ['event-notification', 2]]);
    context.book.learn('Task/t1', { system: 'urn:x', value: 'i1' });
    await stepSubscription(context, act('begin'), clinician(person));
    const { outcome, output } = await stepSubscription(context, act('read'), clinician(person));
    expect(outcome).toBe('ok');
    expect(output?.subscribed).toMatchObject({ total: 2, inBasket: [] });
    expect(output?.subscribed?.again).toBeUndefined();
    expect(output?.subscribed?.messages.map(({ type, events }) => [type, events])).toEqual([
      ['handshake', []],
      ['event-notification', [{ number: 1, item: { system: 'urn:x', value: 'i1' } }]],
      ['event-notification', [{ number: 2 }]],
    ]);
  });
  test('again is read where the system tells it', async () => {
    const { context } = system([['handshake'], ['event-notification', 1]], ({ url }) =>
      url.includes('$events') ? { body: status('query-event', [1, 2]) } : undefined,
    );
    await stepSubscription(context, act('begin'), clinician(person));
    const { output } = await stepSubscription(context, act('read'), clinician(person));
    expect(output?.subscribed?.again).toEqual([{ number: 1 }, { number: 2 }]);
  });
  test('while the harness was away is nothing', async () => {
    const { context } = system([['handshake']]);
    await stepSubscription(context, act('begin'), clinician(person));
    const endpoint = pushes.find('urn:oid:2.999.1.1|MRN1 own')?.endpoint;
    await stepSubscription(context, act('away'), clinician(person));
    await expect(send(endpoint?.url ?? '', [['event-notification', 1]])).rejects.toThrow('fetch failed');
    await stepSubscription(context, act('back'), clinician(person));
    await send(endpoint?.url ?? '', [['event-notification', 2]]);
    expect(endpoint?.messages.map(({ events }) => events.map(({ number }) => number))).toEqual([[], [2]]);
  });
});
