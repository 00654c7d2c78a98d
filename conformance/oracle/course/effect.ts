import type { OpLine } from '../../history/lines.ts';
import { isOp } from '../record/patient-record.ts';
import { type ActedOn, takeAct } from './act-step.ts';
import type { SubmitOp } from './filing.ts';
import { meetAwaited } from './awaited.ts';
import { ruleOnReading } from './gates.ts';
import { isInError } from './version.ts';
import { ruleOnChange, ruleOnSubmit, takeVersion } from './order-step.ts';
import { ruleOnPermission, ruleOnTracker, takePermission, takeTracker } from './permission-step.ts';
import { withdraw } from './raise.ts';
import { takeApart, takeReading } from './reading-step.ts';
import { ACCEPT, type Ruling } from './ruling.ts';
import type { Step } from './step.ts';
import { takeSurrounding } from './surrounding-step.ts';
import type { OrderOp } from './version.ts';

export type AnyRuling = Ruling<string, string>;

/** Whether the operation is followed: it was answered with success, or is taken to have had its effect unanswered. */
const isFollowed = (op: OpLine): boolean => op.outcome !== 'refused';

const orderEffect = (step: Step, op: OrderOp): AnyRuling => {
  const isNew = op.act.op === 'order.submit';
  const ruling = isNew ? ruleOnSubmit(step, op) : ruleOnChange(step, op);
  if (!isFollowed(op) || ruling.replay) return ruling;
  const isConflict = ruling.grounds.some((g) => g.cause === 'conflict');
  // What should have been refused and was taken all the same is followed, so that what comes after is judged by it.
  if (ruling.way === 'refuse' && (op.outcome === 'unknown' || isConflict)) return ruling;
  // Unanswered, and right either way: what comes after may tell which it was.
  const isEither = ruling.way === 'either' && op.outcome === 'unknown';
  if (isEither && !step.pick([true, false])) return { ...ruling, way: 'refuse' };
  const state = takeVersion(step, op);
  if (state.versions.some(isInError))
    for (const [id, item] of step.course.state.items.entries())
      if (item.order === state.key) withdraw(step, id, 'order-in-error');
  return isEither ? ACCEPT : ruling;
};

const readingEffect = (step: Step, op: SubmitOp): AnyRuling => {
  const { ruling, identity } = ruleOnReading(step, op);
  if (!isFollowed(op)) return ruling;
  if (ruling.apart) takeApart(step, op, identity);
  else if (ruling.way !== 'refuse') takeReading(step, op, identity, false);
  // Taken against the gates: whether it then counts as filed nobody can say.
  else if (op.outcome === 'ok' && isLateGate(ruling) && step.pick([true, false])) takeReading(step, op, identity, true);
  return ruling;
};

const LATE_GATES = new Set(['control-solution', 'source', 'unknown-patient', 'other-patient', 'conflict']);

/** Gates 5 to 7: the reading is sound, and was let in at the wrong time. */
const isLateGate = ({ grounds }: AnyRuling): boolean =>
  grounds.every((g) => !LATE_GATES.has(g.cause) && !g.why.startsWith('gate 1'));

/** Lets one operation take effect in the course of the step. Returns what the contract says of it. */
export const takeEffect = (step: Step, acted: (op: OpLine) => ActedOn | undefined): AnyRuling => {
  const { op, course } = step;
  let ruling: AnyRuling = ACCEPT;
  if (isOp(op, 'order.submit', 'order.change')) ruling = orderEffect(step, op);
  else if (isOp(op, 'reading.submit')) ruling = readingEffect(step, op);
  else if (isOp(op, 'permission.set')) {
    ruling = ruleOnPermission(step, op);
    if (isFollowed(op) && (ruling.way !== 'refuse' || op.outcome === 'ok')) takePermission(step, op);
  } else if (isOp(op, 'tracker.set')) {
    ruling = ruleOnTracker(step, op);
    if (isFollowed(op) && !ruling.replay && (ruling.way !== 'refuse' || op.outcome === 'ok')) takeTracker(step, op);
  } else if (isOp(op, 'item.act')) {
    const on = acted(op);
    if (on !== undefined && isFollowed(op)) takeAct(step, op, on);
  } else if (isFollowed(op)) takeSurrounding(step, op);
  meetAwaited(step);
  course.steps += 1;
  course.low = Math.max(course.low, step.from);
  if (!isOp(op, 'reading.submit')) course.gateLow = Math.max(course.gateLow, step.from);
  return ruling;
};
