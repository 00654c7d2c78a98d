import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from '../crash-run.test-helper.ts';
import type { Log } from './log.test-helper.ts';
import { look } from './look.test-helper.ts';
import { type Found, recount } from './recount.test-helper.ts';
import type { Ids } from './scene.test-helper.ts';

/** What fell due while it was down is there so long after it is up again, at the latest. */
const RECOVERY_MS = 10_000;

/** What is wrong still when there was time to recover. */
export const problemsOf = async (server: Running, log: Log, ids: Ids): Promise<readonly string[]> => {
  const until = performance.now() + RECOVERY_MS;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- looked at again until it is right
    const found = await look(server, ids);
    log.clock = { leastMs: found.nowMs, mostMs: found.nowMs };
    const problems = recount(log, found);
    if (problems.length === 0 || performance.now() > until) return problems;
    // oxlint-disable-next-line no-await-in-loop
    await pause(50);
  }
};

export type Counted = Readonly<Record<string, number>>;

/** How much there was of what might have been lost. */
export const countOf = (log: Log, { items }: Found): Counted => {
  const readings = [...log.readings.values()];
  return {
    'readings sent': readings.length,
    'answered with success': readings.filter(({ filed }) => filed.answered).length,
    corrected: readings.filter(({ correction }) => correction?.answered).length,
    'items seen or done': readings.filter(({ act }) => act?.answered).length,
    'orders sent': log.orders.size,
    'items there': items.length,
    'of them escalated': items.filter(({ isCopy }) => isCopy).length,
    missing: items.filter(({ kind }) => kind === 'missing').length,
    summaries: items.filter(({ kind }) => kind === 'summary').length,
  };
};

/** Adds up what was counted of several. */
export const summed = (all: readonly Counted[]): Counted => {
  const sums: Record<string, number> = {};
  for (const counted of all) for (const [what, many] of Object.entries(counted)) sums[what] = (sums[what] ?? 0) + many;
  return sums;
};

/** For whoever reads the output of a run. */
export const inWords = (title: string, counted: Counted): string =>
  [title, ...Object.entries(counted).map(([what, many]) => `${what}: ${many}`)].join('\n  ');
