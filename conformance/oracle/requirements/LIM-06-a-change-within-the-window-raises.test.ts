import { change, makeItem, readingId } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';
import { GAIN, GAINED, LOSS, LOST, weigh } from './weights.test-helper.ts';

const delta = (value: string, unit = 'kg') => ({ ...GAINED, delta: { value, unit } });
const { baseline: _b, delta: _d, ...bare } = GAINED;

situations('LIM-06', {
  'more than the amount, and told': [(b) => weigh(b, ['80.0', '82.5'], [GAINED]), 'must met', 'must-not met'],
  'more than the amount, and nothing': [(b) => weigh(b, ['80.0', '82.5']), 'must broken', 'must-not met'],
  'exactly the amount': [(b) => weigh(b, ['80.0', '82.0']), 'must-not met'],
  'exactly the amount, and told': [(b) => weigh(b, ['80.0', '82.0'], [GAINED]), 'must-not broken', 'must-not met'],
  'one reading alone': [(b) => weigh(b, ['80.0']), 'must-not met'],
  'told as abnormal': [
    (b) => weigh(b, ['80.0', '82.5'], [{ ...GAINED, kind: 'abnormal' }]),
    'must broken',
    'must-not met',
  ],
  'told as a loss': [(b) => weigh(b, ['80.0', '82.5'], [LOST]), 'must broken', 'must-not met'],
  'without figures': [(b) => weigh(b, ['80.0', '82.5'], [bare]), 'must met', 'must-not met'],
  'the difference with other digits': [(b) => weigh(b, ['80.0', '82.5'], [delta('2.50')]), 'must met', 'must-not met'],
  'another difference': [(b) => weigh(b, ['80.0', '82.5'], [delta('2.4')]), 'must broken', 'must-not met'],
  'a gain said to be negative': [(b) => weigh(b, ['80.0', '82.5'], [delta('-2.5')]), 'must broken', 'must-not met'],
  'the difference in another unit': [
    (b) => weigh(b, ['80.0', '82.5'], [delta('2.5', 'g')]),
    'must broken',
    'must-not met',
  ],
  'no number for a difference': [(b) => weigh(b, ['80.0', '82.5'], [delta('much')]), 'must broken', 'must-not met'],
  'a loss may be negative': [
    (b) => weigh(b, ['82.5', '80.0'], [{ ...LOST, delta: { value: '-2.5', unit: 'kg' } }], [LOSS]),
    'must met',
    'must-not met',
  ],
  'the lowest of the window is the baseline': [
    (b) => weigh(b, ['80.4', '80.0', '82.5'], [{ ...GAINED, baseline: readingId('w1') }]),
    'must met',
    'must-not met',
  ],
  'another of the window is not': [
    (b) =>
      weigh(
        b,
        ['80.4', '80.0', '82.5'],
        [{ ...GAINED, baseline: readingId('w0'), delta: { value: '2.1', unit: 'kg' } }],
      ),
    'must broken',
    'must-not met',
  ],
  'of two that tie, the first': [(b) => weigh(b, ['80.0', '80.00', '82.5'], [GAINED]), 'must met', 'must-not met'],
  'of two that tie, the second': [
    (b) => weigh(b, ['80.0', '80.00', '82.5'], [{ ...GAINED, baseline: readingId('w1') }]),
    'must met',
    'must-not met',
  ],
  'a baseline that was never filed': [
    (b) => weigh(b, ['80.0', '82.5'], [{ ...GAINED, baseline: readingId('elsewhere') }]),
    'must broken',
    'must-not met',
  ],
  'the difference belongs to the other baseline': [
    (b) => weigh(b, ['80.0', '83.0', '82.5'], [{ ...GAINED, delta: { value: '0.5', unit: 'kg' } }]),
    'must broken',
    'must-not met',
  ],
  'a fall under a gain rule is LIM-07': [(b) => weigh(b, ['85.0', '80.0']), 'must-not met'],
  'two rules crossed at once are LIM-14’s, what crosses one is not': [
    (b) =>
      weigh(
        b,
        ['80.0', '90.0', '85.0'],
        [{ ...GAINED, interpretation: ['D', 'U'], baseline: readingId('w1'), delta: { value: '5.0', unit: 'kg' } }],
        [GAIN, LOSS],
      ),
    'must broken',
    'must-not met',
  ],
  'each rule has a baseline of its own window': [
    (b) =>
      weigh(
        b,
        ['80.0', '81.0', '82.5'],
        [
          {
            ...GAINED,
            limit: { value: '1', unit: 'kg' },
            baseline: readingId('w1'),
            delta: { value: '1.5', unit: 'kg' },
          },
        ],
        [GAIN, change('gain', '1', 'kg', '2 min')],
      ),
    'must met',
    'must-not met',
  ],
  'a lower one that came late takes over': [
    (b) => {
      const order = b.order({ measure: 'weight', rules: [GAIN] });
      b.grant('weight');
      b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: '2034-12-31T22:00:00Z' });
      const own = b.reading({ name: 'w2', value: '82.5', unit: 'kg' });
      b.wait(40);
      b.seen(makeItem(own, order, 'i', GAINED));
      b.reading({ name: 'w1', value: '79.0', unit: 'kg', at: '2034-12-31T23:00:00Z' });
      b.wait(40);
      b.seen(
        makeItem(own, order, 'i', {
          ...GAINED,
          version: 2,
          baseline: readingId('w1'),
          delta: { value: '3.5', unit: 'kg' },
        }),
      );
    },
    'must met',
    'must-not met',
  ],
});
