import type { InboxItem, Order, Reading, Rule } from '../../contract/domain/index.ts';
import type { Act, HistoryLine, OpLine, SeenLine } from '../history/lines.ts';
import type { ExpectedAnswer, ExpectedItem, Expectations } from '../oracle/expectations.ts';
import { type Instant, instantOf, isoOf } from './instant.test-helper.ts';
import { slotOfItem } from './slots.test-helper.ts';

const clock = (at: Instant): string => isoOf(at).slice(5, 23).replace('T', ' ');
const when = (text: string): string => clock(instantOf(text));

const ruleText = (rule: Rule): string => {
  const { kind, ...rest } = rule;
  return `${kind} ${JSON.stringify(rest)}`;
};

const orderText = (o: Order): string => {
  const limits = o.limits.map(
    (i) =>
      `${i.tier} ${i.low ?? ''}..${i.high ?? ''}${i.context === undefined ? '' : ` ${i.context}`}${i.inclusive === undefined ? '' : ` inclusive ${i.inclusive}`}`,
  );
  const from = o.effectiveFrom === undefined ? '' : ` from ${when(o.effectiveFrom)}`;
  const period = `[${when(o.period.start)}, ${when(o.period.end)})`;
  return `${o.identifier.value} ${o.status}${from} ${period} to ${o.responsible.value}: ${[...limits, ...o.rules.map(ruleText)].join('; ')} ${o.unit}`;
};

const resultText = ({ result }: Reading): string => {
  if (result.kind === 'value') return `${result.quantity.value} ${result.quantity.unit}`;
  return result.kind === 'absent' ? 'failed' : result.direction === 'high' ? 'HI' : 'LO';
};

const readingText = (r: Reading): string => {
  const contexts = [r.mealContext, ...(r.furtherContexts ?? [])].filter((c) => c !== undefined);
  const more = [r.code.code, r.status, ...contexts, ...(r.device === undefined ? [] : [`by ${r.device.value}`])];
  return `${r.identifier.value} of ${r.patient.value}: ${resultText(r)} at ${when(r.effective)} (${r.effective}) ${more.join(', ')}`;
};

const actText = (act: Act): string => {
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return orderText(act.order);
    case 'reading.submit': {
      const bundle = act.bundle === undefined ? '' : ` in ${act.bundle.kind} ${act.bundle.id}`;
      const defect = act.defect === undefined ? '' : ` with ${act.defect.kind}`;
      const source = act.source === undefined ? '' : ` from ${act.source.value}`;
      return `${readingText(act.reading)}${bundle}${defect}${source}`;
    }
    case 'permission.set':
      return `${act.permission.measure} ${act.permission.status} at ${when(act.permission.at)}`;
    case 'coverage.set': {
      const absences = act.coverage.absences.map(
        (a) => `[${when(a.period.start)}, ${when(a.period.end)}) by ${a.coveredBy?.value ?? 'nobody'}`,
      );
      return `${act.coverage.person.value} away ${absences.join(', ') || 'never'}`;
    }
    case 'item.act':
      return `${act.item.value} ${act.act} by ${act.person.value}`;
    case 'tracker.set':
      return `${act.order.value} ${act.state}`;
    case 'source.set':
      return `${act.status} for ${act.source.measures.join('+')} until ${when(act.source.expires)}`;
    default:
      return '';
  }
};

const itemText = (item: InboxItem): string =>
  `${slotOfItem(item)} v${item.version} ${item.status}${item.withdrawal === undefined ? '' : ` (${item.withdrawal})`} to ${item.recipient.value}`;

/** A history as a person reads it: one line an operation or sighting, times in UTC. */
export const timelineOf = (lines: readonly HistoryLine[]): string => {
  const run = lines.find((line) => line.kind === 'run');
  const start = run === undefined ? 0n : instantOf(run.started);
  const at = (mono: number): string => clock(start + BigInt(mono));
  const opText = (op: OpLine): string => {
    const span = op.sent === op.settled ? at(op.sent) : `${at(op.sent)} .. ${at(op.settled)}`;
    return `${span}  #${op.seq} ${op.act.op} ${actText(op.act)} -> ${op.outcome} ${op.answer.refusal ?? ''} (${op.via})`;
  };
  const seenText = (seen: SeenLine): string => `${at(seen.by)}  #${seen.seq} seen ${itemText(seen.item)}`;
  const texts = lines.map((line) => {
    switch (line.kind) {
      case 'run':
        return `run from ${line.started}, policies ${JSON.stringify(line.policies)}${line.portal === true ? ', portal' : ''}${line.sources === true ? ', sources' : ''}`;
      case 'op':
        return opText(line);
      case 'seen':
        return seenText(line);
      case 'arrived':
        return `${at(line.at)}  #${line.seq} arrived`;
      case 'fault':
        return `${at(line.from)}  fault ${line.fault}`;
      case 'end':
        return `${at(line.at)}  end`;
      case 'canary':
        return `#${line.seq} canary`;
    }
  });
  return texts.map((text) => text.trimEnd()).join('\n');
};

const lateText = (late: readonly boolean[]): string[] => {
  if (late.length === 0) return [];
  return [late.length === 2 ? 'late or not' : late[0] === true ? 'late' : 'not late'];
};

const expectedItemText = (i: ExpectedItem): string =>
  [
    `${i.slot}: raised ${i.raised.join('|')}`,
    `stands ${i.standing.join('|')}`,
    `to ${i.recipients.join('|')}`,
    ...lateText(i.late),
    ...(i.content.length === 0 ? [] : [`holds ${i.content.join(' | ')}`]),
  ].join(', ');

const expectedAnswerText = (a: ExpectedAnswer): string => {
  const replay = a.replay === 'no' ? [] : [a.replay === 'yes' ? 'replay' : 'replay or not'];
  return `#${a.seq} ${[a.accept, ...replay, ...a.refusals].join(', ')}`;
};

/** What is expected, one line an answer or item, so that two can be compared by eye. */
export const expectedText = ({ answers, items }: Expectations): string[] => [
  ...answers.map(expectedAnswerText),
  ...items.map(expectedItemText),
];
