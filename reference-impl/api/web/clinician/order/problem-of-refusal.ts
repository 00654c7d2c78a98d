import type { Order } from '../../../../../contract/domain/order.ts';
import type { Refusal } from '../../../../../contract/refusal.ts';
import { refusalText } from '../../refusal-page.ts';
import { CHANGES, type Entered, INTERVALS, type Problem } from './fields.ts';

const INDEX = /qualifiedInterval\[(\d+)\]$/;

/** The field of an interval of an order, by its position: the bound that it has. */
const intervalField = ({ limits, measure }: Order, position: number): string => {
  const interval = limits[position];
  const place = INTERVALS[measure].find(({ tier, context }) => tier === interval?.tier && context === interval.context);
  if (place === undefined) return '';
  return `${place.name}-${interval?.high === undefined ? 'low' : 'high'}`;
};

const changeField = (entered: Entered): string => {
  const used = CHANGES.findLast((name) => entered(`${name}-amount`) !== '');
  return used === undefined ? '' : `${used}-amount`;
};

const ruleField = ({ code, detail = '' }: Refusal, entered: Entered): string => {
  if (code === 'recipient-unknown') return 'escalation-to';
  const kind = /two rules of the kind (\w+)/.exec(detail)?.[1];
  if (code === 'field-not-understood' || kind === 'change') return changeField(entered);
  const fields: Readonly<Record<string, string>> = {
    missing: 'missing-hours',
    digest: 'digest-hours',
    repeated: 'repeated-count',
    escalation: 'escalation-minutes',
    summary: 'summary-days',
  };
  return fields[kind ?? ''] ?? '';
};

const fieldOf = (refusal: Refusal, order: Order, entered: Entered): string => {
  const { code, at = '' } = refusal;
  const position = INDEX.exec(at)?.[1];
  if (position !== undefined) return intervalField(order, Number(position));
  if (code === 'limits-missing') return `${INTERVALS[order.measure][0]?.name ?? ''}-low`;
  switch (at) {
    case 'ServiceRequest.contained.quantitativeDetails.unit':
      return 'unit';
    case 'ServiceRequest.performer':
      return 'responsible';
    case 'ServiceRequest.modifierExtension':
      return ruleField(refusal, entered);
    case 'ServiceRequest.occurrencePeriod':
      return 'days';
    case 'ServiceRequest.occurrencePeriod.start':
      return 'back-days';
    case "ServiceRequest.extension('limits-effective-from')":
      return 'from-hours';
    default:
      return '';
  }
};

/** A refusal of the pipeline as what is wrong with a field of the form; with none where it is about the order as a whole. */
export const problemOfRefusal = (refusal: Refusal, order: Order, entered: Entered): Problem => ({
  field: fieldOf(refusal, order, entered),
  text: refusalText(refusal),
});
