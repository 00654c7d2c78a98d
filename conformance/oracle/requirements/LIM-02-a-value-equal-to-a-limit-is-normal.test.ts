import { reference } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const inclusive = { limits: [reference('70', '180', 'both')] };
const low = { interpretation: ['L' as const], limit: { value: '70', unit: 'mg/dL' } };

situations('LIM-02', {
  'equal to the high limit, and quiet': [(b) => scene(b, '180'), 'must-not met'],
  'equal with other digits': [(b) => scene(b, '180.0'), 'must-not met'],
  'equal to the high limit, and told': [(b) => scene(b, '180', { items: [{}] }), 'must-not broken'],
  'equal to the low limit, and quiet': [(b) => scene(b, '70'), 'must-not met'],
  'equal to the low limit, and told': [(b) => scene(b, '70', { items: [low] }), 'must-not broken'],
  'one step above, and told': [(b) => scene(b, '181', { items: [{}] }), 'must met'],
  'one step above, and nothing': [(b) => scene(b, '181'), 'must broken'],
  'less than a step above': [(b) => scene(b, '180.1', { items: [{}] }), 'must met'],
  'two steps above is LIM-01': [(b) => scene(b, '182', { items: [{}] })],
  'one step below, and told': [(b) => scene(b, '69', { items: [low] }), 'must met'],
  'equal to an included limit, and told': [(b) => scene(b, '180', { order: inclusive, items: [{}] }), 'must met'],
  'equal to an included limit, and nothing': [(b) => scene(b, '180', { order: inclusive }), 'must broken'],
  'in another unit is RDG-07': [(b) => scene(b, '10.0', { reading: { unit: 'mmol/L' } })],
  'well inside is LIM-01': [(b) => scene(b, '120')],
});
