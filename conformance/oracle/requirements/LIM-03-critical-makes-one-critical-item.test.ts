import { critical, reference } from '../history-builder.test-helper.ts';
import { CRITICAL, scene, situations } from '../scene.test-helper.ts';

const order = { limits: [reference('70', '180'), critical('54', '300')] };

situations('LIM-03', {
  'beyond critical, and told so': [(b) => scene(b, '301', { order, items: [CRITICAL] }), 'must met'],
  'beyond critical, and nothing': [(b) => scene(b, '301', { order }), 'must broken'],
  'beyond critical, told as abnormal': [(b) => scene(b, '301', { order, items: [{}] }), 'must broken'],
  'both a critical and an abnormal item': [(b) => scene(b, '301', { order, items: [CRITICAL, {}] }), 'must broken'],
  'of the wrong priority': [
    (b) => scene(b, '301', { order, items: [{ ...CRITICAL, priority: 'urgent' }] }),
    'must broken',
  ],
  'equal to critical: abnormal': [(b) => scene(b, '300', { order, items: [{}] }), 'must-not met'],
  'equal to critical, told as critical': [(b) => scene(b, '300', { order, items: [CRITICAL] }), 'must-not broken'],
  'between the limits': [(b) => scene(b, '120', { order }), 'must-not met'],
  'HI where there is a critical high': [(b) => scene(b, 'HI', { order, items: [CRITICAL] }), 'must met'],
  'no critical limit': [(b) => scene(b, '400', { items: [{}] })],
});
