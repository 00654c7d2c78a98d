import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { systemNow } from '../../reference-impl/clock/system-now.ts';
import { startReference } from '../../reference-impl/server.ts';
import { type Clinic, type Playing, startClinic } from '../demo/clinic.ts';
import { nextMidnight } from '../demo/stream.ts';
import {
  launch,
  overflowOf,
  screenshot,
  violationsOf,
  type Watched,
  WIDTHS,
  type Width,
} from './chromium.test-helper.ts';

/** The demonstration's clinic before a reference with its pages, and a browser. */
export interface Scene {
  readonly browser: Browser;
  readonly clinic: Clinic;
  address(path: string): string;
  /** Opens the start and signs in as somebody. */
  signIn(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

/** Everybody is known; nothing is sent yet. */
export const startScene = async (playing: Omit<Playing, 'startMs' | 'seed'>): Promise<Scene> => {
  let clinic: Clinic | undefined;
  const reference = await startReference({
    databasePath: ':memory:',
    tokenKey: 'k'.repeat(32),
    auth: 'none',
    policies: { portal: 'required' },
    frontThread: true,
    bench: {
      state: () => clinic?.bench.state() ?? { devices: [], faults: [], now: '', pace: 0 },
      turn: (id, isOn) => clinic?.bench.turn(id, isOn),
    },
  });
  const started = startClinic(reference, { seed: 1, startMs: nextMidnight(systemNow()), ...playing });
  const [ready, browser] = await Promise.all([started, launch()]);
  clinic = ready;
  const address = (path: string): string => new URL(path, reference.fhirBase).href;
  return {
    browser,
    clinic: ready,
    address,
    signIn: async (page, name) => {
      await page.goto(address('/sign-in'));
      await page.getByRole('button', { name }).click();
    },
    close: async () => {
      await browser.close();
      await ready.close();
      await reference.close();
    },
  };
};

/** A page is whole at these widths: nobody scrolls sideways, axe finds nothing, no script and no policy complains. */
export const looksRight = async (
  { page, complaints }: Watched,
  name: string,
  widths = Object.keys(WIDTHS) as readonly Width[],
): Promise<void> => {
  for (const width of widths) {
    await page.setViewportSize(WIDTHS[width]);
    await screenshot(page, `${name}-${width}`);
    expect([name, width, await overflowOf(page)]).toEqual([name, width, 0]);
    expect(await violationsOf(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
};
