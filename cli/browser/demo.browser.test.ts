import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inBrowser, noBrowser, openPage } from './chromium.test-helper.ts';
import { looksRight, type Scene, startScene } from './scene.test-helper.ts';

const WITHIN_MS = 10_000;

describe.skipIf(noBrowser !== undefined)(`the demonstration ${inBrowser}`, () => {
  let scene: Scene;
  let run: Promise<unknown>;
  const stop = new AbortController();
  const isLive = Promise.withResolvers<void>();

  beforeAll(async () => {
    scene = await startScene({ days: 30, daysBefore: 4, pace: 1800 });
    run = scene.clinic.run(stop.signal, isLive.resolve);
    await isLive.promise;
  });
  afterAll(async () => {
    stop.abort();
    await run;
    await scene.close();
  });

  test('within ten seconds an abnormal reading is seen arriving in an In Basket', async () => {
    const baskets = await Promise.all(
      ['Rivera, Ana', 'Okafor, Ben', 'Lindqvist, Eva'].map(async (name) => {
        const { page, context } = await openPage(scene.browser, 'desk');
        await scene.signIn(page, name);
        return { context, fresh: page.locator('.item.fresh').first() };
      }),
    );
    const seen = baskets.map(({ fresh }) => fresh.waitFor({ timeout: WITHIN_MS }));
    await Promise.any(seen);
    await Promise.all(baskets.map(({ context }) => context.close()));
    await Promise.allSettled(seen);
  });

  test('the sign-in, an In Basket and the live pipeline are whole at every width', async () => {
    const watched = await openPage(scene.browser, 'desk');
    await watched.page.goto(scene.address('/'));
    await looksRight(watched, 'sign-in');
    await watched.page.goto(scene.address('/operator'));
    await looksRight(watched, 'operator');
    await scene.signIn(watched.page, 'Okafor, Ben');
    await looksRight(watched, 'in-basket');
    await watched.context.close();
  });

  test('a fault is switched on with the keyboard, and seen', async () => {
    const { page, context, complaints } = await openPage(scene.browser, 'desk');
    const { bench } = scene.clinic;
    await page.goto(scene.address('/operator'));
    const fault = page.getByRole('switch', { name: 'Nobody can be reached' });
    await fault.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('switch', { name: 'Nobody can be reached', checked: true }).waitFor();
    expect(bench.state().faults.find(({ id }) => id === 'line-down')?.isOn).toBe(true);
    await expect.poll(() => bench.state().devices.some(({ waiting }) => waiting > 0), { timeout: 9000 }).toBe(true);
    await fault.press('Space');
    await page.getByRole('switch', { name: 'Nobody can be reached', checked: false }).waitFor();
    await expect.poll(() => bench.state().devices.every(({ waiting }) => waiting === 0), { timeout: 9000 }).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
