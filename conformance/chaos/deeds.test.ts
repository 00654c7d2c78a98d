import { describe, expect, test } from 'vitest';
import type { FaultLine } from '../history/lines.ts';
import type { OutageRequest } from '../runner/restarts.ts';
import { type ProcessPort, ProcessProblem } from '../sut/process/process-port.ts';
import { deedsOf } from './deeds.ts';

const port = (can?: ProcessPort['can']): ProcessPort => ({
  via: 'command',
  readyWithinMs: 1,
  down: async () => undefined,
  up: async () => undefined,
  ...(can === undefined ? {} : { can }),
});

const scene = (process: ProcessPort | undefined, take?: (request: OutageRequest) => Promise<void>) => {
  const taken: OutageRequest[] = [];
  const faults: Omit<FaultLine, 'kind' | 'seq'>[] = [];
  let now = 0;
  let silent = 2;
  const note = async (request: OutageRequest): Promise<void> => void taken.push(request);
  const parts: Parameters<typeof deedsOf>[0] = {
    process,
    restarts: process === undefined ? undefined : { take: take ?? note, until: undefined, lost: undefined },
    reach: async () => {
      now += 5e6;
      if (silent-- > 0) throw new Error('no database');
    },
    clock: { now: () => now, wall: () => '', started: '' },
    history: {
      fault: (line) => {
        faults.push(line);
        return { kind: 'fault', seq: 1, ...line };
      },
    } as Parameters<typeof deedsOf>[0]['history'],
  };
  return { parts, taken, faults };
};

describe('the deeds', () => {
  test('are those that the port can do, each an outage of its kind', async () => {
    const { parts, taken } = scene(port(['kill', 'pause']));
    const deeds = deedsOf(parts);
    expect(Object.keys(deeds).toSorted()).toEqual(['killed', 'paused']);
    expect(await deeds.killed?.(300)).toBe(1);
    expect(taken).toEqual([{ how: 'kill', downMs: 300 }]);
  });

  test('are all where nobody knows, and what turns out to lack means is done no time', async () => {
    const { parts } = scene(port(), () => Promise.reject(new ProcessProblem('no', { isLacking: true })));
    const deeds = deedsOf(parts);
    expect(Object.keys(deeds).toSorted()).toEqual(['killed', 'paused', 'stopped']);
    expect(await deeds.stopped?.(1)).toBe(0);
  });

  test('a system that does not come back is told', async () => {
    const { parts } = scene(port(), () => Promise.reject(new ProcessProblem('not ready again')));
    await expect(deedsOf(parts).killed?.(1)).rejects.toThrow('not ready again');
  });

  test('are none without the port', () => expect(deedsOf(scene(undefined).parts)).toEqual({}));

  test('the database is gone and back, and the outage lasts until the system answers again', async () => {
    const { parts, faults } = scene(undefined);
    const did: string[] = [];
    const database = {
      crash: async () => void did.push('crash'),
      start: async () => void did.push('start'),
    };
    expect(await deedsOf(parts, database)['database-restarted']?.(0)).toBe(1);
    expect(did).toEqual(['crash', 'start']);
    expect(faults).toMatchObject([{ fault: 'database-restarted', from: 0, until: 15e6 }]);
  });
});
