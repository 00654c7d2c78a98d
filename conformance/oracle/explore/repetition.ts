import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { sameContent } from '../course/same-as.ts';
import { sameOrder } from '../course/version.ts';
import { isOp } from '../record/patient-record.ts';

const sameIdentifier = (a: Identifier, b: Identifier): boolean => a.value === b.value && a.system === b.system;

/** Whether an answer to `later` is also the answer to `earlier`: it was the same operation again. */
const isRepetition = (earlier: OpLine, later: OpLine): boolean => {
  if (isOp(earlier, 'reading.submit') && isOp(later, 'reading.submit'))
    return (
      sameIdentifier(earlier.act.reading.identifier, later.act.reading.identifier) &&
      sameContent(earlier.act.reading) === sameContent(later.act.reading)
    );
  if (isOp(earlier, 'order.submit', 'order.change') && isOp(later, 'order.submit', 'order.change'))
    return earlier.act.op === later.act.op && sameOrder(earlier.act.order, later.act.order);
  if (isOp(earlier, 'permission.set') && isOp(later, 'permission.set'))
    return (
      earlier.act.permission.status === later.act.permission.status &&
      earlier.act.permission.at === later.act.permission.at
    );
  if (isOp(earlier, 'tracker.set') && isOp(later, 'tracker.set'))
    return keyOf(earlier.act.order) === keyOf(later.act.order) && earlier.act.state === later.act.state;
  return false;
};

/**
 * Monotonic: when the first repetition that was accepted of an operation that nobody answered was answered.
 * Undefined: it was not repeated, or no repetition was accepted. `ops` are one patient's of one measure, sorted by sending.
 */
export const repeatedIn =
  (ops: readonly OpLine[]) =>
  (op: OpLine): number | undefined =>
    ops.find((o) => o.outcome === 'ok' && o.sent >= op.sent && isRepetition(op, o))?.settled;
