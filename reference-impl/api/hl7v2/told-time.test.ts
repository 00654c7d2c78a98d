import { expect, test } from 'vitest';
import { StoreUnavailable } from '../../store/unavailable.ts';
import { createToldTime } from './told-time.ts';

const setUp = () => {
  const state = { ticks: 1000, told: '2026-03-03T12:00:00.000Z', isGone: false };
  const clock = {
    now: () => {
      if (state.isGone) throw new StoreUnavailable('unreachable');
      return state.told;
    },
    advance: async () => {
      throw new Error('not asked here');
    },
  };
  return { state, time: createToldTime({ clock }, () => state.ticks) };
};

test('the time that the pipeline tells, each time anew', async () => {
  const { state, time } = setUp();
  expect(await time()).toBe('2026-03-03T12:00:00.000Z');
  state.told = '2026-03-05T12:00:00.000Z';
  expect(await time()).toBe('2026-03-05T12:00:00.000Z');
});

test('goes on from what was told last while the store is in trouble, and is told again after it', async () => {
  const { state, time } = setUp();
  await time();
  state.isGone = true;
  state.ticks += 1500.9;
  expect(await time()).toBe('2026-03-03T12:00:01.500Z');
  state.ticks += 60_000;
  expect(await time()).toBe('2026-03-03T12:01:01.500Z');
  state.isGone = false;
  state.told = '2026-03-03T12:01:10.000Z';
  expect(await time()).toBe('2026-03-03T12:01:10.000Z');
});

test('a store that was never reached has told none', async () => {
  const { state, time } = setUp();
  state.isGone = true;
  await expect(time()).rejects.toBeInstanceOf(StoreUnavailable);
});
