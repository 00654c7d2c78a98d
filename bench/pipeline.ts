/**
 * How fast the reference takes readings: `npm run -s bench:pipeline`. Each figure is a ratio to a floor that is measured
 * in the same run, on the same cores: the same bodies over the same wire, committed in the same way, with no logic at
 * all. Every measurement is the median of several, and begins once the same load has run for BENCH_WARM=N seconds: what a
 * server does in its first moments, before its code is compiled, is not what it can keep up. BENCH_SECONDS=N of each load,
 * BENCH_REPEATS=N, BENCH_STORED=N readings for the growth; BENCH_ONLY=single,bundle,batch,mllp,p99,growth.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { signToken } from '../reference-impl/api/auth/sign.ts';
import type { Kept } from './pipeline/floor.ts';
import { closedLoop, openLoop } from './pipeline/load.ts';
import { BUNDLE, get, requestsOf } from './pipeline/requests.ts';
import { HTTP, MLLP, openWire } from './pipeline/wire.ts';

const whole = (name: string, fallback: number): number => {
  const text = process.env[name] ?? String(fallback);
  if (!/^[1-9]\d*$/.test(text)) throw new RangeError(`${name} is ${text}; expected a whole number from 1`);
  return Number(text);
};
const SECONDS = whole('BENCH_SECONDS', 8);
const WARM = whole('BENCH_WARM', 8);
const REPEATS = whole('BENCH_REPEATS', 3);
const STORED = whole('BENCH_STORED', 1_000_000);
if (STORED < 30_000)
  throw new RangeError(`BENCH_STORED is ${STORED}; expected 30000 or more, for the first 20000 are stored before`);
const only = process.env['BENCH_ONLY']?.split(',');
const isAsked = (name: string): boolean => only === undefined || only.includes(name);

const CONNECTIONS = { single: 512, bundle: 32, batch: 32, mllp: 384 };
const PER_SECOND = 1000;
const LOOK_EVERY_MS = 10;

const folder = mkdtempSync(join(tmpdir(), 'vitalproof-pipeline-'));
const key = randomBytes(32).toString('hex');
const tokenOf = (role: 'gateway' | 'ehr'): string =>
  signToken({ sub: `vp-${role}`, role, exp: Math.floor(Date.now() / 1000) + 300 }, key);
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const path = (name: string): string => fileURLToPath(new URL(`pipeline/${name}.ts`, import.meta.url));
let runs = 0;

interface Server {
  readonly http: number;
  readonly mllp: number;
  readonly patients: readonly string[];
  /** What it took, as it says when it ends. */
  stop(): Promise<string>;
}

const FLOORS: readonly Kept[] = ['floor', 'indexed', 'rows'];
type Mode = Kept | 'reference';

const start = async (mode: Mode): Promise<Server> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [...process.execArgv, path('serve'), mode, join(folder, `${mode}-${++runs}`, 'bench.db'), key],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  if (child.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = await lines.next();
  if (said.done === true) throw new Error(`the ${mode} did not start`);
  const where = JSON.parse(said.value) as Omit<Server, 'stop'>;
  const stop = async (): Promise<string> => {
    child.stdin?.end();
    const last = await lines.next();
    return last.done === true ? '' : last.value;
  };
  return { ...where, patients: where.patients ?? Array.from({ length: 64 }, (_, n) => `Patient/p${n + 1}`), stop };
};

type Load = 'single' | 'bundle' | 'batch' | 'mllp';

const rateOf = async (mode: Mode, load: Load): Promise<number> => {
  const server = await start(mode);
  const token = tokenOf('gateway');
  const measure = async (name: string, seconds: number): Promise<number> => {
    const requests = requestsOf(name, server.patients, token, Date.now());
    const run = { connections: CONNECTIONS[load], seconds };
    const http = (request: (n: number) => Buffer, status: number) =>
      closedLoop(server.http, HTTP, { request, isRight: (a) => a.status === status }, run);
    if (load === 'single') return http(requests.single, 201);
    if (load === 'mllp') {
      const isRight = ({ body }: { readonly body: Buffer }): boolean => body.includes('MSA|AA|');
      return closedLoop(server.mllp, MLLP, { request: requests.oru, isRight }, run);
    }
    const type = load === 'batch' ? 'batch' : 'transaction';
    return BUNDLE * (await http((n) => requests.bundle(n, type), 200));
  };
  await measure(`W${runs}X`, WARM);
  const rate = await measure(`R${runs}X`, SECONDS);
  await server.stop();
  return rate;
};

/** All floors and the reference by turns, so that a slow moment of the machine meets all. */
const ratesOf = async (load: Load): Promise<Readonly<Record<Mode, number>>> => {
  const rates: Record<Mode, number[]> = { floor: [], indexed: [], rows: [], reference: [] };
  for (let i = 0; i < REPEATS; i++)
    for (const mode of [...FLOORS, 'reference'] as const) rates[mode].push(await rateOf(mode, load));
  const told = (mode: Mode): string =>
    `${median(rates[mode]).toFixed(0)}/s (${rates[mode].map((r) => r.toFixed(0)).join(', ')})`;
  console.log(
    `${load}: floor ${told('floor')}, with one index ${told('indexed')}, with the rows of a receiver ${told('rows')}, reference ${told('reference')}`,
  );
  const of = (mode: Mode): number => median(rates[mode]);
  return { floor: of('floor'), indexed: of('indexed'), rows: of('rows'), reference: of('reference') };
};

