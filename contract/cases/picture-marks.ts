import { keyOf } from '../domain/index.ts';
import type { CaseAct, ExpectedItem } from './worked-case.ts';

/** What an act leaves on the picture of its case: a mark of a few letters on one of its lines. */

const WORD: Readonly<Partial<Record<ExpectedItem['kind'], string>>> = {
  missing: 'gap',
  summary: 'sum',
  'data-quality': 'odd',
};

/** `H`, `HH2` for the copy of step 2, `gap`, `sum`, `odd` for data quality; repeated in brackets. */
const itemMark = ({ kind, rule, interpretation, step }: ExpectedItem): string => {
  const name = WORD[kind] ?? interpretation.join('');
  return rule === 'repeated' ? `(${name})` : `${name}${step ?? ''}`;
};

/** `+H -HH ~H`: raised, withdrawn, changed. */
export const itemMarks = (act: CaseAct): string =>
  [
    ...act.withdraws.map(({ item }) => `-${itemMark(item)}`),
    ...act.updates.map(({ item }) => `~${itemMark(item)}`),
    ...act.raises.map((item) => `+${itemMark(item)}`),
  ].join(' ');

/** `212`, `212x` refused, `212=` known already, `<212` measured before, `~112` a correction, `/212` an erasure. */
export const readingMark = (act: CaseAct): string => {
  if (act.op !== 'reading.submit') return '';
  const { result, status, effective } = act.reading;
  const value = result.kind === 'value' ? result.quantity.value : '';
  const said = result.kind === 'off-scale' ? (result.direction === 'high' ? 'HI' : 'LO') : value || 'fail';
  const before = Date.parse(effective) < Date.parse(act.at) ? '<' : '';
  const change = status === 'corrected' ? '~' : status === 'entered-in-error' ? '/' : before;
  const answer = act.expect.outcome === 'refused' ? 'x' : act.expect.replay ? '=' : '';
  return `${change}${said}${answer}`;
};

/** `+` granted, `-` withdrawn, `x` refused; which of several in its first letter. */
export const permissionMark = (act: CaseAct, several: boolean): string => {
  if (act.op !== 'permission.set') return '';
  const sign = act.expect.outcome === 'refused' ? 'x' : act.permission.status === 'granted' ? '+' : '-';
  return several ? `${sign}${act.permission.measure.slice(0, 1)}` : sign;
};

const OTHER: Readonly<Partial<Record<CaseAct['op'], string>>> = {
  'device.register': 'phone',
  'tracker.list': 'look',
  'clock.pass': '.',
};

/** Whatever else people do, in a word. */
export const otherMark = (act: CaseAct): string => {
  const x = act.expect.outcome === 'refused' ? 'x' : '';
  if (act.op === 'tracker.set') return `${act.tracker.state === 'picked' ? 'pick' : 'off'}${x}`;
  if (act.op === 'coverage.set') return act.coverage.absences.length === 0 ? 'back' : 'away';
  if (act.op === 'source.set') return act.status === 'admitted' ? 'admit' : 'dismiss';
  return act.op === 'item.act' ? `${act.act}${x}` : (OTHER[act.op] ?? '');
};

/** What an act does to one order: `[` accepted, `|` changed, `]` over, `x` refused, `r` known already. */
export const orderMark = (act: CaseAct, key: string): string => {
  if ((act.op !== 'order.submit' && act.op !== 'order.change') || keyOf(act.order.identifier) !== key) return '';
  if (act.expect.outcome === 'refused') return 'x';
  if (act.expect.replay) return 'r';
  if (act.op === 'order.submit') return '[';
  return ['active', 'on-hold', 'draft'].includes(act.order.status) ? '|' : ']';
};
