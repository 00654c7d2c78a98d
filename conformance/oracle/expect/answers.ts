import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import type { Analysis, PatientAnalysis } from '../analysis.ts';
import type { AnyRuling } from '../course/effect.ts';
import type { ExpectedAnswer } from '../expectations.ts';
import { isOp } from '../record/patient-record.ts';
import { withSiblingsRefused } from './siblings.ts';
import type { Tri } from '../time/span.ts';

const wayOf = (r: AnyRuling): AnyRuling['way'] => (r.storedAnswer ? 'either' : r.way);

const acceptOf = (rulings: readonly AnyRuling[]): ExpectedAnswer['accept'] => {
  const ways = rulings.map(wayOf);
  if (ways.every((w) => w === 'accept')) return 'must';
  return ways.every((w) => w === 'refuse') ? 'must-not' : 'may';
};

/** Among the ways in which it is accepted: a stored answer is one to something that is there. */
const replayOf = (rulings: readonly AnyRuling[]): Tri => {
  const again = rulings.filter((r) => wayOf(r) !== 'refuse').map((r) => r.replay || r.storedAnswer);
  return again.includes(true) ? (again.includes(false) ? 'maybe' : 'yes') : 'no';
};

const refusalsOf = (rulings: readonly AnyRuling[]): readonly RefusalName[] =>
  [
    ...new Set(
      rulings.flatMap((r) => (r.way === 'accept' ? [] : r.grounds.slice(0, 1).flatMap((g) => g.codes.slice(0, 1)))),
    ),
  ].toSorted() as RefusalName[];

const answerOf = (op: OpLine, rulings: readonly AnyRuling[]): ExpectedAnswer => ({
  seq: op.seq,
  accept: acceptOf(rulings),
  replay: replayOf(rulings),
  refusals: refusalsOf(rulings),
});

/** A tracker of an order that nobody placed is not there to be picked. */
const ofNoOrder = ({ record }: PatientAnalysis): readonly ExpectedAnswer[] =>
  record.trackers
    .filter((op) => !record.orders.has(keyOf(op.act.order)))
    .map(({ seq }) => ({ seq, accept: 'must-not', replay: 'no', refusals: ['not-found'] }));

/** What had to be answered to each operation that a course can refuse. */
export const expectedAnswers = ({ patients }: Analysis): readonly ExpectedAnswer[] =>
  withSiblingsRefused(patients.flatMap(({ measures }) => measures.flatMap(({ explored }) => [...explored.rulings])))
    .filter(([op]) => isOp(op, 'order.submit', 'order.change', 'permission.set', 'reading.submit', 'tracker.set'))
    .map(([op, rulings]) => answerOf(op, rulings))
    .concat(patients.flatMap(ofNoOrder))
    .toSorted((a, b) => a.seq - b.seq);
