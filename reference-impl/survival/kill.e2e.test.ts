import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { killed, run, spawnServer } from '../crash-run.test-helper.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';
import { START } from '../world.test-helper.ts';
import { advance, live } from './load.test-helper.ts';
import { ended, type Log } from './log.test-helper.ts';
import { look } from './look.test-helper.ts';
import { inFile, onServer, type Place } from './places.test-helper.ts';
import { randomOf } from './random.test-helper.ts';
import { type Counted, countOf, inWords, problemsOf, summed } from './recovery.test-helper.ts';
import { setUp } from './scene.test-helper.ts';

const KILLS = Number(process.env['KILL_RUNS'] ?? 8);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000);
/** Kills of one database: after each everything is looked at that was ever written to it. */
const OF_ONE_DATABASE = 25;
const MILLISECONDS_TO_START = 1500;

/** Killed `kills` times on one database; gives what was counted. */
const survive = async ({ database, check, remove }: Place, kills: number, seed: number): Promise<Counted> => {
  const log: Log = { readings: new Map(), orders: new Map(), clock: { leastMs: START, mostMs: START } };
  const random = randomOf(seed);
  let server = await run(database);
  let counted: Counted = {};
  try {
    const ids = await setUp(server);
    for (let life = 0; life < kills;) {
      // Something falls due in every life, also where it is a short one.
      // oxlint-disable-next-line no-await-in-loop -- one life after the other
      await advance({ server, log, ids }, 20);
      // oxlint-disable-next-line no-await-in-loop
      await live({ server, name: `k${life}`, log, ids, random, killAfter: 1 + random.below(120) });
      ended(log);
      life += 1;
      if (life < kills && random.below(4) === 0) {
        // Killed once more, before it listens or as it does.
        const child = spawnServer(database);
        // oxlint-disable-next-line no-await-in-loop
        await pause(random.below(MILLISECONDS_TO_START));
        // oxlint-disable-next-line no-await-in-loop
        await killed(child);
        life += 1;
      }
      // oxlint-disable-next-line no-await-in-loop
      server = await run(database);
      // oxlint-disable-next-line no-await-in-loop
      expect(await problemsOf(server, log, ids), `seed ${seed}, kill ${life}`).toEqual([]);
    }
    counted = countOf(log, await look(server, ids));
  } finally {
    await server.kill();
  }
  await check();
  remove();
  return counted;
};

const survived = async (newPlace: () => Place, where: string): Promise<void> => {
  const all: Counted[] = [];
  for (let kills = 0; kills < KILLS; kills += OF_ONE_DATABASE)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    all.push(await survive(newPlace(), Math.min(OF_ONE_DATABASE, KILLS - kills), SEED + kills));
  const counted = summed(all);
  console.log(inWords(`${KILLS} kills ${where}, seed ${SEED}`, counted));
  for (const [what, many] of Object.entries(counted)) if (KILLS >= 8) expect(many, what).toBeGreaterThan(0);
};

const TITLE = `killed ${KILLS} times under load, seed ${SEED} (KILL_RUNS, KILL_SEED): what was acknowledged is there, once, with what it asks for`;
const TIMEOUT_MS = 60_000 + KILLS * 15_000;

test(`in a file, ${TITLE}`, () => survived(inFile, 'in a file'), TIMEOUT_MS);

describe.skipIf(noPostgres !== undefined)(onPostgres, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster.remove());

  test(TITLE, () => survived(() => onServer(cluster), 'on PostgreSQL'), TIMEOUT_MS);
});
