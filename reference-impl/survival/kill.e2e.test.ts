import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { killed, run, type Running, spawnServer } from '../crash-run.test-helper.ts';
import { START } from '../world.test-helper.ts';
import { advance, live } from './load.test-helper.ts';
import type { Log } from './log.test-helper.ts';
import { look } from './look.test-helper.ts';
import { randomOf } from './random.test-helper.ts';
import { type Found, recount } from './recount.test-helper.ts';
import { type Ids, setUp } from './scene.test-helper.ts';

const KILLS = Number(process.env['KILL_RUNS'] ?? 8);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000);
/** Kills of one database: after each everything is looked at that was ever written to it. */
const OF_ONE_DATABASE = 25;
/** What fell due while it was down is there so long after it is up again, at the latest. */
const RECOVERY_MS = 10_000;
const MILLISECONDS_TO_START = 1500;

/** What is wrong still when there was time to recover. */
const problemsOf = async (server: Running, log: Log, ids: Ids): Promise<readonly string[]> => {
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

/** How much there was of what might have been lost. */
const countOf = (log: Log, { items }: Found): Readonly<Record<string, number>> => {
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

/** Killed `kills` times on one database; gives what was counted. */
const survive = async (kills: number, seed: number) => {
  const directory = mkdtempSync(join(tmpdir(), 'vitalproof-survival-'));
  const path = join(directory, 'data', 'reference.db');
  const log: Log = { readings: new Map(), orders: new Map(), clock: { leastMs: START, mostMs: START } };
  const random = randomOf(seed);
  let server = await run(path);
  let counted: ReturnType<typeof countOf> = {};
  try {
    const ids = await setUp(server);
    for (let life = 0; life < kills;) {
      // Something falls due in every life, also where it is a short one.
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      await advance({ server, log, ids }, 20);
      // oxlint-disable-next-line no-await-in-loop
      await live({ server, name: `k${life}`, log, ids, random, killAfter: 1 + random.below(120) });
      life += 1;
      if (life < kills && random.below(4) === 0) {
        // Killed once more, before it listens or as it does.
        const child = spawnServer(path);
        // oxlint-disable-next-line no-await-in-loop
        await pause(random.below(MILLISECONDS_TO_START));
        // oxlint-disable-next-line no-await-in-loop
        await killed(child);
        life += 1;
      }
      // oxlint-disable-next-line no-await-in-loop
      server = await run(path);
      // oxlint-disable-next-line no-await-in-loop
      expect(await problemsOf(server, log, ids), `seed ${seed}, kill ${life}`).toEqual([]);
    }
    counted = countOf(log, await look(server, ids));
  } finally {
    await server.kill();
  }
  const raw = new DatabaseSync(path);
  expect(raw.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(raw.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  raw.close();
  rmSync(directory, { recursive: true, force: true });
  return counted;
};

test(
  `killed ${KILLS} times under load, seed ${SEED} (KILL_RUNS, KILL_SEED): what was acknowledged is there, once, with what it asks for`,
  async () => {
    const sums = new Map<string, number>();
    for (let kills = 0; kills < KILLS; kills += OF_ONE_DATABASE) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const counted = await survive(Math.min(OF_ONE_DATABASE, KILLS - kills), SEED + kills);
      for (const [what, many] of Object.entries(counted)) sums.set(what, (sums.get(what) ?? 0) + many);
    }
    console.log([`${KILLS} kills, seed ${SEED}`, ...[...sums].map(([what, many]) => `${what}: ${many}`)].join('\n  '));
    for (const [what, many] of sums) if (KILLS >= 8) expect(many, what).toBeGreaterThan(0);
  },
  60_000 + KILLS * 15_000,
);
