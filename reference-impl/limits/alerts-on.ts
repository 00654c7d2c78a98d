import type { Order } from '../../contract/domain/order.ts';

/** Which abnormal readings raise an item by themselves. Unsaid: `repeated` where there is such a rule, else `each`. */
export const alertsOn = ({ rules }: Pick<Order, 'rules'>): 'each' | 'repeated' | 'none' =>
  rules.find((rule) => rule.kind === 'alert-on')?.abnormal ??
  (rules.some((rule) => rule.kind === 'repeated') ? 'repeated' : 'each');
