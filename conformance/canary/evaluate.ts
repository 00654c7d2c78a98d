import type { Identifier, InboxItem, Order, Reading } from '../../contract/domain/index.ts';
import type { Crossed } from './defects.ts';

export const CODE = { critical: { high: 'HH', low: 'LL' }, reference: { high: 'H', low: 'L' } } as const;
const TIERS = ['critical', 'reference'] as const;

/** The limit that a value reaches or crosses, critical first. Its numbers are whole and of one unit: no conversion. */
export const crossedBy = ({ result }: Reading, { limits }: Order): Crossed | undefined => {
  if (result.kind !== 'value') return undefined;
  const value = Number(result.quantity.value);
  for (const tier of TIERS) {
    for (const { high, low } of limits.filter((interval) => interval.tier === tier)) {
      if (high !== undefined && value >= Number(high))
        return { tier, side: 'high', bound: high, equal: value === Number(high) };
      if (low !== undefined && value <= Number(low))
        return { tier, side: 'low', bound: low, equal: value === Number(low) };
    }
  }
  return undefined;
};

/** The item that a sound receiver shows of it. */
export const itemOf = (
  reading: Reading,
  order: Order,
  { tier, side, bound }: Crossed,
  identifier: Identifier,
): InboxItem => ({
  identifier,
  version: 1,
  kind: tier === 'critical' ? 'critical' : 'abnormal',
  status: 'new',
  patient: reading.patient,
  order: order.identifier,
  measure: reading.measure,
  recipient: order.responsible,
  routedAs: 'responsible',
  rule: 'limits',
  interpretation: [CODE[tier][side]],
  reading: reading.identifier,
  ...(reading.result.kind === 'value' ? { value: reading.result.quantity } : {}),
  effective: reading.effective,
  submitted: reading.effective,
  late: false,
  limit: { value: bound, unit: order.unit },
  limitFrom: order.effectiveFrom ?? order.period.start,
  priority: tier === 'critical' ? 'stat' : 'urgent',
  created: reading.effective,
  history: [{ status: 'new', at: reading.effective, actor: 'system' }],
});
