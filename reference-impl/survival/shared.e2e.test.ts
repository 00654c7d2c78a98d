import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run, type Running } from '../crash-run.test-helper.ts';
import { type Cluster, noPostgres, onPostgres, startCluster } from '../store/postgres/cluster.ts';
import { START } from '../world.test-helper.ts';
import { advance, live } from './load.test-helper.ts';
import { ended, type Log } from './log.test-helper.ts';
import { look } from './look.test-helper.ts';
import { onServer } from './places.test-helper.ts';
import { randomOf } from './random.test-helper.ts';
import { countOf, inWords, problemsOf } from './recovery.test-helper.ts';
import { setUp } from './scene.test-helper.ts';

const RUNS = Number(process.env['SHARED_RUNS'] ?? 3);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000);
const newLog = (): Log => ({ readings: new Map(), orders: new Map(), clock: { leastMs: START, mostMs: START } });
const acknowledged = ({ readings }: Log): number => [...readings.values()].filter(({ filed }) => filed.answered).length;
const healthOf = async ({ fhirBase }: Running): Promise<Readonly<Record<string, unknown>>> =>
  (await (await fetch(new URL('/health', fhirBase))).json()) as Record<string, unknown>;
const TIMEOUT_MS = 60_000 + RUNS * 20_000;

describe.skipIf(noPostgres !== undefined)(onPostgres, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster.remove());

  test(
    `two share a database, and one is killed ${RUNS} times, seed ${SEED} (SHARED_RUNS, KILL_SEED): the other goes on, and nothing is lost or there twice`,
    async () => {
      const { database, check } = onServer(cluster);
      const [log, random] = [newLog(), randomOf(SEED)];
      let [one, other]: [Running, Running] = [await run(database), await run(database)];
      try {
        const ids = await setUp(one);
        for (let life = 0; life < RUNS; life += 1) {
          // oxlint-disable-next-line no-await-in-loop -- one life after the other
          await advance({ server: one, log, ids }, 20);
          let isGone = false;
          const common = { log, ids, random };
          const killAfter = 1 + random.below(120);
          const goingOn = live({
            ...common,
            server: other,
            name: `o${life}`,
            killAfter: Number.POSITIVE_INFINITY,
            isOver: () => isGone,
            leavesClock: true,
          });
          // oxlint-disable-next-line no-await-in-loop
          await live({ ...common, server: one, name: `k${life}`, killAfter });
          isGone = true;
          // oxlint-disable-next-line no-await-in-loop
          await goingOn;
          ended(log);
          // oxlint-disable-next-line no-await-in-loop
          expect(await problemsOf(other, log, ids), `seed ${SEED}, kill ${life}`).toEqual([]);
          // Whoever was left is killed next.
          // oxlint-disable-next-line no-await-in-loop
          [one, other] = [other, await run(database)];
        }
        const counted = countOf(log, await look(one, ids));
        console.log(inWords(`${RUNS} kills of one of two, seed ${SEED}`, counted));
        expect(counted['items there']).toBeGreaterThan(0);
      } finally {
        await one.kill();
        await other.kill();
      }
      await check();
    },
    TIMEOUT_MS,
  );

  test(
    `the server is gone ${RUNS} times, seed ${SEED} (SHARED_RUNS, KILL_SEED), and back: the process lives, and nothing is lost or there twice`,
    async () => {
      const { database, check } = onServer(cluster);
      const [log, random] = [newLog(), randomOf(SEED)];
      const server = await run(database);
      try {
        const ids = await setUp(server);
        for (let time = 0; time < RUNS; time += 1) {
          // oxlint-disable-next-line no-await-in-loop -- one time after the other
          await advance({ server, log, ids }, 20);
          const crashAt = acknowledged(log) + 1 + random.below(120);
          let crashed: Promise<void> | undefined;
          // What fails ends the writers.
          const isOver = (): boolean => {
            if (acknowledged(log) >= crashAt) crashed ??= cluster.crash();
            return false;
          };
          const life = { server, name: `g${time}`, log, ids, random, killAfter: Number.POSITIVE_INFINITY };
          // oxlint-disable-next-line no-await-in-loop
          await live({ ...life, mayFail: true, isOver });
          // oxlint-disable-next-line no-await-in-loop
          await crashed;
          // oxlint-disable-next-line no-await-in-loop
          expect(await healthOf(server), 'it says what it lacks').toEqual({
            status: 'unavailable',
            why: 'the database server cannot be reached',
          });
          // oxlint-disable-next-line no-await-in-loop
          await cluster.start();
          // oxlint-disable-next-line no-await-in-loop
          while ((await healthOf(server))['status'] !== 'ok') await pause(20);
          ended(log);
          // oxlint-disable-next-line no-await-in-loop
          expect(await problemsOf(server, log, ids), `seed ${SEED}, time ${time}`).toEqual([]);
        }
        const counted = countOf(log, await look(server, ids));
        console.log(inWords(`the server gone ${RUNS} times, seed ${SEED}`, counted));
        expect(counted['items there']).toBeGreaterThan(0);
      } finally {
        await server.kill();
      }
      await check();
    },
    TIMEOUT_MS,
  );
});
