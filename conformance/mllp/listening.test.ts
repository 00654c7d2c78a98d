import { expect, test } from 'vitest';
import { NS_PER_MS } from '../history/clock.ts';
import { BEAT_MS, listen, type Listened } from './listening.ts';

const WAIT_MS = 600;

/** A wait whose clock and beats are moved by hand. `step`: time passes, and a beat comes at the end of it. */
const waiting = () => {
  let now = 0;
  let came = 0;
  let isOver = false;
  let wake: () => void = () => undefined;
  let look: (() => void) | undefined;
  let done: Listened | undefined;
  const wait = listen({
    clock: { now: () => now },
    beats: (_everyMs, each) => {
      look = each;
      return () => {
        look = undefined;
      };
    },
    waitMs: WAIT_MS,
    came: () => came,
    isOver: () => isOver,
    onWake: (call) => {
      wake = call;
    },
  }).then((listened) => (done = listened));
  return {
    step: async (ms: number) => {
      now += ms * NS_PER_MS;
      look?.();
      await Promise.resolve();
      await Promise.resolve();
      return done;
    },
    comes: () => (came += 1),
    over: async () => {
      isOver = true;
      wake();
      return await wait;
    },
    isBeating: () => look !== undefined,
  };
};
type Waiting = ReturnType<typeof waiting>;
const punctually = async ({ step }: Waiting, ms: number): Promise<Listened | undefined> => {
  let done: Listened | undefined;
  for (let passed = 0; passed < ms; passed += BEAT_MS) done = await step(BEAT_MS);
  return done;
};

test('a wait in vain ends when its time is over, and was heard where the loop kept its beats', async () => {
  const one = waiting();
  expect(await punctually(one, WAIT_MS - BEAT_MS)).toBeUndefined();
  expect(await one.step(BEAT_MS)).toEqual({ waitedMs: WAIT_MS, heard: true });
  expect(one.isBeating()).toBe(false);
});

test('while the loop was away nothing was listened to: the wait goes on until all of it was', async () => {
  const late = waiting();
  expect(await late.step(WAIT_MS)).toBeUndefined();
  expect(await punctually(late, WAIT_MS - 3 * BEAT_MS)).toBeUndefined();
  expect(await late.step(BEAT_MS)).toEqual({ waitedMs: WAIT_MS, heard: true });
  const often = waiting();
  for (let i = 0; i < WAIT_MS / (2 * BEAT_MS) - 1; i += 1)
    // oxlint-disable-next-line no-await-in-loop -- one clock
    expect(await often.step(100)).toBeUndefined();
  expect(await often.step(100)).toEqual({ waitedMs: WAIT_MS, heard: true });
});

test('a loop that is hardly ever there proves no silence, and does not wait for ever', async () => {
  const one = waiting();
  for (let i = 0; i < 9; i += 1)
    // oxlint-disable-next-line no-await-in-loop -- one clock
    expect(await one.step(WAIT_MS)).toBeUndefined();
  expect(await one.step(WAIT_MS)).toEqual({ waitedMs: 20 * BEAT_MS, heard: false });
  expect(one.isBeating()).toBe(false);
});

test('a wait that the peer cut short was heard where the loop was away for less than a tenth of it', async () => {
  const there = waiting();
  await punctually(there, WAIT_MS / 2);
  expect(await there.over()).toMatchObject({ heard: true });
  const away = waiting();
  await punctually(away, WAIT_MS / 4);
  await away.step(WAIT_MS / 2);
  expect(await away.over()).toMatchObject({ heard: false });
});

test('as long as something comes it goes on, but not for ever', async () => {
  const one = waiting();
  for (let i = 0; i < 9; i += 1) {
    one.comes();
    expect(await punctually(one, WAIT_MS - 2 * BEAT_MS)).toBeUndefined();
  }
  for (let i = 0; i < 9; i += 1) {
    one.comes();
    if ((await punctually(one, WAIT_MS)) !== undefined) break;
  }
  expect(one.isBeating()).toBe(false);
});

test('it ends at once when there is nothing more to wait for', async () => {
  const one = waiting();
  await punctually(one, 2 * BEAT_MS);
  expect(await one.over()).toEqual({ waitedMs: 2 * BEAT_MS, heard: true });
  expect(one.isBeating()).toBe(false);
});
