import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeClinician } from '../../../contract/wire/fhir/clinician.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import type { RunningReference } from '../../server.ts';
import { JANE, JOHN, OKAFOR, readingOf, RIVERA } from '../../world.test-helper.ts';
import { type Browser, createBrowser, originOf, sendFhir, signIn, startOpen } from './browser.test-helper.ts';

/** What somebody writes who means harm, or a formula. */
const HOSTILE = `Take 2 & rest <script>alert("x")</script>'\nsecond line </textarea>\u2028`;
const ESCAPED =
  'Take 2 &amp; rest &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;\nsecond line &lt;/textarea&gt;\u2028';

let reference: RunningReference;
let jane = '';
let john = '';
const ref: ReferenceTo = (_type, { value }) => (value === JANE.value ? jane : john);
beforeAll(async () => {
  reference = await startOpen({ frontThread: true, policies: { portal: 'required' } });
  await sendFhir(reference, encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
  await sendFhir(reference, encodeClinician({ identifier: OKAFOR, family: 'Okafor', given: 'Ben' }));
  const born = { gender: 'unknown', birthDate: '1970-01-15' } as const;
  jane = await sendFhir(reference, encodePatient({ identifier: JANE, family: 'Doe', given: 'Jane', ...born }));
  john = await sendFhir(reference, encodePatient({ identifier: JOHN, family: 'Doe', given: 'John', ...born }));
});
afterAll(() => reference.close());

const signedIn = async (name: string): Promise<Browser> => {
  const browser = createBrowser(originOf(reference));
  await signIn(browser, name);
  return browser;
};
const field = (text: string, name: string): string =>
  new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(text)?.[1] ?? '';
const file = (value: string): Promise<string> =>
  sendFhir(
    reference,
    encodeReading(readingOf(value, 'mg/dL', { effective: new Date().toISOString() }), ref),
    `gateway ${JANE.system}|${JANE.value}`,
  );

/** Reads a stream until `wanted` has come. */
const until = async (body: ReadableStream<Uint8Array>, wanted: string): Promise<string> => {
  const decoder = new TextDecoder();
  let read = '';
  for await (const chunk of body) {
    read += decoder.decode(chunk, { stream: true });
    if (read.includes(wanted)) return read;
  }
  throw new Error(`the stream ended without ${wanted}: ${read}`);
};

const LIMITS = { unit: 'mg/dL', days: '30', 'back-days': '1', 'abnormal-high': '160', 'critical-high': '300' };

test('from the order to the message: each in the pages, the readings over FHIR', async () => {
  const ana = await signedIn('Rivera, Ana');
  const janesPage = `/clinician/patients/${jane.split('/')[1]}`;

  const empty = await ana.get(`${janesPage}/order?measure=glucose`);
  expect(empty.text).toContain('phone cannot serve: no phone is known');
  const order = { key: field(empty.text, 'key'), measure: 'glucose', ...LIMITS };
  const responsible = /<option value="(PractitionerRole\/c\d+)"[^>]*>Rivera, Ana \(you\)/.exec(empty.text)?.[1] ?? '';

  const advised = await ana.post(`${janesPage}/order`, { ...order, reason: 'e11.65', intent: 'suggest' });
  expect(advised.text).toContain('American Diabetes Association');
  expect(field(advised.text, 'abnormal-high')).toBe('160');
  const filled = await ana.post(`${janesPage}/order`, { ...order, reason: 'E11.65', intent: 'take-0' });
  expect(['critical-low', 'after-meal-high', 'critical-high'].map((name) => field(filled.text, name))).toEqual([
    '54',
    '180',
    '',
  ]);
  expect((await ana.get(janesPage)).text).toContain('Not ordered.');

  const wrong = await ana.post(`${janesPage}/order`, {
    ...order,
    responsible,
    'critical-high': 'high',
    intent: 'sign',
  });
  expect([wrong.status, wrong.text.includes('<a href="#critical-high">high is no number')]).toEqual([422, true]);
  const crossed = await ana.post(`${janesPage}/order`, {
    ...order,
    responsible,
    'critical-high': '100',
    intent: 'sign',
  });
  expect([crossed.status, crossed.text.includes('The limits contradict each other')]).toEqual([422, true]);
  const sign = () => ana.post(`${janesPage}/order`, { ...order, responsible, intent: 'sign' });
  for (const signed of [await sign(), await sign()]) {
    expect(signed.text).toContain('The order is signed');
    expect(signed.text.match(/<h3>Glucose tracking, in force/g)).toHaveLength(1);
    expect(signed.text).toContain('Critical: above 300 mg/dL');
  }
  const changed = await ana.post(`${janesPage}/order`, {
    ...order,
    responsible,
    'critical-high': '400',
    intent: 'sign',
  });
  expect([changed.status, changed.text.includes('already used with other content')]).toEqual([409, true]);
  for (const other of [{ days: '60' }, { 'back-days': '0' }]) {
    const { status } = await ana.post(`${janesPage}/order`, { ...order, responsible, ...other, intent: 'sign' });
    expect([other, status]).toEqual([other, 409]);
  }

  const patient = await signedIn('Doe, Jane');
  expect((await patient.get('/patient')).text).toContain('Nothing is ordered for you.');
  const phone = {
    identifier: { system: 'urn:example:portal:install', value: 'phone1' },
    kind: 'phone',
    manufacturer: 'Apple',
    model: 'iPhone',
    platform: { os: 'ios', version: '17.4.1' },
  } as const;
  await sendFhir(reference, encodeDevice({ ...phone, patient: JANE }, ref), `portal ${JANE.system}|${JANE.value}`);
  const offered = await patient.get('/patient');
  expect(offered.text).toContain('Ordered for you.');
  expect(offered.text).not.toContain('role="switch"');
  const tracker = /action="(\/patient\/trackers\/[^"]+)"/.exec(offered.text)?.[1] ?? '';
  const version = field(offered.text, 'version');
  const other = await signedIn('Doe, John');
  await other.get('/patient');
  expect((await other.post(tracker, { version, act: 'picked' })).status).toBe(403);
  await expect(file('200')).rejects.toThrow('no-permission');
  const picked = await patient.post(tracker, { version, act: 'picked' });
  expect(picked.text).toContain('aria-checked="false"');
  const shared = await patient.post('/patient/permissions', { measure: 'glucose', status: 'granted' });
  expect(shared.text).toContain('aria-checked="true"');
  expect(shared.text).toContain('Connected:');
  const consents = async () => {
    const asked = `${reference.fhirBase}/Consent?patient=${jane}`;
    const found = await fetch(asked, { headers: { 'x-acting-as': `portal ${JANE.system}|${JANE.value}` } });
    return found.text();
  };
  const granted = await consents();
  expect(granted).toContain('"status":"active"');
  await patient.post('/patient/permissions', { measure: 'glucose', status: 'granted' });
  expect(await consents(), 'granted by a form that is sent twice as it was granted first').toBe(granted);

  const basket = await ana.get('/clinician/inbox');
  const since = /data-since="([^"]*)"/.exec(basket.text)?.[1] ?? '';
  const ended = new AbortController();
  const stream = await ana.open(`/clinician/inbox/events?since=${encodeURIComponent(since)}`, ended.signal);
  expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  if (stream.body === null) throw new Error('no stream');
  const arrived = until(stream.body, 'event: item');
  await file('320');
  const told = await arrived;
  ended.abort();
  const { id, section, said } = JSON.parse(/data: (.*)\n/.exec(told)?.[1] ?? '') as {
    id: string;
    section: string;
    said: string;
  };
  expect([section, said]).toEqual([
    'critical',
    'Critical: Doe, Jane, Glucose 320 mg/dL, above the critical limit 300 mg/dL',
  ]);
  expect((await ana.get('/clinician/inbox')).text).toContain(`id="item-${id}"`);

  const item = await ana.get(`/clinician/inbox/${id}`);
  expect(item.text).toContain('<svg class="chart"');
  expect(item.text).toContain('320 mg/dL');
  const key = field(item.text, 'key');
  for (const text of [' ', 'a\u0000b', 'bell\u0007'])
    expect((await ana.post(`/clinician/inbox/${id}/reply`, { key, text })).status).toBe(422);
  const ben = await signedIn('Okafor, Ben');
  expect((await ben.get(`/clinician/inbox/${id}`)).status).toBe(404);
  await ben.get('/clinician/inbox');
  expect((await ben.post(`/clinician/inbox/${id}/act`, { act: 'done', version: '1' })).status).toBe(403);
  expect((await ben.post(`/clinician/inbox/${id}/reply`, { key: 'x'.repeat(32), text: 'hello' })).status).toBe(404);
  const reply = { key, text: HOSTILE.replace('\n', '\r\n') };
  expect((await ana.post(`/clinician/inbox/${id}/reply`, reply, {})).status).toBe(401);
  for (const sent of [
    await ana.post(`/clinician/inbox/${id}/reply`, reply),
    await ana.post(`/clinician/inbox/${id}/reply`, reply),
  ]) {
    expect(sent.text).toContain('The message was sent.');
    expect(sent.text.split(ESCAPED)).toHaveLength(2);
    expect(sent.text).toContain('not read yet');
  }
  const acted = await ana.post(`/clinician/inbox/${id}/act`, { act: 'seen', version: '1', back: 'item' });
  expect(acted.text).toContain('Marked seen.');
  expect(acted.text).toContain('seen by Rivera, Ana');
  expect((await ana.post(`/clinician/inbox/${id}/act`, { act: 'done', version: '1' })).status).toBe(412);
  const twice = await ana.post(`/clinician/inbox/${id}/act`, { act: 'seen', version: '1', back: 'item' });
  expect([twice.status, twice.text.match(/seen by Rivera, Ana/g)?.length]).toEqual([200, 1]);

  expect((await other.get('/patient/messages')).text).toContain('No messages.');
  const ahead = await patient.get('/patient/messages', { 'sec-purpose': 'prefetch;prerender' });
  expect([ahead.status, ahead.text]).toEqual([503, '']);
  for (const into of ['image', 'iframe', 'empty']) {
    const within = await patient.get('/patient/messages', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': into });
    expect([into, within.status, within.text.includes('<blockquote>')]).toEqual([into, 401, false]);
  }
  expect((await patient.open('/patient/messages', AbortSignal.timeout(5000), 'HEAD')).status).toBe(200);
  expect((await ana.get(`/clinician/inbox/${id}`)).text).toContain('not read yet');
  const read = await patient.get('/patient/messages', { 'sec-fetch-dest': 'document' });
  expect(read.text).toContain(`<blockquote>${ESCAPED}</blockquote>`);
  expect(read.text).not.toContain('<script>');
  expect((await ana.get(`/clinician/inbox/${id}`)).text).toContain('read <time');
  expect((await patient.get('/patient/readings')).text).toContain('<td>320 mg/dL</td>');
  expect((await ana.get(janesPage)).text).toContain('<td>critically high</td>');
  expect((await ana.get(`/clinician/inbox/${id}`)).text).toContain('Limits of the order as it is now');
  const changing = /href="(\/clinician\/orders\/[^"/]+)"/.exec((await ana.get(janesPage)).text)?.[1] ?? '';
  const later = { ...LIMITS, days: '', responsible, 'critical-high': '350', 'from-hours': '24', version: '1' };
  expect((await ana.post(changing, { ...later, intent: 'sign' })).text).toContain('The change is signed');
  expect((await ana.get(`/clinician/inbox/${id}`)).text).toMatch(/Limits of the order from <time .* not yet in force/);

  const withdrawn = await patient.post('/patient/permissions', { measure: 'glucose', status: 'withdrawn' });
  expect(withdrawn.text).toContain('aria-checked="false"');
  await expect(file('321')).rejects.toThrow('no-permission');
});
