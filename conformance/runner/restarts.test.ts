import { describe, expect, test } from 'vitest';
import type { RunClock } from '../history/clock.ts';
import type { FaultLine } from '../history/lines.ts';
import { type Outage, type ProcessPort, ProcessProblem } from '../sut/process/process-port.ts';
import { restarts } from './restarts.ts';

const MS = 1_000_000;

interface Means {
  readonly down?: () => void;
  readonly up?: () => void;
  /** How often it does not answer before it does. */
  readonly silent?: number;
  readonly readyWithinMs?: number;
}

/** A system whose every step takes 10 ms of the harness's clock. */
const world = ({ down, up, silent = 0, readyWithinMs = 1000 }: Means = {}) => {
  let now = 0;
  let asked = 0;
  const done: string[] = [];
  const faults: Omit<FaultLine, 'kind' | 'seq'>[] = [];
  const step = (name: string, act?: () => void) => async (how?: Outage) => {
    done.push(how === undefined ? name : `${name} ${how}`);
    now += 10 * MS;
    await Promise.resolve();
    act?.();
  };
  const port: ProcessPort = { via: 'command', readyWithinMs, down: step('down', down), up: step('up', up) };
  const clock: RunClock = { now: () => now, wall: () => '2026-03-03T12:00:00Z', started: '2026-03-03T12:00:00Z' };
  const ask = step('ask', () => {
    if (++asked <= silent) throw new Error('ECONNREFUSED');
  });
  const history = { fault: (line: Omit<FaultLine, 'kind' | 'seq'>) => (faults.push(line), line as FaultLine) };
  return { outages: restarts({ port, ask: () => ask(), clock, history }), done, faults };
};

describe('an outage', () => {
  test.each(['stop', 'kill', 'pause'] as const)('%s: down, up, and asked until it answers', async (how) => {
    const { outages, done, faults } = world({ silent: 2 });
    await outages.take({ how, downMs: 0 });
    expect(done).toEqual([`down ${how}`, `up ${how}`, 'ask', 'ask', 'ask']);
    expect(faults).toEqual([
      {
        fault: { stop: 'stopped', kill: 'killed', pause: 'paused' }[how],
        from: 0,
        until: 50 * MS,
        detail: 'by command; started again after 10 ms, answered 40 ms later',
      },
    ]);
    expect(outages.until).toBe(50 * MS);
    expect(outages.lost).toBeUndefined();
  });
  test('of a system that cannot be brought down is told, and it is not lost', async () => {
    const { outages, done, faults } = world({
      down: () => {
        throw new ProcessProblem('no such command', { isLacking: true });
      },
    });
    await expect(outages.take({ how: 'kill', downMs: 0 })).rejects.toMatchObject({ isLacking: true });
    expect(done).toEqual(['down kill']);
    expect(faults).toMatchObject([{ fault: 'killed', detail: 'no such command' }]);
    expect(outages.lost).toBeUndefined();
  });
  test.each<[string, Means, string]>([
    [
      'cannot be started',
      {
        up: () => {
          throw new Error('exit 1');
        },
      },
      'exit 1',
    ],
    [
      'does not answer again',
      { silent: 99, readyWithinMs: 30 },
      'the system was not ready again within 30 ms: ECONNREFUSED',
    ],
  ])('after which it %s leaves it lost', async (_name, means, why) => {
    const { outages, faults } = world(means);
    await expect(outages.take({ how: 'kill', downMs: 0 })).rejects.toMatchObject({
      name: 'ProcessProblem',
      message: why,
    });
    expect(outages.lost).toBe(why);
    expect(faults).toMatchObject([{ detail: why }]);
  });
});

test('a system that was never brought down was never up again', () => {
  const { outages } = world();
  expect([outages.until, outages.lost]).toEqual([undefined, undefined]);
});
