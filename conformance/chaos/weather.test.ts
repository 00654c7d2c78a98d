import { describe, expect, test } from 'vitest';
import { checkWeather, FAIR } from './weather.ts';

describe('a weather that there is not', () => {
  test.each([
    [{ latencyMs: -1 }, 'latencyMs -1: from 0 to 60000'],
    [{ latencyMs: 60_001 }, 'latencyMs 60001'],
    [{ jitterMs: Number.NaN }, 'jitterMs NaN'],
    [{ bytesPerSecond: 0 }, 'bytesPerSecond 0: from 1'],
    [{ resetShare: 1.1 }, 'resetShare 1.1: from 0 to 1'],
  ])('%o is refused by name', (part, why) => expect(() => checkWeather({ ...FAIR, ...part })).toThrow(why));

  test('those at the edge are not', () => {
    const edge = { latencyMs: 60_000, jitterMs: 0, bytesPerSecond: 1, resetShare: 1, road: 'held' } as const;
    expect(checkWeather(edge)).toBe(edge);
    expect(checkWeather(FAIR)).toBe(FAIR);
  });
});
