import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '../../../../../contract/domain/order.ts';
import { encodeClinician } from '../../../../../contract/wire/fhir/clinician.ts';
import { encodeReading } from '../../../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../../../contract/wire/fhir/order.ts';
import { encodePermission } from '../../../../../contract/wire/fhir/consent.ts';
import { encodePatient } from '../../../../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../../../../contract/wire/fhir/references.ts';
import type { RunningReference } from '../../../../server.ts';
import { JANE, JOHN, OKAFOR, orderOf, permissionOf, readingOf, RIVERA } from '../../../../world.test-helper.ts';
import {
  type Browser,
  createBrowser,
  originOf,
  sendFhir,
  type Shown,
  signIn,
  startOpen,
} from '../../browser.test-helper.ts';

let reference: RunningReference;
let ana: Browser;
let people: Readonly<Record<string, string>>;
const ref: ReferenceTo = (_type, { value }) => people[value] ?? '';

const ACTING_AS_JOHN = `portal ${JOHN.system}|${JOHN.value}`;
const DAY_MS = 86_400_000;
const now = Date.now();
const at = (days: number): string => new Date(now + days * DAY_MS).toISOString();

/** An order that came from elsewhere: one of its rules, the days without data, has no field in the form. */
const ordered = async (value: string, over: Partial<Order> = {}): Promise<string> => {
  const order = orderOf({
    identifier: { system: 'urn:example:placer', value },
    responsible: OKAFOR,
    authoredOn: at(-1),
    period: { start: at(-1), end: at(60) },
    limits: [{ tier: 'reference', low: '70', high: '160' }],
    rules: [{ kind: 'missing', period: { value: 3, unit: 'd' } }],
    ...over,
  });
  const sent = await sendFhir(reference, encodeOrder(order, ref));
  return `/clinician/orders/${sent.split('/')[1]}`;
};

beforeAll(async () => {
  reference = await startOpen();
  people = {
    [RIVERA.value]: await sendFhir(reference, encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' })),
    [OKAFOR.value]: await sendFhir(reference, encodeClinician({ identifier: OKAFOR, family: 'Okafor', given: 'Ben' })),
    [JANE.value]: await sendFhir(
      reference,
      encodePatient({ identifier: JANE, family: 'Doe', given: 'Jane', gender: 'female', birthDate: '1970-01-15' }),
    ),
  };
  ana = createBrowser(originOf(reference));
  await signIn(ana, 'Rivera, Ana');
});
afterAll(() => reference.close());

/** The fields of a form as a browser would send them. */
const fieldsOf = ({ text }: Shown): Record<string, string> => ({
  ...Object.fromEntries(
    [...text.matchAll(/<input\b[^>]*?\bname="([^"]+)"\s+value="([^"]*)"[^>]*>/g)]
      .filter(([tag]) => !tag.includes('type="checkbox"') || tag.includes('checked'))
      .map(([, name, value]) => [name, value]),
  ),
  ...Object.fromEntries(
    [...text.matchAll(/<select\b[^>]*?\bname="([^"]+)"[\s\S]*?<\/select/g)].map(([all, name]) => [
      name,
      /value="([^"]*)"\s+selected/.exec(all)?.[1] ?? /value="([^"]*)"/.exec(all)?.[1] ?? '',
    ]),
  ),
});

test('an order in force is changed: the whole next version, with what the form has no fields for', async () => {
  const path = await ordered('O-change');
  const form = await ana.get(path);
  const fields = fieldsOf(form);
  expect(fields).toMatchObject({ 'abnormal-low': '70', 'abnormal-high': '160', version: '1', unit: 'mg/dL', days: '' });
  expect(fields['responsible']).toBe(people[OKAFOR.value]);
  expect(form.text).toContain('Nothing for 3 days');
  expect(form.text).toMatch(/Version\s+1, holds from/);

  const asIs = await ana.post(path, { ...fields, intent: 'sign' });
  expect([asIs.status, asIs.text.includes('Nothing is changed')]).toEqual([422, true]);
  const signed = { ...fields, 'abnormal-high': '180', intent: 'sign' };
  for (const shown of [await ana.post(path, signed), await ana.post(path, signed)]) {
    expect(shown.text).toContain('The change is signed');
    expect(shown.text).toContain('Abnormal: below 70, or above 180 mg/dL');
    expect(shown.text).toContain('Nothing for 3 days');
    expect(shown.text).toMatch(/Version\s+2, holds from/);
    expect(shown.text).toMatch(/for Okafor, Ben; signed by\s+Rivera, Ana/);
  }
  const late = await ana.post(path, { ...fields, 'abnormal-high': '200', intent: 'sign' });
  expect([late.status, late.text.includes('Somebody was faster')]).toEqual([412, true]);

  const second = fieldsOf(await ana.get(path));
  const ahead = await ana.post(path, { ...second, 'abnormal-high': '190', 'from-hours': '24', intent: 'sign' });
  const from = /Version\s+3, holds from\s+<time datetime="([^"]+)"/.exec(ahead.text)?.[1] ?? '';
  expect(Math.abs(Date.parse(from) - (now + DAY_MS))).toBeLessThan(60_000);
});