/** From the instant at which a reading was to be sent to when its item was in a look, ms, of every abnormal one. */
const delays = async (): Promise<readonly number[]> => {
  const server = await start('reference');
  const requests = requestsOf('P', server.patients, tokenOf('gateway'), Date.now());
  /** When each abnormal reading was to be sent, by its number; where it is filed, by its number; when its item was seen. */
  const intended = new Map<number, number>();
  const places = new Map<number, string>();
  const sights = new Map<string, number>();
  const looker = await openWire(server.http, HTTP);
  let since = new Date(Date.now() - 60_000).toISOString();
  const looks = { goOn: true };
  const look = async (): Promise<void> => {
    const code = encodeURIComponent('https://vitalproof.example/fhir/CodeSystem/item-kind|');
    const { status, body } = await looker.ask(
      get(`/fhir/Task?code=${code}&_lastUpdated=ge${since}&_sort=_lastUpdated&_count=200`, tokenOf('ehr')),
    );
    if (status !== 200) throw new Error(`a look was answered ${status}: ${body.toString().slice(0, 300)}`);
    const at = performance.now();
    const bundle = JSON.parse(body.toString()) as {
      readonly entry?: readonly {
        readonly resource: {
          readonly focus: { readonly reference: string };
          readonly meta: { readonly lastUpdated: string };
        };
      }[];
    };
    for (const { resource } of bundle.entry ?? []) {
      since = resource.meta.lastUpdated;
      const reading = resource.focus.reference;
      if (!sights.has(reading)) sights.set(reading, at);
    }
  };
  const watch = (async (): Promise<void> => {
    while (looks.goOn) {
      await look();
      await pause(LOOK_EVERY_MS);
    }
  })();
  const seconds = Math.max(10, SECONDS);
  await openLoop(
    server.http,
    HTTP,
    {
      request: requests.single,
      isRight: ({ status, head }, n) => {
        const place = /\r\nlocation: \S*(Observation\/[^\s/]+)/i.exec(head)?.[1];
        if (place !== undefined) places.set(n, place);
        return status === 201;
      },
    },
    { connections: 256, perSecond: PER_SECOND, seconds },
    (n, at) => {
      if (n % 10 === 0) intended.set(n, at);
    },
  );
  const until = performance.now() + 5000;
  while (sights.size < intended.size && performance.now() < until) await pause(20);
  looks.goOn = false;
  await watch;
  looker.close();
  await server.stop();
  return [...intended].map(([n, due]) => {
    const sight = sights.get(places.get(n) ?? '');
    if (sight === undefined) throw new Error(`the item of reading ${n} was never seen`);
    return sight - due;
  });
};

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(q * values.length) - 1)] ?? Number.NaN;

const growth = (): { readonly ratio: number; readonly grownMb: number } => {
  const args = ['--expose-gc', path('growth'), join(folder, 'growth', 'bench.db'), String(STORED)];
  const child = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.status !== 0) throw new Error('the growth could not be measured');
  const { firstMs, lastMs, beforeMb, afterMb } = JSON.parse(child.stdout) as Readonly<Record<string, number>>;
  const [first = 1, last = 1, before = 0, after = 0] = [firstMs, lastMs, beforeMb, afterMb];
  console.log(
    `growth: ${(first / 10).toFixed(1)} µs a reading among the first, ${(last / 10).toFixed(1)} µs once ${STORED} are stored; heap ${before.toFixed(0)} MB, then ${after.toFixed(0)} MB`,
  );
  return { ratio: last / first, grownMb: after - before };
};

try {
  const figures: (readonly [string, string])[] = [];
  for (const load of ['single', 'bundle', 'batch', 'mllp'] as const)
    if (isAsked(load)) {
      const { floor, indexed, rows, reference } = await ratesOf(load);
      figures.push([`pipeline.${load}.indexed_ratio`, (reference / indexed).toFixed(2)]);
      figures.push([`pipeline.${load}.rows_ratio`, (reference / rows).toFixed(2)]);
      figures.push([`pipeline.${load}.rows_of_floor`, (rows / floor).toFixed(2)]);
      figures.push([`pipeline.${load}.ratio`, (reference / floor).toFixed(2)]);
    }
  if (isAsked('p99')) {
    const all: (readonly number[])[] = [];
    for (let i = 0; i < REPEATS; i++) all.push(await delays());
    for (const one of all)
      console.log(
        `p50 ${quantile(one, 0.5).toFixed(0)} ms, p99 ${quantile(one, 0.99).toFixed(0)} ms of ${one.length} items at ${PER_SECOND} readings/s`,
      );
    figures.push(['pipeline.p99.ms', median(all.map((one) => quantile(one, 0.99))).toFixed(0)]);
  }
  if (isAsked('growth')) {
    const { ratio, grownMb } = growth();
    figures.push(['pipeline.growth.ratio', ratio.toFixed(2)], ['pipeline.growth.mb', grownMb.toFixed(0)]);
  }
  for (const [name, value] of figures) console.log(`bench ${name} ${value}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
