import { keyOf, type InboxItem, type Order, type Reading } from '../../contract/domain/index.ts';
import type { ArrivedLine, HistoryLine, OpLine } from '../../conformance/history/lines.ts';
import { visible } from '../text/visible.ts';
import { showUnit } from './unit.ts';

/** `212 mg/dL`, `HI`, `no value (error)`. */
export function describeResult(result: Reading['result']): string {
  switch (result.kind) {
    case 'value':
      return `${result.quantity.value} ${showUnit(result.quantity.unit)}`;
    case 'off-scale':
      return result.direction === 'high' ? 'HI' : 'LO';
    case 'absent':
      return `no value (${result.reason})`;
  }
}

/** The limits of an order in one short phrase: `reference 80–180, critical –250 mg/dL`. */
export function describeLimits(order: Order): string {
  const parts = order.limits.map(
    (i) => `${i.tier}${i.context === undefined ? '' : ` ${i.context}`} ${i.low ?? ''}–${i.high ?? ''}`,
  );
  const changes = order.rules.flatMap((r) =>
    r.kind === 'change'
      ? [`${r.direction} over ${r.amount.value} ${showUnit(r.amount.unit)} in ${r.window.value} ${r.window.unit}`]
      : [],
  );
  return `${parts.join(', ')}${parts.length === 0 ? '' : ` ${showUnit(order.unit)}`}${changes.length === 0 ? '' : `; ${changes.join(', ')}`}`;
}

/** Whose In Basket an order names, and who ordered where that is somebody else; and from when it holds, if it says so. */
function describeRecipient({ requester, responsible, effectiveFrom }: Order): string {
  const by = keyOf(requester) === keyOf(responsible) ? '' : `, ordered by ${requester.value}`;
  return `; for ${responsible.value}${by}${effectiveFrom === undefined ? '' : `, from ${effectiveFrom}`}`;
}

function describeAct(line: OpLine): string {
  const { act } = line;
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return `${act.op === 'order.submit' ? 'order' : 'order change'} ${act.order.identifier.value} ${act.order.status}: ${describeLimits(act.order)}${describeRecipient(act.order)}`;
    case 'order.read':
      return `order ${act.order.value} read back`;
    case 'permission.set':
      return `permission for ${act.permission.measure} ${act.permission.status} at ${act.permission.at}`;
    case 'permission.read':
      return `permission for ${act.measure} looked at`;
    case 'reading.submit':
      return `${act.reading.measure} ${describeResult(act.reading.result)}, measured ${act.reading.effective}, reading ${act.reading.identifier.value}${act.defect === undefined ? '' : `, spoilt on purpose: ${act.defect.kind}`}`;
    case 'phone.permission':
      return `permission for ${act.measure} ${act.status} at the phone, ${act.at}${act.told ? '' : ', which the sender is not told'}`;
    case 'phone.show':
      return `shown${act.whose === 'other' ? ' of another person' : ''}: ${act.reading.measure} ${describeResult(act.reading.result)}, measured ${act.reading.effective}, ${act.reading.status}, ${act.reading.identifier.value}`;
    case 'phone.delete':
      return `deleted at the phone: ${act.reading.value}`;
    case 'clock.advance':
      return `clock to ${act.to}`;
    case 'item.act':
      return `item ${act.item.value} marked ${act.act}`;
    case 'reading.read':
      return 'readings read back';
    case 'message.send':
      return 'reply sent';
    case 'message.read':
      return 'replies read back';
    case 'notice.list':
      return 'notices outside the portal read';
    case 'audit.read':
      return 'audit trail read';
    default:
      return act.op;
  }
}

/** An item in one phrase: kind, interpretation, value, recipient. */
export function describeItem(item: InboxItem): string {
  const what = [item.kind, ...item.interpretation].join(' ');
  const value = item.value === undefined ? '' : ` ${item.value.value} ${showUnit(item.value.unit)}`;
  return `${what}${value} to ${item.recipient.value}, ${item.status}`;
}

/** The limit that an item says it crossed, and since when that holds: which version of the order a system applied. */
function describeOwnLimit({ limit, limitFrom }: InboxItem): string {
  if (limit === undefined) return '';
  return `; it says limit ${limit.value} ${showUnit(limit.unit)}${limitFrom === undefined ? '' : `, from ${limitFrom}`}`;
}

function describeArrival({ reading, problem }: ArrivedLine): string {
  if (reading === undefined) return `what cannot be read, ${problem?.code ?? 'unknown'} ${problem?.at ?? ''}`;
  return `${reading.measure} ${describeResult(reading.result)}, measured ${reading.effective}, ${reading.status}, ${reading.identifier.value} of ${reading.patient.value}`;
}

/** One line of a history for people: sequence number, time on the run's clock, what happened, what came back. */
export function describeLine(line: HistoryLine): string {
  const at = (ns: number): string => `#${line.kind === 'run' ? 0 : line.seq} ${(ns / 1e9).toFixed(3)} s`;
  switch (line.kind) {
    case 'run':
      return visible(`run ${line.run} began`);
    case 'op': {
      const answer = [line.outcome, line.answer.code, line.answer.refusal].filter((s) => s !== undefined).join(' ');
      return visible(`${at(line.sent)} ${line.via}  ${describeAct(line)} → ${answer}`);
    }
    case 'seen':
      return visible(
        `${at(line.by)}  seen in ${line.surface}: ${describeItem(line.item)}${describeOwnLimit(line.item)}`,
      );
    case 'arrived':
      return visible(
        `${at(line.at)} ${line.via}  arrived: ${describeArrival(line)} → ${line.outcome} ${line.code ?? ''}`,
      );
    case 'fault':
      return visible(`${at(line.from)}  fault: ${line.fault}`);
    case 'end':
      return visible(`${at(line.at)}  run ended`);
    case 'canary':
      return visible(`#${line.seq} of the canary: ${describeLine(line.line)}`);
  }
}

/** Key of the patient a line is about, where it is about one. */
export function patientOf(line: HistoryLine): string | undefined {
  if (line.kind === 'seen') return keyOf(line.item.patient);
  if (line.kind === 'arrived') return keyOf(line.phone);
  if (line.kind !== 'op') return undefined;
  const { act } = line;
  switch (act.op) {
    case 'person.patient':
      return keyOf(act.patient.identifier);
    case 'order.submit':
    case 'order.change':
      return keyOf(act.order.patient);
    case 'permission.set':
      return keyOf(act.permission.patient);
    case 'reading.submit':
      return keyOf(act.reading.patient);
    default:
      return 'patient' in act && act.patient !== undefined && 'system' in act.patient ? keyOf(act.patient) : undefined;
  }
}
