import { describe, expect, test } from 'vitest';
import { FAIR } from '../../conformance/chaos/weather.ts';
import { choicesOf, DEMO_FAULTS, weatherOf } from './faults.ts';

const on = (...ids: string[]): ReadonlySet<string> => new Set(ids);

test('each fault has a name of its own and says where it acts', () => {
  expect(new Set(DEMO_FAULTS.map(({ id }) => id)).size).toBe(DEMO_FAULTS.length);
  for (const { title, where } of DEMO_FAULTS) expect([title, where]).not.toContain('');
});

describe('what is switched on', () => {
  test('of the patients’ side goes to the simulator, and of the way to the proxies', () => {
    expect(choicesOf(on('poison', 'line-slow'))).toEqual([{ id: 'poison', rate: 3000 }]);
    expect(weatherOf(on('poison', 'line-slow'))).toEqual({ ...FAIR, latencyMs: 2000 });
  });

  test('of the way acts together, and a road that is closed stays closed', () => {
    expect(weatherOf(on('line-slow', 'line-torn', 'line-down'))).toEqual({
      ...FAIR,
      latencyMs: 2000,
      resetShare: 0.2,
      road: 'refused',
    });
  });

  test('nothing: the weather is fair', () => {
    expect(choicesOf(on())).toEqual([]);
    expect(weatherOf(on())).toEqual(FAIR);
  });
});
