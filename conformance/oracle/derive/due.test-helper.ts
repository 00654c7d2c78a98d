import type { Order, Reading } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { bareKeys } from '../bare-key.ts';
import { critical, HistoryBuilder, type OrderInput, reference } from '../history-builder.test-helper.ts';
import type { DueDemand, DueSubject } from '../items/due-demand.ts';
import { dueDemands } from './due-demands.ts';
import { patientCase } from './patient-case.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const LIMITS = [reference('70', '180'), critical('54', '300')];

const demandsOf = (b: HistoryBuilder): readonly DueDemand[] => {
  return Analysis.of(b.lines).patients.flatMap((patient) =>
    patientCase(patient).measures.flatMap((view) => dueDemands(view, patient.record, b.now * 1e6).demands),
  );
};
const at = (ns: bigint): string => new Date(Number(ns / 1_000_000n)).toISOString().slice(11, 23).replace('.000', '');
const stretch = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? `${from / 1e6}` : `${from / 1e6}-${to / 1e6}`;
const about = (subject: DueSubject): string => {
  switch (subject.family) {
    case 'missing':
      return 'missing';
    case 'escalation':
      return `copy ${subject.step} of ${bareKeys([...subject.readings])}`;
    case 'summary':
      return `summary from ${at(subject.start)} to ${at(subject.end)} in ${subject.units.join('|')}: ${subject.figures.map((f) => [f.count, f.abnormal, f.critical, f.min, f.max, f.mean].join(' ')).join('|')}`;
  }
};
/** What is called for: when it is due, when it was raised in ms, to whom, and whether it had to be withdrawn. */
export const text = ({ subject, level, due, raised, recipients, withdrawal: w }: DueDemand): string =>
  [
    `${level} ${about(subject)}`,
    `due ${at(due.low)}${due.low === due.high ? '' : `-${at(due.high)}`}`,
    `raised ${stretch(raised)}`,
    `to ${bareKeys([...recipients])}`,
    ...(w.level === 'must-not'
      ? []
      : [`withdrawn ${[w.level, ...w.reasons, ...(w.at === undefined ? [] : [stretch(w.at)])].join(' ')}`]),
  ].join(', ');

export interface Told {
  readonly b: HistoryBuilder;
  readonly order: Order;
  readonly until: (ms: number) => void;
  readonly changed: (change: OrderInput, took?: number) => void;
}
export const told = (input: OrderInput, write: (told: Told) => void, end = 9 * HOUR_MS): readonly DueDemand[] => {
  const b = new HistoryBuilder();
  b.took = 0;
  const whole = { limits: LIMITS, ...input };
  const order = b.order(whole);
  b.grant();
  const until = (ms: number): void => void b.wait(ms - b.now);
  write({ b, order, until, changed: (change, took = 0) => void b.changeOrder({ ...whole, ...change }, { took }) });
  until(end);
  return demandsOf(b);
};
export const texts = (...given: Parameters<typeof told>): string[] => told(...given).map(text);
export const corrected = (b: HistoryBuilder, r: Reading, change: Partial<Reading>, took = 0): void =>
  void b.op({ op: 'reading.submit', reading: { ...r, status: 'corrected', ...change } }, { took });
export const value = (number: string): Partial<Reading> => ({
  result: { kind: 'value', quantity: { value: number, unit: 'mg/dL' } },
});
