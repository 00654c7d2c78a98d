import type { Delivery } from '../../layers.ts';
import type { FaultOf, FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'permission-revoked';
const PER_MONTH = 0.05;

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const revocations = arrivals(PER_MONTH * 12, setting);
  for (const item of items) {
    if (revocations.latest(item.sentMs) !== undefined) return;
    yield item;
  }
}

/**
 * The person takes back the leave to read. A health store hides that: the sending app finds nothing, as where nobody measures,
 * so there is silence and no error. No sample can carry this fault's id, since none leaves.
 */
export const permissionRevoked: FaultOf<'uplink'> = {
  id: ID,
  title: 'Leave to read is taken back on the phone: silence from then on, and no error',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '5 % of patients a month (assumed)',
  apply,
};
