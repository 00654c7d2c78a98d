import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runClock, type TimeSource } from './clock.ts';
import { lagMeter } from './lag-meter.ts';

const stepped = (): TimeSource & { ns: bigint; ms: number } => {
  const source = {
    ns: 5_000_000_000n,
    ms: Date.parse('2026-03-03T12:00:00Z'),
    monotonicNs: () => source.ns,
    wallMs: () => source.ms,
  };
  return source;
};

test('counts from the start on the monotonic clock, whatever the wall does', () => {
  const source = stepped();
  const clock = runClock(source);
  expect(clock.now()).toBe(0);
  source.ns += 1_500n;
  source.ms -= 3_600_000;
  expect(clock.now()).toBe(1500);
  expect(clock.wall()).toBe('2026-03-03T11:00:00.000Z');
  expect(clock.started).toBe('2026-03-03T12:00:00.000Z');
});

test('the system clock goes forward', () => {
  const clock = runClock();
  const first = clock.now();
  expect(clock.now()).toBeGreaterThanOrEqual(first);
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('lag is how long a timer was late, and the worst is kept', () => {
  const source = stepped();
  const meter = lagMeter(runClock(source));
  source.ns += 20_000_000n;
  vi.advanceTimersByTime(20);
  expect(meter.measured().lag).toBe(0);
  source.ns += 170_000_000n;
  expect(meter.measured().lag, 'a block that still lasts counts').toBe(150_000_000);
  vi.advanceTimersByTime(20);
  source.ns += 20_000_000n;
  vi.advanceTimersByTime(20);
  expect(meter.measured().lag).toBe(150_000_000);
  meter.stop();
});

test('what comes after the meter was stopped is no lag; a block in which it is stopped is', () => {
  const source = stepped();
  const meter = lagMeter(runClock(source));
  source.ns += 50_000_000n;
  meter.stop();
  source.ns += 2_000_000_000n;
  meter.stop();
  vi.advanceTimersByTime(2000);
  expect(meter.measured().lag).toBe(30_000_000);
});
