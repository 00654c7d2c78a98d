import { expect, test } from 'vitest';
import { consensusZone } from './consensus-grid.ts';

test.each([
  [100, 100, 'A'],
  [30, 49, 'A'],
  [30, 51, 'B'],
  [30, 61, 'C'],
  [140, 169, 'A'],
  [140, 171, 'B'],
  [140, 280, 'C'],
  [60, 160, 'D'],
  [20, 200, 'E'],
  [40, 400, 'E'],
  [60, 41, 'A'],
  [170, 146, 'A'],
  [170, 144, 'B'],
  [140, 35, 'C'],
  [300, 40, 'D'],
  [260, 0, 'D'],
  [50, 0, 'A'],
  [51, 0, 'B'],
  [121, 0, 'C'],
  [560, 560, 'A'],
  [0, 0, 'A'],
  [310, 250, 'A'],
  [320, 250, 'B'],
  [375, 180, 'B'],
  [390, 180, 'C'],
  [100, 360, 'C'],
  [100, 370, 'D'],
  [45, 410, 'D'],
  [45, 425, 'E'],
  [400, 96, 'C'],
  [400, 94, 'D'],
])('reference %d, meter %d: zone %s', (reference, meter, zone) => {
  expect(consensusZone(reference, meter)).toBe(zone);
});

test('further off is never better', () => {
  for (let reference = 5; reference <= 550; reference += 5) {
    let worst = 'A';
    for (let meter = reference; meter <= 560; meter++) {
      const zone = consensusZone(reference, meter);
      expect(zone >= worst).toBe(true);
      worst = zone;
    }
    worst = 'A';
    for (let meter = reference; meter >= 0; meter--) {
      const zone = consensusZone(reference, meter);
      expect(zone >= worst).toBe(true);
      worst = zone;
    }
  }
});

test('what is inside the limits of ISO 15197:2013 is in zones A and B', () => {
  for (let reference = 20; reference <= 550; reference++) {
    const most = reference < 100 ? 15 : reference * 0.15;
    for (const meter of [reference - most, reference + most]) expect(consensusZone(reference, meter) <= 'B').toBe(true);
  }
});
