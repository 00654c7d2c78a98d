import { makeReading } from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';

const failed: Write = (b) => scene(b, 'none');
const shownAs =
  (value: string): Write =>
  (b) => {
    const { reading } = scene(b, 'none');
    b.wait(1500);
    const { result } = makeReading({ name: 'r', value });
    b.read([{ reading: { ...reading, result }, version: 1, interpretation: [], ranges: [], orders: [] }]);
  };

situations('RDG-14', {
  'taken, and quiet': [failed, 'must met', 'must-not met'],
  refused: [(b) => scene(b, 'none', { send: { outcome: 'refused' } }), 'must broken'],
  'told of': [(b) => scene(b, 'none', { items: [{}] }), 'must met', 'must-not broken'],
  'filed without a value': [shownAs('none'), 'must met', 'must-not met'],
  'filed with an invented value': [shownAs('0'), 'must met', 'must-not broken', 'must-not met'],
  'a value that was measured': [(b) => scene(b, '212', { items: [{}] })],
});
