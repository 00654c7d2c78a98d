import { describe, expect, test } from 'vitest';
import { NS_PER_MS } from '../history/clock.ts';
import type { FaultLine } from '../history/lines.ts';
import { type ChaosParts, performChaos } from './perform.ts';
import { type ChaosAct, chaosPlan, DEEDS, TROUBLES } from './plan.ts';
import { Troubles } from './troubles.ts';
import { FAIR, type Weather } from './weather.ts';

/** A clock that goes only where somebody waits for it; who waits the least goes first. */
const fakeTime = () => {
  let now = 0;
  const waiting: { at: number; go: () => void }[] = [];
  const wait = (ms: number): Promise<void> =>
    new Promise((go) => {
      waiting.push({ at: now + ms * NS_PER_MS, go });
      setImmediate(() => {
        const first = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (first === undefined) return;
        waiting.splice(waiting.indexOf(first), 1);
        now = Math.max(now, first.at);
        first.go();
      });
    });
  return { clock: { now: () => now }, wait };
};

const scene = (links: readonly string[] = ['fhir']) => {
  const said: string[] = [];
  const faults: Omit<FaultLine, 'kind' | 'seq'>[] = [];
  const { clock, wait } = fakeTime();
  const ms = (): number => clock.now() / NS_PER_MS;
  const proxies = new Map(
    links.map((link) => [
      link,
      {
        turn: (weather: Weather) => void said.push(`${ms()} ${link} ${weather === FAIR ? 'fair' : weather.road}`),
        halfOpen: () => (said.push(`${ms()} ${link} half-open`), 3),
        resetAll: () => (said.push(`${ms()} ${link} reset`), 2),
      },
    ]),
  );
  const deed = (name: string) => async (forMs: number) => {
    said.push(`${ms()} ${name}`);
    await wait(forMs);
    said.push(`${ms()} up`);
    return 1;
  };
  const parts: ChaosParts = {
    proxies,
    deeds: Object.fromEntries(DEEDS.map((name) => [name, deed(name)])),
    setClock: async (byMs) => void said.push(`${ms()} clock ${byMs}`),
    clock,
    wait,
    history: {
      fault: (line) => {
        faults.push(line);
        return { kind: 'fault', seq: 1, ...line };
      },
    },
  };
  return { parts, said, faults };
};

const onLink = (
  what: (typeof TROUBLES)[number],
  atMs: number,
  forMs: number,
  weather: Partial<Weather> = {},
): ChaosAct => ({
  on: 'link',
  link: 'fhir',
  what,
  atMs,
  forMs,
  weather: { ...FAIR, ...weather },
});
const toSystem = (what: (typeof DEEDS)[number], atMs: number, forMs: number): ChaosAct => ({
  on: 'system',
  what,
  atMs,
  forMs,
});
const planOf = (...acts: readonly ChaosAct[]) => ({ seed: 1, faultsMs: 1000, acts });

