import { describe } from 'vitest';
import type { InboxItem, Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeItem } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';
import { GAIN, GAINED, weigh } from './weights.test-helper.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** 82.5 kg is filed; a minute later comes what was measured the day before; what is seen of the first. */
const late =
  (value: string, ...items: readonly Partial<InboxItem>[]): Write =>
  (b) => {
    const order = b.order({ measure: 'weight', rules: [GAIN], start: b.wall(-2 * DAY_MS) });
    b.grant('weight');
    const gain = b.reading({ name: 'w1', value: '82.5', unit: 'kg' });
    b.wait(MINUTE_MS);
    b.reading({ name: 'w0', value, unit: 'kg', at: b.wall(-DAY_MS) });
    b.wait(40);
    for (const [i, item] of items.entries()) b.seen(makeItem(gain, order, `i${i}`, { ...GAINED, ...item }));
  };

describe('a reading that comes late', () => {
  situations('LIM-15', {
    'makes a newer one a gain, which is told': [late('80.0', {}), 'must met'],
    'makes a newer one a gain, and nobody is told': [late('80.0'), 'must broken'],
    'makes a newer one a gain, told as a loss': [late('80.0', { interpretation: ['D'] }), 'must broken'],
    'makes a newer one a gain of another size': [late('80.0', { delta: { value: '2.4', unit: 'kg' } }), 'must broken'],
    'changes nothing, and nothing is told': [late('81.0')],
    'came before the newer one': [(b) => weigh(b, ['80.0', '82.5'], [GAINED])],
  });
});

/** A gain of which an item was raised, and then its baseline is erased or corrected; what becomes of the item. */
const takenBack =
  (change: (baseline: Reading) => Reading, withdrawn: boolean, shown: Partial<InboxItem> = {}): Write =>
  (b: HistoryBuilder) => {
    const order = b.order({ measure: 'weight', rules: [GAIN], start: b.wall(-2 * DAY_MS) });
    b.grant('weight');
    const baseline = b.reading({ name: 'w0', value: '80.0', unit: 'kg', at: b.wall(-DAY_MS) });
    b.wait(MINUTE_MS);
    const gain = b.reading({ name: 'w1', value: '82.5', unit: 'kg' });
    b.wait(40);
    b.seen(makeItem(gain, order, 'i0', GAINED));
    b.wait(MINUTE_MS);
    b.op({ op: 'reading.submit', reading: change(baseline) }, { actor: 'gateway' });
    b.wait(40);
    if (withdrawn)
      b.seen(
        makeItem(gain, order, 'i0', {
          ...GAINED,
          version: 2,
          status: 'withdrawn',
          withdrawal: 're-evaluated',
          ...shown,
        }),
      );
    b.wait(10 * MINUTE_MS);
  };
const erased = (baseline: Reading): Reading => ({ ...baseline, status: 'entered-in-error' });
const to =
  (value: string) =>
  (baseline: Reading): Reading => ({
    ...baseline,
    status: 'corrected',
    result: { kind: 'value', quantity: { value, unit: 'kg' } },
  });

describe('a baseline that is taken back', () => {
  situations('LIM-15', {
    'takes the item along': [takenBack(erased, true), 'must-not met'],
    'leaves the item standing': [takenBack(erased, false), 'must-not broken'],
    'is corrected to one that is no gain any more, and takes it along': [takenBack(to('81.0'), true), 'must-not met'],
    'is corrected so, and leaves it standing': [takenBack(to('81.0'), false), 'must-not broken'],
    'is corrected to another gain, and it stands': [takenBack(to('80.1'), false)],
  });
});
