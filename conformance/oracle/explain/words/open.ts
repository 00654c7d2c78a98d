import { isOp } from '../../record/patient-record.ts';
import type { OpLine } from '../../../history/lines.ts';
import type { OpenWays, Way } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';

const MOST_OPERATIONS = 5;

const opText = (op: OpLine): string => {
  if (isOp(op, 'order.submit', 'order.change'))
    return `${op.act.op === 'order.submit' ? 'order' : 'change of order'} ${op.act.order.identifier.value} (${op.act.order.status})`;
  if (isOp(op, 'permission.set')) return `permission ${op.act.permission.status}`;
  if (isOp(op, 'reading.submit')) return `reading ${op.act.reading.identifier.value}`;
  if (isOp(op, 'item.act')) return `item ${op.act.item.value} ${op.act.act}`;
  if (isOp(op, 'tracker.set')) return `tracker ${op.act.state}`;
  if (isOp(op, 'coverage.set')) return `absences of ${op.act.coverage.person.value}`;
  if (isOp(op, 'source.set')) return `source ${op.act.source.identifier.value} ${op.act.status}`;
  return isOp(op, 'person.patient') ? 'the announcement of the patient' : op.act.op;
};

const HOW = {
  unanswered: 'was never answered: it took effect at some moment since it was sent, or never',
  overlapping: 'was under way together with it: either can have come first',
} as const;

const wayPoint = (way: Way, index: number): Point => {
  const places = way.places.length === 0 ? '' : ` (${way.places.join(', ')})`;
  const by = way.evaluatedBy.length === 0 ? '' : ` and evaluated by the version of ${linesText(way.evaluatedBy)}`;
  const filed = way.filed
    ? `it is filed${by}`
    : `it is not filed${way.refusals.length === 0 ? '' : `: ${way.refusals.slice(0, 2).join('; or ')}`}`;
  const items = way.items.length === 0 ? 'no item' : way.items.join(', ');
  return point(`way ${index + 1}${places}: ${filed}; ${items}`);
};

/** What leaves a result open, and what follows each way that things can have gone. */
export const openSection = (open: OpenWays | undefined): Section => ({
  heading: 'What leaves it open, and what follows each way',
  points:
    open === undefined
      ? []
      : [
          ...atMost(
            open.operations.map(({ op, how }) => point(`line ${op.seq}, ${opText(op)}, ${HOW[how]}`, [op.seq])),
            MOST_OPERATIONS,
            'operations',
          ),
          ...(open.operations.length === 0
            ? [point('no operation does: what the system’s clock showed is known within bounds, and they hold a limit')]
            : []),
          ...open.ways.map(wayPoint),
          ...(open.overflow ? [point('there are more courses than are followed: nothing of them is certain')] : []),
        ],
});
