import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeClinician } from '../../contract/wire/fhir/clinician.ts';
import { encodePermission } from '../../contract/wire/fhir/consent.ts';
import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../contract/wire/fhir/patient.ts';
import type { ReferenceTo } from '../../contract/wire/fhir/references.ts';
import { originOf, sendFhir, startOpen } from '../../reference-impl/api/web/browser.test-helper.ts';
import type { RunningReference } from '../../reference-impl/server.ts';
import { JANE, orderOf, permissionOf, readingOf, RIVERA } from '../../reference-impl/world.test-helper.ts';
import { inBrowser, launch, noBrowser, openPage } from './chromium.test-helper.ts';

/** "10 units in the morning, 5 in the evening": read from the left it says 5 in the morning. */
const FROM_THE_RIGHT = '10 יחידות בבוקר, 5 בערב';
const FROM_THE_LEFT = '10 units in the morning, 5 in the evening';

/** Where the two numbers of a line of the message begin, from the left. */
const numbersOf = (line: string): string => `(() => {
  const text = document.querySelector('blockquote').firstChild;
  const from = text.data.indexOf(${JSON.stringify(line)});
  return ['10', '5'].map((number) => {
    const range = document.createRange();
    const at = text.data.indexOf(number, from);
    range.setStart(text, at);
    range.setEnd(text, at + number.length);
    return range.getBoundingClientRect().left;
  });
})()`;

describe.skipIf(noBrowser !== undefined)(`a message ${inBrowser}`, () => {
  let reference: RunningReference;
  let browser: Browser;
  beforeAll(async () => {
    [reference, browser] = await Promise.all([startOpen({ frontThread: true }), launch()]);
    const people = new Map<string, string>();
    const ref: ReferenceTo = (_type, { value }) => people.get(value) ?? '';
    const who = `${JANE.system}|${JANE.value}`;
    const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();
    const ana = { identifier: RIVERA, family: 'Rivera', given: 'Ana' };
    people.set(RIVERA.value, await sendFhir(reference, encodeClinician(ana)));
    const jane = { identifier: JANE, family: 'Doe', given: 'Jane', gender: 'female', birthDate: '1970-01-15' } as const;
    people.set(JANE.value, await sendFhir(reference, encodePatient(jane)));
    const order = orderOf({ authoredOn: day(-1), period: { start: day(-1), end: day(1) } });
    await sendFhir(reference, encodeOrder(order, ref));
    await sendFhir(reference, encodePermission(permissionOf({ at: day(-1) }), ref), `portal ${who}`);
    const reading = readingOf('320', 'mg/dL', { effective: day(0) });
    await sendFhir(reference, encodeReading(reading, ref), `gateway ${who}`);
  });
  afterAll(async () => {
    await browser.close();
    await reference.close();
  });

  test('is written and read in the direction of each of its lines', async () => {
    const { page } = await openPage(browser, 'desk');
    await page.goto(`${originOf(reference)}/sign-in`);
    await page.getByRole('button', { name: 'Rivera, Ana' }).click();
    await page.locator('.item').first().getByRole('link').click();
    const field = page.getByLabel('Secure message');
    expect(await page.evaluate("getComputedStyle(document.querySelector('textarea')).unicodeBidi")).toBe('plaintext');
    await field.fill(`${FROM_THE_LEFT}\n${FROM_THE_RIGHT}`);
    await page.getByRole('button', { name: 'Send the message' }).click();
    for (const who of ['clinician', 'patient']) {
      if (who === 'patient') {
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByRole('button', { name: 'Doe, Jane' }).click();
        await page.getByRole('link', { name: 'My messages' }).click();
      }
      await page.locator('blockquote').waitFor();
      const [first = 0, second = 0] = await page.evaluate<number[]>(numbersOf(FROM_THE_RIGHT));
      expect([who, first > second]).toEqual([who, true]);
      const [left = 0, right = 0] = await page.evaluate<number[]>(numbersOf(FROM_THE_LEFT));
      expect([who, left < right]).toEqual([who, true]);
    }
  });
});
