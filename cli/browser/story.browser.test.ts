import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inBrowser, noBrowser, openPage, type Watched, WIDTHS, type Width } from './chromium.test-helper.ts';
import { looksRight, type Scene, startScene } from './scene.test-helper.ts';

/** The patient of the demonstration of whom nobody has ordered anything. */
const PATIENT = 'Kerluke-Test, Brandon';
const CLINICIAN = 'Haddad, Omar';
const REPLY = 'Please measure again in an hour & write <soon>.';
const MOST_TABS = 80;

const hasFocus = (wanted: Locator): Promise<boolean> =>
  wanted.evaluate(
    (element: { readonly ownerDocument: { readonly activeElement: unknown } }) =>
      element.ownerDocument.activeElement === element,
  );

/** Goes to an element as somebody without a mouse does, and presses Enter. */
const enter = async (page: Page, wanted: Locator): Promise<void> => {
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    await page.keyboard.press('Tab');
    if (await hasFocus(wanted)) break;
  }
  expect(await hasFocus(wanted)).toBe(true);
  await page.keyboard.press('Enter');
};

describe.skipIf(noBrowser !== undefined).each(Object.keys(WIDTHS) as Width[])(
  `the whole story ${inBrowser}, on a %s`,
  (width) => {
    let scene: Scene;
    let clinician: Watched;
    let patient: Watched;
    const right = (who: Watched, name: string): Promise<void> => looksRight(who, name, [width]);
    beforeAll(async () => {
      // All of its days are days before: they are sent as fast as it goes, once the patient shares them.
      scene = await startScene({ days: 7, daysBefore: 7, pace: 1 });
      [clinician, patient] = [await openPage(scene.browser, width), await openPage(scene.browser, width)];
    });
    afterAll(() => scene.close());

    test('an order with limits for this patient is placed', async () => {
      const { page } = clinician;
      await scene.signIn(page, CLINICIAN);
      await page.getByRole('link', { name: 'Patients' }).click();
      await right(clinician, 'patients');
      await page.getByRole('link', { name: PATIENT }).click();
      await right(clinician, 'flowsheet-before');
      await page.getByRole('link', { name: 'Order glucose tracking' }).click();
      await page.locator('#reason').fill('E10.9');
      await page.getByRole('button', { name: 'Show what guidelines say' }).click();
      await right(clinician, 'order');
      await page.locator('#abnormal-high').fill('75');
      await page.getByRole('button', { name: 'Sign the order' }).click();
      await page.getByText('The order is signed').waitFor();
      await right(clinician, 'order-signed');
    });

    test('the patient picks the tracker and shares the data, without a mouse', async () => {
      const { page } = patient;
      await page.goto(scene.address('/sign-in'));
      await enter(page, page.getByRole('button', { name: PATIENT }));
      await right(patient, 'track-offered');
      await enter(page, page.getByRole('button', { name: 'Pick' }));
      await enter(page, page.getByRole('switch', { name: 'Share my glucose readings' }));
      await page.getByRole('switch', { name: 'Share my glucose readings', checked: true }).waitFor();
      await right(patient, 'track-connected');
    });

    test('an abnormal reading comes to the In Basket while somebody looks, and is answered', async () => {
      const { page } = clinician;
      await page.goto(scene.address('/clinician/inbox'));
      await page.locator('#live[data-state="live"]').waitFor();
      expect(await page.locator('.item').count()).toBe(0);
      const run = scene.clinic.run(new AbortController().signal, () => undefined);
      await page.locator('.item.fresh', { hasText: PATIENT }).first().waitFor();
      await run;
      await right(clinician, 'in-basket-arrived');
      await page.locator('.item').first().getByRole('link', { name: PATIENT }).click();
      await right(clinician, 'item');
      await page.getByLabel('Secure message').fill(REPLY);
      await page.getByRole('button', { name: 'Send the message' }).click();
      await page.locator('blockquote', { hasText: REPLY }).waitFor();
      await enter(page, page.getByRole('button', { name: 'Mark done' }));
      await page.getByText('Done', { exact: true }).first().waitFor();
      await right(clinician, 'item-done');
      await page.getByRole('link', { name: PATIENT }).click();
      await right(clinician, 'flowsheet');
    });

    test('the order is changed, and what is wrong stands beside its field; then it is ended, once that was confirmed', async () => {
      const { page } = clinician;
      await page.getByRole('link', { name: 'Change this order' }).click();
      await page.locator('#critical-high').fill('60');
      await page.getByRole('button', { name: 'Sign the change' }).click();
      await page.locator('#critical-high[aria-invalid="true"]').waitFor();
      await right(clinician, 'order-refused');
      await page.locator('#critical-high').fill('300');
      await page.getByRole('button', { name: 'Sign the change' }).click();
      await page.getByText('The change is signed').waitFor();
      await page.getByText('Critical: above 300 mg/dL').waitFor();
      await page.getByRole('link', { name: 'End this order' }).click();
      await right(clinician, 'order-end');
      await page.getByRole('button', { name: 'End this order' }).click();
      await page.getByText('The order is ended.').waitFor();
      expect(await page.getByRole('link', { name: 'Change this order' }).count()).toBe(0);
      await right(clinician, 'order-ended');
    });

    test('the patient reads the answer, word for word', async () => {
      const { page } = patient;
      await page.getByRole('link', { name: 'My messages' }).click();
      expect(await page.locator('blockquote').textContent()).toBe(REPLY);
      await right(patient, 'messages');
      await page.getByRole('link', { name: 'My readings' }).click();
      await right(patient, 'readings');
    });
  },
);
