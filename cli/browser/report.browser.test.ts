import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportHtml } from '../../reports/html/report-html.ts';
import { sampleLines, verdicts } from '../../reports/sample-run.test-helper.ts';
import {
  inBrowser,
  launch,
  noBrowser,
  openPage,
  overflowOf,
  screenshot,
  violationsOf,
  type Width,
} from './chromium.test-helper.ts';

describe.skipIf(noBrowser !== undefined)(`a report that is opened from disk ${inBrowser}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-browser-'));
  const file = join(folder, 'report.html');
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(file, reportHtml({ verdicts: verdicts(), lines: sampleLines() }));
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['desk', 'light'],
    ['desk', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)('is whole without a network: %s, %s', async (width: Width, colorScheme) => {
    const { page, context, complaints, requested } = await openPage(browser, width, { colorScheme });
    await context.setOffline(true);
    const url = pathToFileURL(file).href;
    await page.goto(url);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Conformance report');
    expect(await page.locator('svg.chart').count()).toBeGreaterThan(0);
    expect(requested).toEqual([url]);
    expect(complaints).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await screenshot(page, `report-${width}-${colorScheme}`);
    await context.close();
  });
});
