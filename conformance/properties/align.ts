import type { ActName, OpLine } from '../history/lines.ts';
import type { Scenario } from '../runner/document/scenario.ts';
import { type ScenarioAct, type Verb, VERBS } from '../runner/document/scenario-act.ts';

/** The operation that each verb of a sequence becomes. Others (patients, devices, trackers, the clock) go with them. */
const OP_OF: Partial<Readonly<Record<Verb, ActName>>> = {
  order: 'order.submit',
  change: 'order.change',
  grant: 'permission.set',
  withdraw: 'permission.set',
  reading: 'reading.submit',
  together: 'reading.submit',
  replay: 'reading.submit',
  correct: 'reading.submit',
  erase: 'reading.submit',
  read: 'reading.read',
  seen: 'item.act',
  done: 'item.act',
  message: 'message.send',
  messages: 'message.read',
  restart: 'reading.submit',
};

const verbOf = (act: ScenarioAct): Verb | undefined => VERBS.find((verb) => act[verb] !== undefined);

/** How many operations an act is. */
const countOf = (act: ScenarioAct): number => act.restart?.during?.length ?? act.together?.readings.length ?? 1;

/**
 * Which operations each act of a sequence became, by index of the act: several of one that stops the system under them, or
 * sends them together. A sequence has one patient, so its acts follow each other as its operations do. An act on an item that never came into
 * sight has none.
 */
export const alignActs = ({ acts }: Scenario, ops: readonly OpLine[]): ReadonlyMap<number, readonly OpLine[]> => {
  const names = new Set(Object.values(OP_OF));
  const own = ops.filter((op) => names.has(op.act.op)).toSorted((a, b) => a.seq - b.seq);
  const aligned = new Map<number, readonly OpLine[]>();
  let next = 0;
  for (const [i, act] of acts.entries()) {
    const verb = verbOf(act);
    const these = own.slice(next, next + countOf(act));
    if (verb === undefined || these.length === 0 || these.some((op) => op.act.op !== OP_OF[verb])) continue;
    aligned.set(i, these);
    next += these.length;
  }
  return aligned;
};