test('a change that is sent twice is one, and with another end or instant is none that was made', async () => {
  const path = await ordered('O-twice');
  const form = { ...fieldsOf(await ana.get(path)), 'abnormal-high': '180', intent: 'sign' };
  const first = { ...form, days: '30', 'from-hours': '24' };
  for (const shown of [await ana.post(path, first), await ana.post(path, first)]) {
    expect(shown.text).toContain('The change is signed');
    expect(shown.text).toMatch(/Version\s+2, holds from/);
  }
  for (const other of [{ days: '31' }, { 'from-hours': '48' }, { 'from-hours': '' }]) {
    const { status } = await ana.post(path, { ...first, ...other });
    expect([other, status]).toEqual([other, 412]);
  }
});

test('what is wrong is said beside its field, by the form and by the pipeline, and nothing is changed', async () => {
  const path = await ordered('O-wrong');
  const fields = { ...fieldsOf(await ana.get(path)), intent: 'sign' };
  const beside = (shown: Shown, field: string): boolean =>
    new RegExp(
      `id="${field}"[^>]*aria-invalid="true" aria-describedby="why-${field}"[^>]*>\\s*<span class="hint" id="why-${field}">`,
    ).test(shown.text);
  const noNumber = await ana.post(path, { ...fields, 'critical-high': 'high' });
  expect([noNumber.status, beside(noNumber, 'critical-high')]).toEqual([422, true]);
  const inside = await ana.post(path, { ...fields, 'critical-high': '100' });
  expect([inside.status, beside(inside, 'critical-high'), beside(inside, 'abnormal-high')]).toEqual([422, true, false]);
  expect(inside.text).toContain('The limits contradict each other');
  const nobody = await ana.post(path, { ...fields, responsible: 'PractitionerRole/c99' });
  expect([nobody.status, nobody.text.includes('Choose who gets the items')]).toEqual([422, true]);
  const advised = await ana.post(path, { ...fields, reason: 'E11.65', intent: 'suggest' });
  expect(advised.text).toContain('American Diabetes Association');
  expect(fieldsOf(advised)).toMatchObject({ version: '1', 'abnormal-high': '160', 'keep-0': 'yes' });
  expect((await ana.get(path)).text).toMatch(/Version\s+1, holds from/);
});

test('an order is ended once that was confirmed, and is changed no more', async () => {
  const path = await ordered('O-end');
  const question = await ana.get(`${path}/end`);
  expect(question.text).toContain('<h1>End this order?</h1>');
  expect(question.text).toContain('Version 1, holds from');
  const fields = { version: '1' };
  for (const shown of [await ana.post(`${path}/end`, fields), await ana.post(`${path}/end`, fields)]) {
    expect(shown.text).toContain('The order is ended.');
    expect(shown.text).toContain('Glucose tracking, ended');
    expect(shown.text).not.toContain(`href="${path}"`);
  }
  const over = await ana.get(path);
  expect([over.status, over.text.includes('this order is ended')]).toEqual([422, true]);
  expect((await ana.get(`${path}/end`)).text).toContain('there is nothing to end');
});

