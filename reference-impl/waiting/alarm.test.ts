import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAlarm } from './alarm.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 3, 12);

beforeEach(() => {
  vi.useFakeTimers({ now: START_MS });
});
afterEach(() => {
  vi.useRealTimers();
});

/** An alarm by the faked clock, and the instants at which it has rung, in ms from the start. */
const ringing = (ring: () => Promise<unknown> = () => Promise.resolve()) => {
  const rung: number[] = [];
  const alarm = createAlarm(
    () => Date.now(),
    () => {
      rung.push(Date.now() - START_MS);
      return ring();
    },
  );
  return { alarm, rung, set: (ms: number | undefined) => alarm.set(ms === undefined ? undefined : START_MS + ms) };
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('an alarm', () => {
  test.each<[string, (number | undefined)[], number[]]>([
    ['rings once at its instant', [500], [500]],
    ['rings at once where that has passed', [-5000], [0]],
    ['never rings unless it is set', [], []],
    ['rings at what it was set to last, sooner', [500, 200], [200]],
    ['or later', [500, 900], [900]],
    ['or not at all', [500, undefined], []],
    ['rings once where it is set to the same twice', [500, 500], [500]],
    ['never rings before its instant, to the fraction', [500.25], [501]],
  ])('%s', async (_name, sets, expected) => {
    const { rung, set } = ringing();
    for (const ms of sets) set(ms);
    await pass(5000);
    expect(rung).toEqual(expected);
  });

  test('can be set again when it has rung, to the same instant too', async () => {
    const { rung, set } = ringing();
    set(500);
    await pass(600);
    set(500);
    await pass(0);
    set(700);
    await pass(1000);
    expect(rung).toEqual([500, 600, 700]);
  });

  test('is not set off again by being set to what it waits for', async () => {
    const { rung, set } = ringing();
    set(500);
    for (let i = 0; i < 4; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- time passes in between
      await pass(100);
      set(500);
    }
    expect(vi.getTimerCount()).toBe(1);
    await pass(1000);
    expect(rung).toEqual([500]);
  });

  test('that is set further ahead than a timer can wait rings then, and not on the way', async () => {
    const { rung, set } = ringing();
    set(100 * DAY_MS);
    await pass(100 * DAY_MS - 1);
    expect(rung).toEqual([]);
    await pass(1);
    expect(rung).toEqual([100 * DAY_MS]);
  });

  test('goes by the clock, also where that is set ahead or back in the meantime', async () => {
    const { rung, set } = ringing();
    set(DAY_MS);
    await pass(1000);
    vi.setSystemTime(START_MS + DAY_MS - 10_000);
    await pass(60_000);
    expect(rung).toEqual([DAY_MS + 49_000]);
    set(2 * DAY_MS);
    vi.setSystemTime(START_MS);
    await pass(2 * DAY_MS - 1);
    expect(rung).toHaveLength(1);
    await pass(1);
    expect(rung).toEqual([DAY_MS + 49_000, 2 * DAY_MS]);
  });

  test('keeps no process running', () => {
    vi.useRealTimers();
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    const alarm = createAlarm(
      () => 0,
      () => Promise.resolve(),
    );
    alarm.set(60_000);
    const timer: unknown = setTimer.mock.results[0]?.value;
    expect(timer).toMatchObject({ hasRef: expect.any(Function) });
    expect((timer as NodeJS.Timeout).hasRef()).toBe(false);
    alarm.close();
    setTimer.mockRestore();
  });

  test('rings no more once it is closed, even if it is set', async () => {
    const { alarm, rung, set } = ringing();
    set(500);
    alarm.close();
    set(600);
    expect(vi.getTimerCount()).toBe(0);
    await pass(5000);
    expect(rung).toEqual([]);
  });
});

describe('an alarm whose ringing fails', () => {
  const failing = (times: number) => {
    let left = times;
    return ringing(() => {
      left -= 1;
      return left < 0 ? Promise.resolve() : Promise.reject(new Error('the disk is full'));
    });
  };

  test('rings again after a pause until it succeeds', async () => {
    const { rung, set } = failing(3);
    set(500);
    await pass(10_000);
    expect(rung).toEqual([500, 1500, 2500, 3500]);
  });

  test('does not spin, however often it is set to what is past', async () => {
    const { rung, set } = failing(2);
    set(0);
    for (let i = 0; i < 60; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- others commit in between
      await pass(50);
      set(0);
    }
    expect(rung.slice(0, 3)).toEqual([0, 1000, 2000]);
  });

  test('rings at the next instant, if that is after the pause', async () => {
    const { rung, set } = failing(1);
    set(0);
    await pass(10);
    set(5000);
    await pass(10_000);
    expect(rung).toEqual([0, 5000]);
  });

  test('rests by real time, also where its clock stands still or is set back', async () => {
    let rung = 0;
    const alarm = createAlarm(
      () => START_MS,
      () => ((rung += 1), rung < 3 ? Promise.reject(new Error('the disk is full')) : Promise.resolve()),
    );
    alarm.set(START_MS - 1);
    await pass(2500);
    expect(rung).toBe(3);
    alarm.close();
  });

  test('does not ring again when it was closed meanwhile', async () => {
    const { alarm, rung, set } = failing(1);
    set(0);
    alarm.close();
    await pass(10_000);
    expect(rung).toEqual([]);
    let fail: (error: Error) => void = () => {};
    const other = ringing(
      () =>
        new Promise((_resolve, reject) => {
          fail = reject;
        }),
    );
    other.set(10_000);
    await pass(0);
    other.alarm.close();
    fail(new Error('closed'));
    await pass(10_000);
    expect([other.rung, vi.getTimerCount()]).toEqual([[10_000], 0]);
  });
});
