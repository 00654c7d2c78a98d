import type { Delivery } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { strikes } from '../occurrence.ts';

const ID = 'poison';
const PER_READING = 0.0001;

const KINDS = ['negative', 'huge', 'not-finite', 'locale-comma'] as const;
const NOT_FINITE = ['NaN', 'Infinity', '-Infinity'] as const;
const COMMA_WHERE_THERE_IS_NO_NUMBER = '5,4';

/** What stands in place of the number. */
function poisonOf({ reading: { result } }: Delivery, random: RandomStream): string {
  const value = result.kind === 'value' ? result.quantity.value : undefined;
  switch (random.pick(KINDS)) {
    case 'negative':
      return `-${value ?? '1'}`;
    case 'huge':
      return '1e9';
    case 'not-finite':
      return random.pick(NOT_FINITE);
    case 'locale-comma':
      if (value === undefined) return COMMA_WHERE_THERE_IS_NO_NUMBER;
      return value.includes('.') ? value.replace('.', ',') : `${value},0`;
  }
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const struck = strikes(PER_READING, setting);
  for (const item of items) {
    if (item.act !== 'submit' || item.version !== 1 || !struck(item)) yield item;
    else {
      const poison = poisonOf(item, setting.streamOf('struck', item.truth.trueTimeMs));
      yield touchedBy({ ...item, poison }, ID);
    }
  }
}

/** What is sent is no reading: an app's arithmetic, its locale, or a buffer that was never filled. */
export const poison: FaultOf<'uplink'> = {
  id: ID,
  title: 'No number where a number should be: negative, 1e9, not finite, or with a decimal comma',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '0.01 % of readings (assumed)',
  apply,
};
