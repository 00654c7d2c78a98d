import type { InboxItem } from '../../../contract/domain/index.ts';
import { reference } from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';

const order = { limits: [reference('70', '180'), { tier: 'absolute' as const, low: '20', high: '600' }] };
const NOTICE: Partial<InboxItem> = {
  kind: 'data-quality',
  rule: 'data-quality',
  interpretation: [],
  priority: 'routine',
  limit: { value: '600', unit: 'mg/dL' },
};
const of =
  (value: string, ...items: Partial<InboxItem>[]): Write =>
  (b) => {
    scene(b, value, { order, items });
  };

situations('LIM-11', {
  'beyond the absolute range, and told so': [of('601', NOTICE), 'must met', 'must-not met'],
  'beyond it, and nothing': [of('601'), 'must broken', 'must-not met'],
  'beyond it, told as high': [of('601', {}), 'must broken', 'must-not broken'],
  'beyond it, told as both': [of('601', NOTICE, {}), 'must met', 'must-not broken'],
  'beyond it, told as critical data quality': [
    of('601', { ...NOTICE, kind: 'critical' }),
    'must broken',
    'must-not met',
  ],
  'at its edge, and no notice': [of('600', {}), 'must-not met'],
  'at its edge, told as data quality': [of('600', NOTICE), 'must-not broken'],
  'off the scale is never implausible': [of('HI', {}), 'must-not met'],
  'an order without a range': [(b) => scene(b, '601', { items: [{}] })],
});
