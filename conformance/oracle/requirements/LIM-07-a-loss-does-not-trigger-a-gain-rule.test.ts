import { situations } from '../scene.test-helper.ts';
import { GAIN, GAINED, LOSS, LOST, weigh } from './weights.test-helper.ts';

situations('LIM-07', {
  'a fall, and quiet': [(b) => weigh(b, ['85.0', '80.0']), 'must-not met'],
  'a fall, and told as a gain': [(b) => weigh(b, ['85.0', '80.0'], [GAINED]), 'must-not broken'],
  'a fall, and told as a loss': [(b) => weigh(b, ['85.0', '80.0'], [LOST]), 'must-not broken'],
  'a fall of exactly the amount is none': [(b) => weigh(b, ['82.0', '80.0'])],
  'a gain, and told': [(b) => weigh(b, ['80.0', '82.5'], [GAINED]), 'must met'],
  'a gain, and nothing, is LIM-06': [(b) => weigh(b, ['80.0', '82.5'])],
  'a rule for loss beside it': [(b) => weigh(b, ['85.0', '80.0'], [], [GAIN, LOSS])],
  'a rise under a rule for loss alone, and quiet': [(b) => weigh(b, ['80.0', '85.0'], [], [LOSS]), 'must-not met'],
  'a rise under it, and told as a loss': [(b) => weigh(b, ['80.0', '85.0'], [LOST], [LOSS]), 'must-not broken'],
  'a fall under it, and told': [
    (b) => weigh(b, ['85.0', '80.0'], [{ ...LOST, delta: { value: '5.0', unit: 'kg' } }], [LOSS]),
    'must met',
  ],
});
