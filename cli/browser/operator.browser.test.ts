import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { originOf, startOpen } from '../../reference-impl/api/web/browser.test-helper.ts';
import { inBrowser, launch, noBrowser, openPage } from './chromium.test-helper.ts';

describe.skipIf(noBrowser !== undefined)(`the operator's page ${inBrowser}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  test('says that its figures are old once the reference is gone', async () => {
    const reference = await startOpen({ frontThread: true });
    const { page } = await openPage(browser, 'desk');
    await page.goto(`${originOf(reference)}/operator`);
    await page.waitForResponse((answer) => answer.url().endsWith('/operator/figures') && answer.ok());
    expect(await page.locator('#figures-state').textContent()).toBe('');
    await reference.close();
    await page.getByText('Not live: the figures are those of before.').waitFor();
    expect(await page.locator('#figures').textContent()).toContain('Readings in the last minute');
  });
});
