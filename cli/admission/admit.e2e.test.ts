import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPipeline } from '../../reference-impl/app.ts';
import type { Caller } from '../../reference-impl/pipeline.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { noPostgres, startCluster } from '../../reference-impl/store/postgres/cluster.ts';
import { asked as askedOf } from '../../reference-impl/store/postgres/server.test-helper.ts';
import { createReadyWorld, must, OKAFOR, orderOf, readingOf } from '../../reference-impl/world.test-helper.ts';
import { commandLine } from '../command-line.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const UNTIL = '2100-01-01T00:00:00Z';
const GATEWAY: Caller = {
  role: 'gateway',
  client: 'g',
  source: { system: 'https://vitalproof.example/fhir/sid/client', value: 'vp-gateway' },
};

const directory = mkdtempSync(join(tmpdir(), 'vitalproof-admit-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
let env: Record<string, string> = {};
const vitalproof = commandLine(() => env);

test.skipIf(noPostgres !== undefined)(
  'nobody is admitted to a database that is not there, on a server too, where a slip of the pen would have made one',
  async () => {
    const cluster = await startCluster();
    try {
      const argv = ['gw', '--measure', 'glucose', '--until', UNTIL, '--db', cluster.of('vitalprof')];
      const { code, out, err } = await vitalproof('admit', ...argv);
      expect([code, out]).toEqual([65, '']);
      expect(err).toContain('there is no database');
      expect(await askedOf(cluster.url, "SELECT 1 FROM pg_namespace WHERE nspname = 'vitalprof'")).toEqual([]);
    } finally {
      await cluster.remove();
    }
  },
);

describe.each(['of a reference that runs', 'of a database that no process serves'])('a client %s', (where) => {
  const database = join(directory, where.replaceAll(' ', '-'), 'reference.db');
  let running: RunningReference | undefined;
  let at: readonly string[] = [];
  beforeAll(async () => {
    if (where.includes('runs')) {
      running = await startReference({ databasePath: database, tokenKey: KEY, policies: { sources: 'admitted' } });
      at = ['--fhir', running.fhirBase];
    } else {
      await createPipeline({ databasePath: database }).close();
      at = ['--db', database];
    }
    env = { VITALPROOF_TOKEN_KEY: KEY };
  });
  afterAll(() => running?.close());
  const admit = (...argv: readonly string[]) => vitalproof('admit', ...argv, ...at);

  test('is admitted for what and until when is said, listed, admitted for more, and withdrawn', async () => {
    expect(await admit()).toEqual({ code: 0, out: 'No client was ever admitted.\n', err: '' });
    const first = await admit('vp-gateway', '--measure', 'glucose', '--until', UNTIL);
    expect(first).toEqual({ code: 0, out: `admitted   vp-gateway  glucose until ${UNTIL}\n`, err: '' });
    await admit('urn:example:app|meter-app', '--measure', 'glucose,weight', '--until', UNTIL);
    await admit('vp-gateway', '--measure', 'weight', '--until', UNTIL);
    expect((await admit()).out.split('\n')).toEqual([
      `admitted   vp-gateway                 weight until ${UNTIL}`,
      `admitted   urn:example:app|meter-app  glucose, weight until ${UNTIL}`,
      '',
    ]);
    const gone = await admit('vp-gateway', '--withdraw');
    expect(gone).toEqual({ code: 0, out: `withdrawn  vp-gateway  weight until ${UNTIL}\n`, err: '' });
    const again = await admit('vp-gateway', '--measure', 'glucose', '--until', UNTIL);
    expect(again.out).toContain('admitted   vp-gateway  glucose');
  });

  test('that was never admitted cannot be withdrawn: told with those who were', async () => {
    const { code, err } = await admit('nobody', '--withdraw');
    expect([code, err]).toEqual([64, expect.stringContaining('nobody was never admitted')]);
    expect(err).toContain('one of vp-gateway, meter-app');
  });
});

test('what was admitted holds for the pipeline that opens the database, and is audited as the act of an operator', async () => {
  const database = join(directory, 'holds', 'reference.db');
  await createPipeline({ databasePath: database }).close();
  const asked = async (): Promise<boolean> => {
    const pipeline = createPipeline({ databasePath: database, policies: { sources: 'admitted' } });
    const may = pipeline.sources.admits(GATEWAY);
    await pipeline.close();
    return may;
  };
  expect(await asked()).toBe(false);
  await vitalproof('admit', 'vp-gateway', '--measure', 'glucose', '--until', UNTIL, '--db', database);
  expect(await asked()).toBe(true);
  await vitalproof('admit', 'vp-gateway', '--withdraw', '--db', database);
  expect(await asked()).toBe(false);
  const pipeline = createPipeline({ databasePath: database });
  const trail = pipeline.audit.search({ role: 'auditor', client: 'a' }, { count: 10 });
  expect(trail.ok && trail.value.entries.map(({ body }) => [body.who, body.action])).toEqual([
    ['vitalproof-admit', 'create'],
    ['vitalproof-admit', 'update'],
  ]);
  await pipeline.close();
});

test('what fell due while nobody served the database is left to who serves it, and tells another system of it', async () => {
  const databasePath = join(directory, 'due', 'reference.db');
  const escalation = { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR } as const;
  const options = { databasePath, notesAlerts: true };
  const world = await createReadyWorld(orderOf({ rules: [escalation] }), options);
  must(await world.file(readingOf('305')));
  await world.pipeline.close();
  await vitalproof('admit', 'vp-gateway', '--measure', 'glucose', '--until', UNTIL, '--db', databasePath);
  await vitalproof('admit', '--db', databasePath);
  const served = createPipeline(options);
  await served.settle();
  expect(served.alerts?.counts().waiting).toBe(2);
  expect(served.alerts?.next(1)?.item).toMatchObject({ routedAs: 'escalated', recipient: OKAFOR });
  await served.close();
});

describe('what cannot be done', () => {
  test('a database that is served is held by its process: --fhir is the way', async () => {
    const database = join(directory, 'served', 'reference.db');
    const running = await startReference({ databasePath: database, tokenKey: KEY });
    const held = await vitalproof('admit', '--db', database);
    expect([held.code, held.err]).toEqual([65, expect.stringContaining(database)]);
    env = { VITALPROOF_TOKEN_KEY: `another${KEY}` };
    const wrong = await vitalproof('admit', '--fhir', running.fhirBase);
    expect([wrong.code, wrong.err]).toEqual([69, expect.stringContaining('refused: 401 unauthenticated')]);
    expect(wrong.err).toContain('set VITALPROOF_TOKEN_KEY to the key that the reference was started with');
    env = {};
    expect((await vitalproof('admit', '--fhir', running.fhirBase)).code).toBe(69);
    await running.close();
    const gone = await vitalproof('admit', '--fhir', running.fhirBase);
    expect([gone.code, gone.err]).toEqual([69, expect.stringContaining('nothing answers (')]);
  });

  test('an answer that breaks off is none, and is told as such', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => response.destroy());
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const cut = await vitalproof('admit', '--fhir', `http://127.0.0.1:${port}/fhir`);
    expect([cut.code, cut.err]).toEqual([69, expect.stringContaining('nothing answers (')]);
    server.close();
  });

  test('a reference that asks nobody for a token is reached without one', async () => {
    const running = await startReference({ databasePath: ':memory:', tokenKey: KEY, auth: 'none' });
    expect((await vitalproof('admit', '--fhir', running.fhirBase)).out).toBe('No client was ever admitted.\n');
    await running.close();
  });

  test.each([
    [['--db', join(directory, 'none.db')], 65, 'there is no database'],
    [['a', 'b'], 64, 'b is one client too many'],
    [['--withdraw'], 64, 'which client is not said'],
    [['--measure', 'glucose'], 64, 'which client is not said'],
    [['a'], 64, 'what it may send is not said'],
    [['a', '--measure', 'glucose,pulse'], 64, '--measure glucose,pulse is not usable'],
    [['a', '--measure', 'glucose'], 64, 'until when it is admitted is not said'],
    [['a', '--measure', 'glucose', '--until', 'tomorrow'], 64, '--until tomorrow is no instant'],
    [['a', '--measure', 'glucose', '--until', '2026-02-30T00:00:00Z'], 64, '--until 2026-02-30T00:00:00Z'],
    [['a', '--measure', 'glucose', '--until', '2020-01-01T00:00:00Z'], 64, 'has passed'],
    [['a', '--withdraw', '--until', UNTIL], 64, '--until does not go with --withdraw'],
    [['|', '--withdraw'], 64, '| names no client'],
    [['--fhir', 'http://127.0.0.1:1/fhir', '--db', 'x'], 64, 'all name the reference'],
    [['a', '--key', 'k.pem'], 64, '--key goes with a certificate, and a is none'],
    [['no-such-bundle', '--client', 'c'], 64, '--client goes with a certificate, and no-such-bundle is none'],
    [['--fhir', 'localhost'], 64, '--fhir localhost is no address'],
  ] as const)('%j', async (argv, code, what) => {
    const said = await vitalproof('admit', ...argv);
    expect([said.code, said.err]).toEqual([code, expect.stringContaining(what)]);
    expect(said.out).toBe('');
  });
});
