import { describe, expect, test } from 'vitest';
import { pacer, type RealTime } from './pace.ts';

const MINUTE = 60_000;
const stepped = () => {
  const slept: number[] = [];
  const time = { at: 1000 };
  const real: RealTime = {
    now: () => time.at,
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      slept.push(ms);
      time.at += ms;
    },
  };
  return { real, slept, time };
};
const signal = new AbortController().signal;

describe('pace', () => {
  test('60: a simulated minute is a second', async () => {
    const { real, slept } = stepped();
    const until = pacer(0, 60, real);
    await until(MINUTE, signal);
    await until(3 * MINUTE, signal);
    await until(3 * MINUTE, signal);
    expect(slept).toEqual([1000, 2000]);
  });

  test('what is late goes at once, and what follows is on time again', async () => {
    const { real, slept, time } = stepped();
    const until = pacer(0, 1, real);
    time.at += 90_000;
    await until(MINUTE, signal);
    expect(slept).toEqual([]);
    await until(2 * MINUTE, signal);
    expect(slept).toEqual([30_000]);
  });

  test('a timer that rings early is asked again', async () => {
    const { real, slept } = stepped();
    const until = pacer(0, 1, { ...real, sleep: (ms, s) => real.sleep(ms / 2, s) });
    await until(0.001, signal);
    expect(slept.length).toBeGreaterThan(1);
  });

  test('a wait of weeks is several, because a timer takes no longer', async () => {
    const { real, slept } = stepped();
    await pacer(0, 1, real)(30 * 86_400_000, signal);
    expect(slept).toHaveLength(30);
  });

  test('an interrupt ends it', async () => {
    const { real } = stepped();
    const aborted = AbortSignal.abort();
    await expect(pacer(0, 1, real)(MINUTE, aborted)).rejects.toThrow(/abort/i);
  });
});