test('neither is done by a page of somebody else, by nobody, by a patient, or on what has changed since', async () => {
  const path = await ordered('O-own');
  const fields: Record<string, string> = { ...fieldsOf(await ana.get(path)), intent: 'sign', 'abnormal-high': '999' };
  const { 'form-token': _token, ...withoutToken } = fields;
  const ways = [path, `${path}/end`];
  for (const way of ways) {
    expect((await ana.post(way, fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(401);
    expect((await ana.post(way, { ...withoutToken, 'form-token': 'x'.repeat(32) })).status).toBe(401);
    expect((await ana.post(way, { ...fields, version: '0' })).status).toBe(422);
    const jane = createBrowser(originOf(reference));
    expect((await jane.post(way, fields)).status).toBe(401);
    await signIn(jane, 'Doe, Jane');
    await jane.get('/patient');
    expect((await jane.post(way, withoutToken)).status).toBe(403);
    expect((await jane.get(way)).status).toBe(403);
    expect((await ana.get(way.replace(/orders\/[^/]+/, 'orders/s999'))).status).toBe(404);
  }
  expect((await ana.post(`${path}/end`, { version: '7' })).status).toBe(412);
  const flowsheet = await ana.get(`/clinician/patients/${people[JANE.value]?.split('/')[1] ?? ''}`);
  expect(flowsheet.text).not.toContain('999');
  expect(flowsheet.text).toContain(`href="${path}/end"`);
});

test('what is not in force is not said to be, and its limits are not drawn', async () => {
  const john = await sendFhir(
    reference,
    encodePatient({ identifier: JOHN, family: 'Doe', given: 'John', gender: 'male', birthDate: '1970-01-15' }),
  );
  people = { ...people, [JOHN.value]: john };
  const own = { patient: JOHN, rules: [] };
  const path = await ordered('O-now', { ...own, period: { start: at(-2), end: at(1) } });
  await sendFhir(reference, encodePermission(permissionOf({ patient: JOHN, at: at(-2) }), ref), ACTING_AS_JOHN);
  const reading = readingOf('170', 'mg/dL', { patient: JOHN, effective: new Date(now).toISOString() });
  await sendFhir(reference, encodeReading(reading, ref), `gateway ${JOHN.system}|${JOHN.value}`);
  await ordered('O-past', { ...own, authoredOn: at(-20), period: { start: at(-20), end: at(-1) } });
  await ordered('O-later', { ...own, period: { start: at(1), end: at(9) } });
  const flowsheet = `/clinician/patients/${john.split('/')[1]}`;
  const { text } = await ana.get(flowsheet);
  expect([...text.matchAll(/<h3>([^<]*)</g)].map(([, title]) => title)).toEqual([
    'Glucose tracking, in force',
    'Glucose tracking, over, its time has passed',
    'Glucose tracking, not yet in force',
  ]);
  expect(text).toContain('limits low 70, high 160. The table');
  expect((await ana.get(`${path}/end`)).text).toContain('<h2>Glucose tracking, in force</h2>');

  const fields = fieldsOf(await ana.get(path));
  await ana.post(path, { ...fields, 'abnormal-high': '199', 'from-hours': '12', intent: 'sign' });
  expect((await ana.get(flowsheet)).text).toContain('no limits drawn');
  const patient = createBrowser(originOf(reference));
  await signIn(patient, 'Doe, John');
  const shown = await patient.get('/patient/readings');
  expect([shown.text.includes('170 mg/dL'), shown.text.includes('high 199')]).toEqual([true, false]);
  const inbox = await ana.get('/clinician/inbox');
  expect(inbox.text).not.toContain('Doe, John');
  const ben = createBrowser(originOf(reference));
  await signIn(ben, 'Okafor, Ben');
  const item = /href="(\/clinician\/inbox\/[^"]+)">Doe, John/.exec((await ben.get('/clinician/inbox')).text)?.[1] ?? '';
  const shownItem = (await ben.get(item)).text;
  expect(shownItem).toContain('not yet in force');
  expect(shownItem).not.toContain('>high 199<');
});

test('the form of an order that is sent again once the order was ended does not say that it is signed', async () => {
  const place = `/clinician/patients/${people[JANE.value]?.split('/')[1] ?? ''}/order`;
  const form = { ...fieldsOf(await ana.get(`${place}?measure=weight`)), intent: 'sign', 'abnormal-high': '99' };
  const signed = await ana.post(place, form);
  expect(signed.text).toContain('The order is signed');
  const end = /href="(\/clinician\/orders\/[^"]+\/end)"/.exec(signed.text.split('id="of-weight"')[1] ?? '')?.[1] ?? '';
  expect((await ana.post(place, form)).text).toContain('The order is signed');
  expect((await ana.post(end, { version: '1' })).text).toContain('The order is ended.');
  const again = await ana.post(place, form);
  expect([again.status, again.text.includes('The order is signed')]).toEqual([409, false]);
});
