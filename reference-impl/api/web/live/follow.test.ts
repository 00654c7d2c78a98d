import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { accept, type Outcome, refuse } from '../../../../contract/refusal.ts';
import type { Stamped } from './arrivals.ts';
import { follow } from './follow.ts';
import { createHub } from './hub.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const stamped = (stamp: string): Stamped => ({
  stamp,
  arrival: { id: stamp, version: 1, isCritical: false, html: '', said: '' },
});

/** A hub that is told by hand, and looks that give what is put in. */
const scene = () => {
  let told: () => void = () => {};
  const found: (Outcome<readonly Stamped[]> | undefined)[] = [];
  const looks: string[] = [];
  const written: string[] = [];
  const state = { isJoined: false, ended: 0 };
  const end = follow(
    {
      hub: {
        join: (listener) => {
          told = listener;
          state.isJoined = true;
          return () => void (state.isJoined = false);
        },
        close: () => {},
      },
      look: async (since) => {
        looks.push(since);
        return found.length === 0 ? accept([]) : found.shift();
      },
      write: (arrivals) => written.push(...arrivals.map(({ stamp }) => stamp)),
      ended: () => void (state.ended += 1),
    },
    'a',
  );
  return { tell: () => told(), found, looks, written, state, end, pass: () => vi.advanceTimersByTimeAsync(250) };
};

describe('a stream', () => {
  test('looks at first, after every change, and again from what it had last', async () => {
    const { tell, found, looks, written, pass } = scene();
    await pass();
    found.push(accept([stamped('b'), stamped('c')]));
    tell();
    await pass();
    await pass();
    expect(looks).toEqual(['a', 'a', 'c']);
    expect(written).toEqual(['b', 'c']);
  });

  test('takes many changes for one look, and rests between two', async () => {
    const { tell, looks, pass } = scene();
    for (let n = 0; n < 50; n += 1) tell();
    await vi.advanceTimersByTimeAsync(249);
    expect(looks).toHaveLength(1);
    await pass();
    expect(looks).toHaveLength(2);
    await pass();
    expect(looks).toHaveLength(2);
  });

  test.each<[string, Outcome<readonly Stamped[]> | undefined]>([
    ['is signed in no more', undefined],
    ['may see it no more', refuse('scope')],
  ])('ends where whoever looks %s', async (_name, answer) => {
    const { tell, found, looks, state, pass } = scene();
    await pass();
    found.push(answer);
    tell();
    await pass();
    tell();
    await pass();
    expect([looks.length, state.isJoined, state.ended]).toEqual([2, false, 1]);
  });

  test('that was ended looks no more, and says nothing more', async () => {
    const { tell, found, looks, written, state, end, pass } = scene();
    found.push(accept([stamped('b')]));
    end();
    await pass();
    tell();
    await pass();
    expect([looks.length, written, state.isJoined, state.ended]).toEqual([1, [], false, 0]);
  });
});

test('a hub asks once for all who listen, and no more once nobody does', async () => {
  let asked = 0;
  let change = Promise.withResolvers<number>();
  const hub = createHub((seen) => {
    asked += 1;
    return seen === undefined ? 0 : change.promise;
  });
  const heard: string[] = [];
  const leave = [hub.join(() => heard.push('first')), hub.join(() => heard.push('second'))];
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toBe(2);
  const before = change;
  change = Promise.withResolvers<number>();
  before.resolve(1);
  await vi.advanceTimersByTimeAsync(0);
  expect([heard, asked]).toEqual([['first', 'second'], 3]);
  for (const one of leave) one();
  change.resolve(2);
  await vi.advanceTimersByTimeAsync(0);
  expect([heard.length, asked]).toEqual([2, 3]);
});
