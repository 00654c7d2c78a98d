import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Order } from '../../../../contract/domain/order.ts';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodeDevice } from '../../../../contract/wire/fhir/device.ts';
import { encodeOrder } from '../../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../../../contract/wire/fhir/references.ts';
import { writeLossless } from '../../../../contract/wire/json/lossless.ts';
import type { RunningReference } from '../../../server.ts';
import { JANE, orderOf, RIVERA } from '../../../world.test-helper.ts';
import {
  type Browser,
  createBrowser,
  originOf,
  sendFhir,
  type Shown,
  signIn,
  startOpen,
} from '../browser.test-helper.ts';

const DAY_MS = 86_400_000;
const now = Date.now();
const at = (days: number): string => new Date(now + days * DAY_MS).toISOString();

const ORDER = orderOf({ authoredOn: at(-3), period: { start: at(-3), end: at(60) } });
const PHONE = {
  identifier: { system: 'urn:example:portal:install', value: 'phone1' },
  patient: JANE,
  kind: 'phone',
  manufacturer: 'Apple',
  model: 'iPhone',
  platform: { os: 'ios', version: '17.4.1' },
} as const;

let reference: RunningReference;
let jane: Browser;
let sent = '';
const people: Record<string, string> = {};
const ref: ReferenceTo = (_type, { value }) => people[value] ?? '';

const put = async (reference_: string, body: string, as = 'ehr'): Promise<void> => {
  const url = `${reference.fhirBase}/${reference_}`;
  const known = await fetch(url, { headers: { 'x-acting-as': as } });
  const headers = {
    'x-acting-as': as,
    'content-type': 'application/fhir+json',
    'if-match': known.headers.get('etag') ?? '',
  };
  const { status } = await fetch(url, { method: 'PUT', headers, body });
  expect(status).toBe(200);
};
const change = (over: Partial<Order>): Promise<void> =>
  put(sent, writeLossless({ ...encodeOrder({ ...ORDER, ...over }, ref), id: sent.split('/')[1] ?? '' }));

/** Presses the button of the one tracker. */
const press = ({ text }: Shown): Promise<Shown> => {
  const [, path = '', version = '', act = ''] =
    /action="(\/patient\/trackers\/[^"]+)"[\s\S]*?name="version"\s+value="(\d+)"[\s\S]*?value="(picked|disconnected)"/.exec(
      text,
    ) ?? [];
  return jane.post(path, { version, act });
};
const hasButton = ({ text }: Shown): boolean => text.includes('action="/patient/trackers/');

beforeAll(async () => {
  reference = await startOpen({ policies: { portal: 'required' } });
  people[RIVERA.value] = await sendFhir(
    reference,
    encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }),
  );
  people[JANE.value] = await sendFhir(
    reference,
    encodePatient({ identifier: JANE, family: 'Doe', given: 'Jane', gender: 'female', birthDate: '1970-01-15' }),
  );
  await sendFhir(reference, encodeDevice(PHONE, ref), `portal ${JANE.system}|${JANE.value}`);
  sent = await sendFhir(reference, encodeOrder(ORDER, ref));
  jane = createBrowser(originOf(reference));
  await signIn(jane, 'Doe, Jane');
});
afterAll(() => reference.close());

test('a tracker says when it was ordered, that its order is paused, and offers nothing that is refused', async () => {
  const offered = await jane.get('/patient');
  expect(offered.text).toContain(`ordered <time datetime="${ORDER.authoredOn}"`);
  await press(offered);
  const shared = await jane.post('/patient/permissions', { measure: 'glucose', status: 'granted' });
  expect(shared.text).toContain('Connected:');

  await change({ authoredOn: at(0), limits: [{ tier: 'reference', high: '180' }] });
  const changed = await jane.get('/patient');
  expect(changed.text).toContain(`ordered <time datetime="${ORDER.authoredOn}"`);
  expect(changed.text).toContain('Connected:');

  await change({ status: 'on-hold' });
  const paused = await jane.get('/patient');
  expect(paused.text).toContain('Paused by your care team');
  expect(paused.text).not.toContain('Connected:');
  const left = await press(paused);
  expect(left.text).toContain('it cannot be picked now');
  expect(hasButton(left)).toBe(false);

  await change({});
  const again = await jane.get('/patient');
  expect(again.text).toContain('You can pick it again.');
  expect((await press(again)).text).toContain('Picked.');
  await press(await jane.get('/patient'));
  await sendFhir(
    reference,
    encodeDevice({ ...PHONE, platform: { os: 'ios', version: '7.1' } }, ref),
    `portal ${JANE.system}|${JANE.value}`,
  );
  const old = await jane.get('/patient');
  expect(old.text).toContain('It cannot be picked again with this phone.');
  expect(hasButton(old)).toBe(false);
});
