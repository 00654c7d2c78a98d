import { reference } from '../history-builder.test-helper.ts';
import { cutOff, scene, situations } from '../scene.test-helper.ts';
import { expect, test } from 'vitest';

const onlyHigh = { limits: [reference(undefined, '180')] };
const onlyLow = { limits: [reference('70')] };
const low = { interpretation: ['L' as const], limit: { value: '70', unit: 'mg/dL' } };

situations('LIM-05', {
  'above the only limit': [(b) => scene(b, '212', { order: onlyHigh, items: [{}] }), 'must met'],
  'above the only limit, and nothing': [(b) => scene(b, '212', { order: onlyHigh }), 'must broken'],
  'far down, where there is no limit': [(b) => scene(b, '20', { order: onlyHigh }), 'must-not met'],
  'far down, and told': [(b) => scene(b, '20', { order: onlyHigh, items: [low] }), 'must-not broken'],
  'below the only limit': [(b) => scene(b, '60', { order: onlyLow, items: [low] }), 'must met'],
  'far up, where there is no limit': [(b) => scene(b, '500', { order: onlyLow }), 'must-not met'],
  'two limits': [(b) => scene(b, '212', { items: [{}] })],
  'equal is LIM-02': [(b) => scene(b, '180', { order: onlyHigh })],
  'another unit is RDG-07': [(b) => scene(b, '6', { order: onlyHigh, reading: { unit: 'mmol/L' } })],
});

test('a run that was cut off proves no absence', () => {
  expect(cutOff('LIM-05', (b) => scene(b, '20', { order: onlyHigh }))).toEqual(['must-not undecided']);
  expect(cutOff('LIM-05', (b) => scene(b, '212', { order: onlyHigh }))).toEqual(['must undecided']);
});
