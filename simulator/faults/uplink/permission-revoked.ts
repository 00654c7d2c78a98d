import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

const ID = 'permission-revoked';
const PER_MONTH = 0.05;

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  const revocations = arrivals(PER_MONTH * 12, setting);
  for (const item of items) {
    if (revocations.latest(item.sentMs) !== undefined) {
      const delivery = touchedBy(item, ID);
      setting.lost?.({ patientId: setting.patientId, faultId: ID, truth: delivery.truth, delivery });
      return;
    }
    yield item;
  }
}

/**
 * The person takes back the leave to read. A health store hides that: the sending app finds nothing, as where nobody measures,
 * so there is silence and no error. No sample that leaves can carry this fault's id; of those that do not, the first is told of.
 */
export const permissionRevoked: FaultOf<'uplink'> = {
  id: ID,
  title: 'Leave to read is taken back on the phone: silence from then on, and no error',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: '5 % of patients a month (assumed)',
  apply,
};
