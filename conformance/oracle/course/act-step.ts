import type { OpOf } from '../record/patient-record.ts';
import { type RaisedItem, standsOf } from './item.ts';
import { itemsAbout } from './raise.ts';
import type { Step } from './step.ts';

/** Which item an act names, by what was seen of it. */
export interface ActedOn {
  readonly order: string;
  readonly rule: RaisedItem['rule'];
  readonly reading: string;
  readonly kind: RaisedItem['kind'];
  /** Of an item of the limits: its directions, which it never changes. */
  readonly directions: string | undefined;
}

const isDirected = (item: RaisedItem, { directions }: ActedOn): boolean =>
  directions === undefined || item.rule !== 'limits' || item.interpretation.join() === directions;

/** The item that is meant: of those that fit, one that stands, the latest. */
const meant = (step: Step, on: ActedOn): readonly [string, RaisedItem] | undefined => {
  const { names } = step.course.state;
  const reading = names.get(on.reading) ?? on.reading;
  const fitting = itemsAbout(step.course, on.order, on.rule, reading).filter(
    ([, item]) => item.kind === on.kind && item.reading === reading && isDirected(item, on),
  );
  return fitting.findLast(([, item]) => standsOf(item)) ?? fitting.at(-1);
};

/** A person has seen or finished an item. Finishing implies having seen it. */
export const takeAct = (step: Step, op: OpOf<'item.act'>, on: ActedOn): void => {
  const found = meant(step, on);
  if (found === undefined) return;
  const [id, item] = found;
  const { moment } = step;
  step.course.state.items.set(id, {
    ...item,
    seen: item.seen ?? moment,
    done: op.act.act === 'done' && standsOf(item) ? (item.done ?? moment) : item.done,
  });
};
