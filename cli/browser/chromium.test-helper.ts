import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, errors, type Page } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGS, noChromium } from './find-chromium.ts';

/** Why nothing can be tried in a browser here; undefined: it can. */
export const noBrowser = noChromium === undefined ? undefined : `skipped: ${noChromium}`;

/** For the names of tests, so that who reads the result is told. */
export const inBrowser = noBrowser === undefined ? 'in Chromium' : `in Chromium (${noBrowser})`;

/** Starts the browser. */
export const launch = async (): Promise<Browser> => {
  if (CHROMIUM === undefined) throw new Error(noBrowser);
  return await chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGS] });
};

/** The widths at which every page is looked at: a desk, and a telephone. */
export const WIDTHS = { desk: { width: 1280, height: 900 }, phone: { width: 375, height: 800 } } as const;
export type Width = keyof typeof WIDTHS;

/** A page, and what went wrong in it that nobody sees: errors of scripts, and what the security policy kept out. */
export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: readonly string[];
  /** Everything that was asked for, by its URL. */
  readonly requested: readonly string[];
}

/** A form that was refused is shown again with that status, of which the browser complains. */
const REFUSED = /the server responded with a status of 422 /;

/** Opens an empty page of a width, in a context of its own: it is signed in nowhere. */
export const openPage = async (
  browser: Browser,
  width: Width,
  more: NonNullable<Parameters<Browser['newContext']>[0]> = {},
): Promise<Watched> => {
  const context = await browser.newContext({
    viewport: WIDTHS[width],
    reducedMotion: 'reduce',
    locale: 'en-US',
    ...more,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const [complaints, requested]: string[][] = [[], []];
  page.on('pageerror', (error) => void complaints?.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text())) complaints?.push(message.text());
  });
  page.on('request', (request) => void requested?.push(request.url()));
  return { page, context, complaints: complaints ?? [], requested: requested ?? [] };
};

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks in the page, which has no types here: rule, element, and why. */
const LOOK = `axe.run({ runOnly: { type: 'tag', values: ${JSON.stringify(RULES)} } }).then(({ violations }) =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => id + ': ' + help + ': ' + target.join(' ') + ': ' + failureSummary)))`;

/** What axe-core (WCAG 2.2 AA and its best practices) finds wrong with a page. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  // Evaluated from outside, so that the page's security policy stays in force.
  await page.evaluate(AXE);
  return await page.evaluate<string[]>(LOOK);
};

/** How far a page reaches beyond its window, in CSS pixels; 0: nobody has to scroll sideways. */
export const overflowOf = async (page: Page): Promise<number> =>
  await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const SCREENS = join('reports', 'screens');

const MOST_PICTURES = 3;
const PICTURE_MS = 5_000;

/**
 * A picture of the whole page for a person to look at, kept out of the repository. Chromium now and then draws no frame of a page
 * that lies behind another one, and waits for it for ever: then the page is brought to the front and the picture taken anew.
 */
export const screenshot = async (page: Page, name: string): Promise<void> => {
  mkdirSync(SCREENS, { recursive: true });
  const path = join(SCREENS, `${name}.png`);
  for (let taken = 1; ; taken++) {
    try {
      await page.screenshot({ path, fullPage: true, timeout: PICTURE_MS });
      return;
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || taken === MOST_PICTURES) throw error;
      await page.bringToFront();
    }
  }
};
