import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NS_PER_MS, type RunClock } from './clock.ts';
import { lagMeter } from './lag-meter.ts';

const PERIOD_MS = 20;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A meter whose loop is on time, but where it is told to be late by so many ms. */
const measured = () => {
  let ns = 0;
  const clock = { now: () => ns, wall: () => '2035-01-08T00:00:00Z' } as unknown as RunClock;
  const meter = lagMeter(clock);
  const tick = (lateMs = 0): void => {
    ns += (PERIOD_MS + lateMs) * NS_PER_MS;
    vi.advanceTimersByTime(PERIOD_MS);
  };
  return { meter, tick };
};

test('one delay in a thousand is told from a thousand on', () => {
  const { meter, tick } = measured();
  for (let i = 0; i < 999; i++) tick();
  expect(meter.measured()).toEqual({ lag: 0 });
  tick();
  expect(meter.measured().lagP999).toBe(0);
  meter.stop();
});

test('a loop that is late again and again shows in both figures', () => {
  const { meter, tick } = measured();
  for (let i = 0; i < 1200; i++) tick(i % 100 === 0 ? 50 : 0);
  const { lag, lagP999 } = meter.measured();
  expect(lag).toBe(50 * NS_PER_MS);
  expect(lagP999).toBeGreaterThanOrEqual(49 * NS_PER_MS);
  meter.stop();
});

test('what is late before anything is sent by a schedule counts for the worst delay alone', () => {
  const { meter, tick } = measured();
  for (let i = 0; i < 100; i++) tick(300);
  meter.beginSchedule();
  expect(meter.measured()).toEqual({ lag: 300 * NS_PER_MS });
  for (let i = 0; i < 1200; i++) tick();
  expect(meter.measured()).toEqual({ lag: 300 * NS_PER_MS, lagP999: 0 });
  meter.stop();
});

test('what is late once nothing is sent by a schedule any more counts for the worst delay alone', () => {
  const { meter, tick } = measured();
  for (let i = 0; i < 1200; i++) tick();
  meter.endSchedule();
  for (let i = 0; i < 100; i++) tick(400);
  expect(meter.measured()).toEqual({ lag: 400 * NS_PER_MS, lagP999: 0 });
  meter.stop();
});
