import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { progressOf, ticking } from './progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const counting = () => {
  const seen = { ticks: 0, finished: 0 };
  return { seen, tick: () => void (seen.ticks += 1), finish: () => void (seen.finished += 1) };
};

describe('work with progress', () => {
  test('is drawn again while nothing happens, and taken away at its end', async () => {
    const progress = counting();
    const done = ticking(progress, async () => {
      await vi.advanceTimersByTimeAsync(1000);
      return 7;
    });
    expect(await done).toBe(7);
    expect(progress.seen).toEqual({ ticks: 5, finished: 1 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(progress.seen.ticks).toBe(5);
  });

  test('is taken away too where it fails', async () => {
    const progress = counting();
    await expect(ticking(progress, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(progress.seen.finished).toBe(1);
  });

  test('goes to standard error, as the environment wants it', () => {
    let text = '';
    let now = 0;
    const io = { live: (more: string) => void (text += more), liveIsTty: true, columns: 80, env: { CI: '1' } };
    const progress = progressOf({ what: 'read', unit: 'MB', total: 10 }, io, () => now);
    now = 10_000;
    progress.advanced(5);
    progress.finish();
    expect(text).toBe('  read 5 of 10 MB, 10 s, about 10 s left\n');
  });
});
