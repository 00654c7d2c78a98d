import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS } from '../../cli/browser/find-chromium.ts';

/** One opening of a page: ms since its navigation began. */
export interface Opening {
  /** The load event is over. */
  readonly load: number;
  /** Something of the page is painted (first contentful paint). */
  readonly painted: number;
  /** The end of the page was scrolled to, laid out, and two frames were drawn of it. */
  readonly end: number;
}

const MEASURE = `new Promise((done, fail) => {
  const painted = performance.getEntriesByName('first-contentful-paint')[0];
  const [load] = performance.getEntriesByType('navigation');
  if (painted === undefined || load === undefined) return fail(new Error('nothing is painted'));
  const last = document.querySelector('footer');
  // What is skipped until it is near the window gets its true height once it is: so the end is gone to until it stays.
  const go = (before) => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    const { bottom } = last.getBoundingClientRect();
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const isThere = bottom === before && bottom <= window.innerHeight + 1;
        if (!isThere) return go(bottom);
        done({ load: load.loadEventEnd, painted: painted.startTime, end: performance.now() });
      }),
    );
  };
  go(undefined);
})`;

const PAINTED = `performance.getEntriesByName('first-contentful-paint').length > 0`;

const openOnce = async (browser: Browser, url: string): Promise<Opening> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
  try {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(PAINTED);
    return await page.evaluate<Opening>(MEASURE);
  } finally {
    await context.close();
  }
};

/**
 * Opens a file in Chromium `times` times, with the network off and nothing kept from the time before, 1280 pixels wide.
 * Throws where Chromium is not here or cannot be started.
 */
export const openings = async (file: string, times: number): Promise<readonly Opening[]> => {
  if (CHROMIUM === undefined) throw new Error('Chromium is not here');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
  try {
    const all: Opening[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other: they are timed
    for (let i = 0; i < times; i++) all.push(await openOnce(browser, pathToFileURL(file).href));
    return all;
  } finally {
    await browser.close();
  }
};
