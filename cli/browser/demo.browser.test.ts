import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemNow } from '../../reference-impl/clock/system-now.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { type Clinic, startClinic } from '../demo/clinic.ts';
import { nextMidnight } from '../demo/stream.ts';
import {
  inBrowser,
  launch,
  noBrowser,
  openPage,
  overflowOf,
  screenshot,
  violationsOf,
  type Watched,
  WIDTHS,
  type Width,
} from './chromium.test-helper.ts';

const WITHIN_MS = 10_000;

describe.skipIf(noBrowser !== undefined)(`the demonstration ${inBrowser}`, () => {
  let reference: RunningReference;
  let clinic: Clinic;
  let browser: Browser;
  let run: Promise<unknown>;
  const stop = new AbortController();
  const address = (path: string): string => new URL(path, reference.fhirBase).href;
  const isLive = Promise.withResolvers<void>();

  /** A page is whole, whatever width it has. */
  const looksRight = async ({ page, complaints }: Watched, name: string): Promise<void> => {
    for (const width of Object.keys(WIDTHS) as Width[]) {
      await page.setViewportSize(WIDTHS[width]);
      expect([name, width, await overflowOf(page)]).toEqual([name, width, 0]);
      expect(await violationsOf(page)).toEqual([]);
      await screenshot(page, `${name}-${width}`);
    }
    expect(complaints).toEqual([]);
  };

  const signIn = async (page: Page, name: string): Promise<void> => {
    await page.goto(address('/'));
    await page.getByRole('button', { name }).click();
  };

  beforeAll(async () => {
    reference = await startReference({
      databasePath: ':memory:',
      tokenKey: 'k'.repeat(32),
      auth: 'none',
      policies: { portal: 'required' },
      frontThread: true,
      bench: { state: () => clinic.bench.state(), turn: (id, isOn) => clinic.bench.turn(id, isOn) },
    });
    const playing = { seed: 1, days: 30, daysBefore: 4, pace: 1800, startMs: nextMidnight(systemNow()) };
    [clinic, browser] = await Promise.all([startClinic(reference, playing), launch()]);
    run = clinic.run(stop.signal, isLive.resolve);
    await isLive.promise;
  });
  afterAll(async () => {
    stop.abort();
    await run;
    await browser.close();
    await clinic.close();
    await reference.close();
  });

  test('within ten seconds an abnormal reading is seen arriving in an In Basket', async () => {
    const names = ['Rivera, Ana', 'Okafor, Ben', 'Lindqvist, Eva'];
    const arrivals = await Promise.all(
      names.map(async (name) => {
        const { page, context } = await openPage(browser, 'desk');
        await signIn(page, name);
        const fresh = page.locator('.item.fresh').first();
        return { context, seen: fresh.waitFor({ timeout: WITHIN_MS }) };
      }),
    );
    await Promise.any(arrivals.map(({ seen }) => seen));
    await Promise.all(arrivals.map(({ context }) => context.close()));
    await Promise.allSettled(arrivals.map(({ seen }) => seen));
  });

  test('the sign-in, an In Basket and the live pipeline are whole at every width', async () => {
    const watched = await openPage(browser, 'desk');
    await watched.page.goto(address('/'));
    await looksRight(watched, 'sign-in');
    await watched.page.goto(address('/operator'));
    await looksRight(watched, 'operator');
    await signIn(watched.page, 'Okafor, Ben');
    await looksRight(watched, 'in-basket');
    await watched.context.close();
  });

  test('a fault is switched on with the keyboard, and seen', async () => {
    const { page, context, complaints } = await openPage(browser, 'desk');
    await page.goto(address('/operator'));
    const fault = page.getByRole('switch', { name: 'Nobody can be reached' });
    await fault.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('switch', { name: 'Nobody can be reached', checked: true }).waitFor();
    expect(clinic.bench.state().faults.find(({ id }) => id === 'line-down')?.isOn).toBe(true);
    await expect
      .poll(() => clinic.bench.state().devices.some(({ waiting }) => waiting > 0), { timeout: 9000 })
      .toBe(true);
    await page.getByRole('switch', { name: 'Nobody can be reached' }).press('Space');
    await page.getByRole('switch', { name: 'Nobody can be reached', checked: false }).waitFor();
    await expect
      .poll(() => clinic.bench.state().devices.every(({ waiting }) => waiting === 0), { timeout: 9000 })
      .toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
