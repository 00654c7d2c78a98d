import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reading } from '../../../../contract/domain/reading.ts';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodeReading } from '../../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../../../contract/wire/fhir/references.ts';
import { writeLossless } from '../../../../contract/wire/json/lossless.ts';
import type { RunningReference } from '../../../server.ts';
import { JANE, orderOf, readingOf, RIVERA } from '../../../world.test-helper.ts';
import { createBrowser, originOf, sendFhir, signIn, startOpen } from '../browser.test-helper.ts';

let reference: RunningReference;
const people: Record<string, string> = {};
const ref: ReferenceTo = (_type, { value }) => people[value] ?? '';
const HOUR_MS = 3_600_000;
const now = Date.now();
const at = (hours: number): string => new Date(now + hours * HOUR_MS).toISOString();

beforeAll(async () => {
  reference = await startOpen();
  people[RIVERA.value] = await sendFhir(
    reference,
    encodeClinician({ identifier: RIVERA, family: 'Rivera', given: 'Ana' }),
  );
  const born = { gender: 'unknown', birthDate: '1970-01-15' } as const;
  people[JANE.value] = await sendFhir(
    reference,
    encodePatient({ identifier: JANE, family: 'Doe', given: 'Jane', ...born }),
  );
});
afterAll(() => reference.close());

test('an item that further readings have joined shows the worst and the latest of them', async () => {
  const order = orderOf({
    authoredOn: at(-48),
    period: { start: at(-48), end: at(48) },
    rules: [{ kind: 'digest', window: { value: 24, unit: 'h' } }],
  });
  await sendFhir(reference, encodeOrder(order, ref));
  const jane = createBrowser(originOf(reference));
  await signIn(jane, 'Doe, Jane');
  await jane.get('/patient');
  await jane.post('/patient/permissions', { measure: 'glucose', status: 'granted' });
  for (const [i, value] of ['170', '290', '180'].entries()) {
    const reading = readingOf(value, 'mg/dL', { effective: at(i - 4) });
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await sendFhir(reference, encodeReading(reading, ref), `gateway ${JANE.system}|${JANE.value}`);
  }
  const ana = createBrowser(originOf(reference));
  await signIn(ana, 'Rivera, Ana');
  const basket = await ana.get('/clinician/inbox');
  const [, id = ''] = /id="item-([^"]+)"/.exec(basket.text) ?? [];
  const { text } = await ana.get(`/clinician/inbox/${id}`);
  expect(text).toMatch(/<dt>Worst of them<\/dt>\s*<dd>290 mg\/dL, /);
  expect(text).toMatch(/<dt>Latest of them<\/dt>\s*<dd>180 mg\/dL, /);
});

test('an item whose reading was entered in error says so, and nobody answers it unknowing', async () => {
  const gateway = `gateway ${JANE.system}|${JANE.value}`;
  const ana = createBrowser(originOf(reference));
  await signIn(ana, 'Rivera, Ana');
  const erase = async (reading: Reading, sent: string): Promise<void> => {
    const body = { ...encodeReading({ ...reading, status: 'entered-in-error' }, ref), id: sent.split('/')[1] ?? '' };
    const { status } = await fetch(`${reference.fhirBase}/${sent}`, {
      method: 'PUT',
      headers: { 'x-acting-as': gateway, 'content-type': 'application/fhir+json', 'if-match': 'W/"1"' },
      body: writeLossless(body),
    });
    expect(status).toBe(200);
  };
  const raise = async (value: string): Promise<{ readonly path: string; readonly erased: () => Promise<void> }> => {
    const reading = readingOf(value, 'mg/dL', { effective: at(0) });
    const sent = await sendFhir(reference, encodeReading(reading, ref), gateway);
    const row = new RegExp(`href="(/clinician/inbox/[^"]+)">Doe, Jane</a> <span>Glucose ${value} `);
    const path = row.exec((await ana.get('/clinician/inbox')).text)?.[1] ?? '';
    return { path, erased: () => erase(reading, sent) };
  };
  const SAID = 'was entered in error: nobody measured this';

  const finished = await raise('320');
  expect((await ana.get(finished.path)).text).not.toContain(SAID);
  await ana.post(`${finished.path}/act`, { act: 'done', version: '1' });
  await finished.erased();
  const stays = await ana.get(finished.path);
  expect([stays.text.includes('<dd>Done</dd>'), stays.text.includes(SAID)]).toEqual([true, true]);

  const open = await raise('330');
  const form = { key: 'k'.repeat(32), text: 'Take 4 units' };
  await ana.get(open.path);
  await open.erased();
  const stopped = await ana.post(`${open.path}/reply`, form);
  expect([stopped.status, stopped.text.includes('withdrawn while you wrote (entered-in-error)')]).toEqual([422, true]);
  expect(stopped.text).toContain('Take 4 units</textarea');
  expect(stopped.text).not.toContain('<blockquote>');
  const known = { ...form, withdrawn: 'yes' };
  expect(stopped.text).toContain('name="withdrawn" value="yes"');
  for (const again of [known, known, form])
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await ana.post(`${open.path}/reply`, again)).text.split('<blockquote>Take 4 units<')).toHaveLength(2);
});
