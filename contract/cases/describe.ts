import { keyOf, type Order, type Reading } from '../domain/index.ts';
import type { CaseAct, ExpectedItem, WorkedCase } from './worked-case.ts';

/** A case in short words for a person. */

const resultText = ({ result }: Reading): string => {
  if (result.kind === 'value') return `${result.quantity.value} ${result.quantity.unit}`;
  if (result.kind === 'absent') return 'failed';
  return result.direction === 'high' ? 'HI' : 'LO';
};

/** `03-05 09:00`; seconds only where there are any. */
const clockText = (at: string): string => `${at.slice(5, 10)} ${at.slice(11, 19).replace(/:00$/, '')}`;

const boundText = ({ low, high, inclusive }: Order['limits'][number]): string =>
  [
    ...(low === undefined ? [] : [`${inclusive === 'low' || inclusive === 'both' ? '≤' : '<'} ${low}`]),
    ...(high === undefined ? [] : [`${inclusive === 'high' || inclusive === 'both' ? '≥' : '>'} ${high}`]),
  ].join(' or ');

/** `abnormal < 70 or > 180 mg/dL, critical > 300 mg/dL; gain > 2 kg in 3 d` */
export const alertsOn = (order: Order): string =>
  [
    order.limits
      .map((l) => `${l.tier === 'critical' ? 'critical' : 'abnormal'} ${boundText(l)} ${order.unit}`)
      .join(', '),
    ...order.rules.map((r) =>
      r.kind === 'change'
        ? `${r.direction} ${r.boundary === 'inclusive' ? '≥' : '>'} ${r.amount.value} ${r.amount.unit} in ${r.window.value} ${r.window.unit}`
        : r.kind,
    ),
  ]
    .filter((part) => part !== '')
    .join('; ');

const deedText = (act: CaseAct): string => {
  if (act.op === 'reading.submit') {
    const measured = act.reading.effective === act.at ? '' : `, measured ${clockText(act.reading.effective)}`;
    return `${act.said}: ${resultText(act.reading)}${measured}`;
  }
  if (act.op === 'permission.set') return act.said;
  const from = act.order.effectiveFrom === undefined ? '' : `, from ${clockText(act.order.effectiveFrom)}`;
  return /^(?:order|change-order) /.test(act.said) ? `${act.said}: ${alertsOn(act.order)}${from}` : act.said;
};

const itemText = (item: ExpectedItem, act: CaseAct, shown: WorkedCase['shortNames']): string => {
  const own = act.op === 'reading.submit' && keyOf(act.reading.identifier) === keyOf(item.reading);
  const of = own ? '' : ` on ${shown.get(keyOf(item.reading)) ?? item.reading.value}`;
  const to = shown.get(keyOf(item.recipient)) ?? item.recipient.value;
  return `${item.kind} ${item.interpretation.join('+')}${of} to ${to}${item.late ? ', late' : ''}`;
};

/** One act on one line, then a line for each item that it raises (`+`) or withdraws (`-`). */
export const actLines = (act: CaseAct, { shortNames, patients }: WorkedCase): readonly string[] => {
  const whose = patients.length === 1 ? '' : ` (${shortNames.get(keyOf(act.patient)) ?? act.patient.value})`;
  const answer =
    act.expect.outcome === 'refused' ? `REFUSED ${act.expect.refusal}` : act.expect.replay ? 'replayed' : 'ok';
  const indent = ' '.repeat(13);
  return [
    `${clockText(act.at).padEnd(11)}  ${deedText(act)}${whose} -> ${answer}`,
    ...act.raises.map((item) => `${indent}+ ${itemText(item, act, shortNames)}`),
    ...act.withdraws.map(({ item }) => `${indent}- ${itemText(item, act, shortNames)}`),
  ];
};
