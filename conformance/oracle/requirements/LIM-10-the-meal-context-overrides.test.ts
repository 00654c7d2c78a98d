import type { Interval, MealContext } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeItem, makeReading, reference } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const BEFORE_MEAL: MealContext = 'pre-meal';
const LIMITS: readonly Interval[] = [reference('70', '180'), { ...reference(undefined, '130'), context: BEFORE_MEAL }];

/** One reading, in a context or none, and the limit of the item that is seen of it. */
const measured =
  (value: string, context?: MealContext, shown?: string) =>
  (b: HistoryBuilder): void => {
    const order = b.order({ limits: LIMITS });
    b.grant();
    const reading = {
      ...makeReading({ name: 'r', value, at: b.wall() }),
      ...(context === undefined ? {} : { mealContext: context }),
    };
    b.op({ op: 'reading.submit', reading }, { actor: 'gateway' });
    b.wait(40);
    if (shown !== undefined) b.seen(makeItem(reading, order, 'i', { limit: { value: shown, unit: 'mg/dL' } }));
  };

situations('LIM-10', {
  'beyond the limit of its context, and told': [measured('140', BEFORE_MEAL, '130'), 'must met'],
  'beyond the limit of its context, and nothing': [measured('140', BEFORE_MEAL), 'must broken'],
  'beyond the limit of its context, told with the general one': [measured('140', BEFORE_MEAL, '180'), 'must broken'],
  'without a context the general limit holds': [measured('140'), 'must-not met'],
  'without a context, and told all the same': [measured('140', undefined, '130'), 'must-not broken'],
  'beyond the general limit': [measured('181', undefined, '180'), 'must met'],
  'in another context the general limit holds': [measured('140', 'post-meal'), 'must-not met'],
  'inside the limit of its context': [measured('120', BEFORE_MEAL), 'must-not met'],
});
