import { keyOf } from '../domain/index.ts';
import { alertsOn, clockText, resultText } from './words.ts';
import type { CaseAct, ExpectedItem, WorkedCase } from './worked-case.ts';

type ShortNames = WorkedCase['shortNames'];

const nameOf = (names: ShortNames, id: { readonly system: string; readonly value: string }): string =>
  names.get(keyOf(id)) ?? id.value;

const deedText = (act: CaseAct, names: ShortNames): string => {
  switch (act.op) {
    case 'reading.submit': {
      const { reading } = act;
      const measured = reading.effective === act.at ? '' : `, measured ${clockText(reading.effective)}`;
      const context = [reading.mealContext ?? [], reading.furtherContexts ?? []].flat().join(' and ');
      const status = reading.status === 'preliminary' ? ', preliminary' : '';
      return `${act.said}: ${resultText(reading)}${context === '' ? '' : `, ${context}`}${status}${measured}`;
    }
    case 'order.submit':
    case 'order.change': {
      const from = act.order.effectiveFrom === undefined ? '' : `, from ${clockText(act.order.effectiveFrom)}`;
      return /^(?:order|change-order) /.test(act.said)
        ? `${act.said}: ${alertsOn(act.order)}${from}`
        : `${act.said}${from}`;
    }
    case 'coverage.set':
      return `${act.said}${act.coverage.absences
        .map(({ period, coveredBy }) => {
          const by = coveredBy === undefined ? 'nobody' : nameOf(names, coveredBy);
          return ` ${clockText(period.start)} to ${clockText(period.end)}, covered by ${by}`;
        })
        .join(';')}`;
    case 'tracker.list':
      return `trackers shown: ${act.trackers.map((t) => `${nameOf(names, t.order)} ${t.state}`).join(', ') || 'none'}`;
    case 'item.act':
      return `${act.said}: ${itemText(act.item, names)}`;
    default:
      return act.said;
  }
};

const aboutText = (item: ExpectedItem, names: ShortNames): string => {
  if (item.rule === 'repeated') return ` by ${(item.members ?? []).map((m) => nameOf(names, m)).join(', ')}`;
  if (item.due !== undefined) return `, due ${clockText(item.due)}`;
  if (item.summary === undefined) return item.reading === undefined ? '' : ` on ${nameOf(names, item.reading)}`;
  const { start, count, abnormal, critical, min, max, mean } = item.summary;
  const range = mean === undefined ? '' : `, ${min} to ${max}, mean ${mean}`;
  return ` from ${clockText(start)}: ${count} readings, ${abnormal} abnormal, ${critical} critical${range}`;
};

/** `abnormal H on noon to Rivera, late` */
export const itemText = (item: ExpectedItem, names: ShortNames): string => {
  const what = [item.kind, item.interpretation.join('+'), item.rule === 'repeated' ? 'repeated' : '']
    .filter((part) => part !== '')
    .join(' ');
  const copy = item.step === undefined ? '' : ` (copy, step ${item.step})`;
  const late = item.late === true ? ', late' : '';
  return `${what}${aboutText(item, names)}${copy} to ${nameOf(names, item.recipient)}${late}`;
};

/** The answer to an act in a word or two. */
export const answerText = ({ expect }: CaseAct): string => {
  if (expect.outcome === 'refused') return `REFUSED ${expect.refusal}`;
  return expect.replay ? 'replayed' : 'ok';
};

/** One act on one line, then a line for each item that it raises (`+`), changes (`~`) or withdraws (`-`). */
export const actLines = (act: CaseAct, { shortNames, patients }: WorkedCase): readonly string[] => {
  const whose = patients.length === 1 || !('patient' in act) ? '' : ` (${nameOf(shortNames, act.patient)})`;
  const indent = ' '.repeat(13);
  return [
    `${clockText(act.at).padEnd(11)}  ${deedText(act, shortNames)}${whose}${act.op === 'clock.pass' ? '' : ` -> ${answerText(act)}`}`,
    ...act.withdraws.map(({ item, reason }) => `${indent}- ${itemText(item, shortNames)}: ${reason}`),
    ...act.updates.map(
      ({ item, members }) =>
        `${indent}~ ${itemText(item, shortNames)}${members === undefined ? '' : `: now ${members.map((m) => nameOf(shortNames, m)).join(', ')}`}`,
    ),
    ...act.raises.map((item) => `${indent}+ ${itemText(item, shortNames)}`),
  ];
};
