import { expect, test } from 'vitest';
import { encodeItem } from '../../../contract/wire/fhir/task.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { EHR } from '../actor.ts';
import { fetchInbox, lookAtInbox } from './acts/inbox.ts';
import { type Scripted, scriptedContext } from './scripted.test-helper.ts';

const lookAt = (entries: readonly object[]) => {
  const { context } = scriptedContext(() => ({
    body: { resourceType: 'Bundle', type: 'searchset', entry: entries.map((resource) => ({ resource })) },
  }));
  return lookAtInbox(context, {}, EHR);
};

test('what cannot be read is named: the resource, the FHIRPath and why', async () => {
  const look = await lookAt([{ resourceType: 'Task', id: 't7', identifier: [{ system: 's', value: 'v' }], status: 7 }]);
  expect(look.complete).toBe(false);
  expect(look.items).toEqual([]);
  expect(look.performed.outcome).toBe('unknown');
  expect(look.performed.answer.text).toMatch(/^Task\/t7: Task\.\S+: \S+/);
});

test('a resource without type and id is named as far as it can be', async () =>
  expect((await lookAt([{ id: 7 }])).performed.answer.text).toMatch(/^\?\/\?: /));

test('the first of many stands first, and the text stays within 2000 characters', async () => {
  const text = (await lookAt(Array.from({ length: 500 }, (_, i) => ({ resourceType: 'Task', id: `t${i}` })))).performed
    .answer.text;
  expect(text).toMatch(/^Task\/t0: Task/);
  expect(text?.length).toBe(2000);
});

const paged = (bundleOf: (count: number) => { ids: string[]; next?: string }) => {
  const { context, requests } = scriptedContext((_, count) => {
    const { ids, next } = bundleOf(count);
    const entry = ids.map((id) => ({ resource: { resourceType: 'Task', id, meta: { versionId: '1' } } }));
    return {
      body: {
        resourceType: 'Bundle',
        type: 'searchset',
        entry,
        ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
      },
    };
  });
  return { look: () => fetchInbox(context, {}, EHR), requests };
};
const LINK = 'http://127.0.0.1:1/fhir/next';

test.each([
  [
    'links that come back',
    (n: number) => ({ ids: [`t${n}`], next: `${LINK}?p=1` }),
    /^the next links go on for ever/,
    2,
  ],
  ['a page that comes again', (n: number) => ({ ids: ['t1', 't2'], next: `${LINK}?p=${n}` }), /^page 2 shows again/, 2],
])('%s end the search, which says nothing certain then', async (_name, bundleOf, text, asked) => {
  const { look, requests } = paged(bundleOf);
  const { complete, performed } = await look();
  expect(complete).toBe(false);
  expect(performed).toMatchObject({ outcome: 'unknown', answer: { text: expect.stringMatching(text) } });
  expect(requests.length).toBe(asked);
});

test('links are followed as given, to the end', async () => {
  const { look, requests } = paged((n) => ({ ids: [`t${n}`], ...(n < 3 ? { next: `${LINK}?p=${n}` } : {}) }));
  const { complete, pages } = await look();
  expect(complete).toBe(true);
  expect(pages.map((p) => p.resources[0]?.['id'])).toEqual(['t1', 't2', 't3']);
  expect(requests.slice(1).map((r) => r.url)).toEqual([`${LINK}?p=1`, `${LINK}?p=2`]);
});

test.each([
  ['/fhir/Task?page=2', 'http://127.0.0.1:1/fhir/Task?page=2'],
  ['/Task?page=2', 'http://127.0.0.1:1/fhir/Task?page=2'],
  ['Task?page=2', 'http://127.0.0.1:1/fhir/Task?page=2'],
  ['?page=2', 'http://127.0.0.1:1/fhir/Task?page=2'],
])('the link %s goes to %s', async (next, url) => {
  const { look, requests } = paged((n) => ({ ids: [`t${n}`], ...(n < 2 ? { next } : {}) }));
  expect((await look()).complete).toBe(true);
  expect(requests.at(-1)?.url).toBe(url);
});

const META = { id: 't1', version: 1, lastUpdated: '2026-03-03T12:00:00Z' };

/** An inbox of one item about a reading, which is asked for by its id: `answer` to each time. */
const aboutReading = (answer: (time: number) => Scripted) => {
  let times = 0;
  const { context } = scriptedContext(({ url }) => {
    if (url.endsWith('/Observation/o7')) return answer(++times);
    const item = {
      ...encodeItem(example.newItem, (type) => `${type}/x`, META),
      id: 't1',
      focus: { reference: 'Observation/o7' },
    };
    return url.includes('/Task?')
      ? { body: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: item }] } }
      : { body: { resourceType: 'Patient', id: 'x', identifier: [{ system: 's', value: 'x' }] } };
  });
  return () => lookAtInbox(context, {}, EHR);
};
const THERE: Scripted = {
  body: { resourceType: 'Observation', id: 'o7', identifier: [{ system: 'meter', value: 'R1' }] },
};

test.each<[string, Scripted]>([
  ['the system is down', { failure: 'ECONNREFUSED' }],
  ['the system says to come again', { status: 503 }],
  ['it is asked too often', { status: 429 }],
  ['what stands before it finds it down', { status: 502 }],
  ['something went wrong in it', { status: 500 }],
])('an item cannot be read while %s, and is read once it answers', async (_name, silence) => {
  const look = aboutReading((time) => (time <= 3 ? silence : THERE));
  const during = await look();
  expect(during).toMatchObject({ complete: false, items: [] });
  expect(during.performed.answer.text).toBe('Task/t1: nobody answered what it refers to');
  const after = await look();
  expect(after.items.map((item) => item.reading)).toEqual([{ system: 'meter', value: 'R1' }]);
});

test('what is not there is not asked for again', async () => {
  let asked = 0;
  const look = aboutReading(() => {
    asked++;
    return { status: 404 };
  });
  await look();
  const { items } = await look();
  expect(asked).toBe(3);
  expect(items.map((item) => item.reading?.value)).toEqual(['Observation/o7']);
});