describe('a plan is performed', () => {
  test('each act at its instant, taken away when it is over, and said in the history', async () => {
    const { parts, said, faults } = scene();
    const acts = [onLink('partition', 100, 200, { road: 'held' }), onLink('reset', 400, 0)];
    const done = await performChaos(planOf(...acts), parts);
    expect(said).toEqual(['100 fhir held', '300 fhir fair', '400 fhir reset', '400 fhir fair']);
    expect(faults).toEqual([
      { fault: 'link-partition', from: 100 * NS_PER_MS, until: 300 * NS_PER_MS, detail: 'fhir: held' },
      { fault: 'link-reset', from: 400 * NS_PER_MS, until: 400 * NS_PER_MS, detail: 'fhir: 2 connections' },
    ]);
    expect([...done]).toEqual([
      ['partition', 1],
      ['reset', 2],
    ]);
  });

  test('places do not wait for each other', async () => {
    const { parts, said } = scene();
    await performChaos(planOf(onLink('partition', 100, 500, { road: 'held' }), toSystem('killed', 200, 100)), parts);
    expect(said.slice(0, 4)).toEqual(['100 fhir held', '200 killed', '300 up', '600 fhir fair']);
  });

  test('acts of one place do: a system that comes up late is not killed before', async () => {
    const { parts, said } = scene([]);
    await performChaos(planOf(toSystem('killed', 100, 500), toSystem('paused', 200, 100)), parts);
    expect(said).toEqual(['100 killed', '600 up', '600 paused', '700 up']);
  });

  test('while an act lasts, and then no more, trouble is about', async () => {
    const { parts } = scene();
    const troubles = new Troubles();
    const acts = [onLink('partition', 100, 200, { road: 'held' }), toSystem('killed', 500, 100)];
    await performChaos(planOf(...acts), { ...parts, troubles });
    const about = [99, 100, 300, 301, 499, 500, 600, 601].map((ms) => troubles.between(ms * NS_PER_MS, ms * NS_PER_MS));
    expect(about).toEqual([false, true, true, false, false, true, true, false]);
  });

  test('connections that were left half open are trouble for a while', async () => {
    const { parts } = scene();
    const troubles = new Troubles();
    await performChaos(planOf(onLink('half-open', 100, 0)), { ...parts, troubles });
    expect([99, 100, 5100, 5101].map((ms) => troubles.between(ms * NS_PER_MS, ms * NS_PER_MS))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test.each(['reset', 'lossy'] as const)(
    'a message still goes into a connection that was just cut: %s',
    async (what) => {
      const { parts } = scene();
      const troubles = new Troubles();
      await performChaos(planOf(onLink(what, 100, 0, { resetShare: 0.5 })), { ...parts, troubles });
      expect([99, 100, 350, 351].map((ms) => troubles.between(ms * NS_PER_MS, ms * NS_PER_MS))).toEqual([
        false,
        true,
        true,
        false,
      ]);
    },
  );

  test('the weather is said in words', async () => {
    const { parts, faults } = scene();
    const weather = { latencyMs: 12.3, jitterMs: 5, bytesPerSecond: 900, resetShare: 0.25 };
    await performChaos(planOf(onLink('lossy', 0, 10, weather)), parts);
    expect(faults[0]?.detail).toBe('fhir: 12 ms late, up to 5 ms more, 900 bytes a second, 25 % of pieces reset');
  });
});

describe('whatever happens, links are fair afterwards', () => {
  test('also when a deed fails, and its failure is told', async () => {
    const { parts, said } = scene();
    const failing: ChaosParts = {
      ...parts,
      deeds: { killed: () => Promise.reject(new Error('it would not die')) },
    };
    const acts = [toSystem('killed', 0, 10), onLink('partition', 50, 100, { road: 'held' })];
    await expect(performChaos(planOf(...acts), failing)).rejects.toThrow('it would not die');
    expect(said.at(-1)).toBe('150 fhir fair');
  });

  test('also when it is broken off, and then nothing more is begun', async () => {
    const { parts, said } = scene();
    const abort = new AbortController();
    const deeds = { killed: async () => (abort.abort(), 1) };
    const acts = [toSystem('killed', 10, 0), onLink('partition', 500, 100, { road: 'held' })];
    await performChaos(planOf(...acts), { ...parts, deeds, signal: abort.signal });
    expect(said).toEqual(['500 fhir fair']);
  });
});

const ofClock = (byMs: number, atMs: number, forMs: number): ChaosAct => ({
  on: 'clock',
  what: 'clock-stepped',
  byMs,
  atMs,
  forMs,
});

describe('the clock of the system', () => {
  test('is set wrong and right again beside what else is done, and the history says by how much', async () => {
    const { parts, said, faults } = scene();
    const done = await performChaos(planOf(ofClock(-30_000, 100, 200), toSystem('killed', 150, 100)), parts);
    expect(said).toEqual(['100 clock -30000', '150 killed', '250 up', '300 clock 0', '300 fhir fair']);
    expect(faults).toEqual([
      {
        fault: 'clock-stepped',
        from: 100 * NS_PER_MS,
        until: 300 * NS_PER_MS,
        byMs: -30_000,
        detail: '30000 ms back, and right again',
      },
    ]);
    expect([...done]).toEqual([
      ['killed', 1],
      ['clock-stepped', 1],
    ]);
  });

  test('that is wrong swallows no answer', async () => {
    const { parts } = scene();
    const troubles = new Troubles();
    await performChaos(planOf(ofClock(5000, 100, 200)), { ...parts, troubles });
    expect(troubles.between(0, 1000 * NS_PER_MS)).toBe(false);
  });

  test('that cannot be set right is told, and so is how wrong it was', async () => {
    const { parts, faults } = scene();
    const setClock = async (byMs: number): Promise<void> => {
      if (byMs === 0) throw new Error('date: not permitted');
    };
    const performed = performChaos(planOf(ofClock(5000, 100, 200)), { ...parts, setClock });
    await expect(performed).rejects.toThrow('date: not permitted');
    expect(faults).toMatchObject([{ fault: 'clock-stepped', byMs: 5000 }]);
  });
});

describe('what there is no means to is an error, not a silence', () => {
  test('a link without a proxy', async () => {
    const { parts } = scene([]);
    await expect(performChaos(planOf(onLink('reset', 0, 0)), parts)).rejects.toThrow('a link fhir');
  });

  test('a deed that nobody can do', async () => {
    const { parts } = scene();
    const act = toSystem('database-restarted', 0, 10);
    await expect(performChaos(planOf(act), { ...parts, deeds: {} })).rejects.toThrow('the system database-restarted');
  });

  test('a clock that nobody can set', async () => {
    const { parts } = scene();
    const performed = performChaos(planOf(ofClock(5000, 0, 10)), { ...parts, setClock: undefined });
    await expect(performed).rejects.toThrow('the clock stepped');
  });
});

test('of a drawn plan every act is done', async () => {
  const plan = chaosPlan({ seed: 9, faultsMs: 30_000, links: ['fhir', 'hl7v2'], deeds: DEEDS, clock: true });
  const { parts } = scene(['fhir', 'hl7v2']);
  const done = await performChaos(plan, parts);
  expect(new Set(done.keys())).toEqual(new Set(plan.acts.map(({ what }) => what)));
});
