import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeClinician } from '../../../../contract/wire/fhir/clinician.ts';
import { encodeReading } from '../../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../../../contract/wire/fhir/references.ts';
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
