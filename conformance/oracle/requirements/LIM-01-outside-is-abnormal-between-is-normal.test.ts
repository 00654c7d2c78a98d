import { reference, type HistoryBuilder } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const low = { interpretation: ['L' as const], limit: { value: '70', unit: 'mg/dL' } };
const shown = (interpretation: 'H' | 'N' | 'L') => (b: HistoryBuilder) => {
  const { reading } = scene(b, '212', { items: [{}] });
  b.wait(1500);
  b.read([{ reading, version: 1, interpretation: [interpretation], ranges: [], orders: [] }]);
};

situations('LIM-01', {
  'above, and told': [(b) => scene(b, '212', { items: [{}] }), 'must met'],
  'above, and nothing': [(b) => scene(b, '212'), 'must broken'],
  'above, told as low': [(b) => scene(b, '212', { items: [low] }), 'must broken'],
  'above, told as critical': [
    (b) => scene(b, '212', { items: [{ kind: 'critical', priority: 'stat' }] }),
    'must broken',
  ],
  'below, and told': [(b) => scene(b, '69', { items: [low] }), 'must met'],
  'below, told as high': [(b) => scene(b, '69', { items: [{}] }), 'must broken'],
  'between, and quiet': [(b) => scene(b, '120'), 'must-not met'],
  'between, and told': [(b) => scene(b, '120', { items: [{}] }), 'must-not broken'],
  'equal is LIM-02': [(b) => scene(b, '180')],
  'another unit is RDG-07': [(b) => scene(b, '6.0', { reading: { unit: 'mmol/L' } })],
  'refused: nothing to evaluate': [
    (b) => scene(b, '212', { order: { status: 'draft' }, send: { outcome: 'refused' } }),
  ],
  'shown back as high': [shown('H'), 'must met'],
  'shown back as normal': [shown('N'), 'must broken', 'must met'],
  'shown back as low': [shown('L'), 'must broken', 'must met'],
  'a failed measurement': [(b) => scene(b, 'none')],
  'no limit on that side': [
    (b) => scene(b, '12', { order: { limits: [reference(undefined, '180')] } }),
    'must-not met',
  ],
});
