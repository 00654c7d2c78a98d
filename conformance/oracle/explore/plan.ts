import type { OpLine } from '../../history/lines.ts';
import { isOp } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';

/**
 * Operations that take effect together: one, or the entries of one bundle, one after the other by
 * effective time. Somewhere in [from, to]. `optional`: or never, because nobody answered it; `to` is
 * then infinite, unless the same operation was answered when it was sent again.
 */
export interface Effect {
  readonly ops: readonly OpLine[];
  readonly from: number;
  readonly to: number;
  readonly optional: boolean;
  /** What something was seen of. */
  readonly seen: ReadonlySet<OpLine>;
}

/** What settles an operation that nobody answered. */
export interface Evidence {
  /** Its effect was seen at this monotonic instant; undefined: never. */
  readonly seen: (op: OpLine) => number | undefined;
  /** The same operation was sent again, and its answer came at this instant: it happens no more after it. */
  readonly repeated: (op: OpLine) => number | undefined;
}

const bundleOf = (op: OpLine): string | undefined =>
  isOp(op, 'reading.submit') && op.act.bundle !== undefined ? op.act.bundle.id : undefined;

const byEffectiveTime = (a: OpLine, b: OpLine): number => {
  if (!isOp(a, 'reading.submit') || !isOp(b, 'reading.submit')) return a.seq - b.seq;
  const [x, y] = [instant(a.act.reading.effective), instant(b.act.reading.effective)];
  if (x !== y) return x < y ? -1 : 1;
  return a.act.reading.identifier.value < b.act.reading.identifier.value ? -1 : 1;
};

const earliest = (ops: readonly OpLine[], seen: Evidence['seen']): number | undefined => {
  const sights = ops.map(seen).filter((sight) => sight !== undefined);
  return sights.length === 0 ? undefined : Math.min(...sights);
};

const NONE: ReadonlySet<OpLine> = new Set();

/** Of an operation by itself, as nearly all are. */
const aloneOf = (op: OpLine, ops: readonly OpLine[], { seen, repeated }: Evidence): Effect => {
  const sight = seen(op);
  const end =
    op.outcome === 'unknown'
      ? (sight ?? repeated(op) ?? Number.POSITIVE_INFINITY)
      : Math.min(op.settled, sight ?? op.settled);
  return {
    ops,
    from: op.sent,
    to: Math.max(op.sent, end),
    optional: op.outcome === 'unknown' && sight === undefined,
    seen: sight === undefined ? NONE : new Set(ops),
  };
};

const effectOf = (ops: readonly OpLine[], evidence: Evidence): Effect => {
  const [only] = ops;
  if (only !== undefined && ops.length === 1) return aloneOf(only, ops, evidence);
  const { seen, repeated } = evidence;
  const from = Math.max(...ops.map((op) => op.sent));
  // What is seen of one entry is evidence of the bundle: it had come.
  const ofAll = earliest(ops, seen);
  const certain = ops.every((op) => op.outcome !== 'unknown' || ofAll !== undefined);
  const ends = ops.map((op) => {
    const sight = ofAll;
    if (op.outcome === 'unknown') return sight ?? repeated(op) ?? Number.POSITIVE_INFINITY;
    return sight === undefined ? op.settled : Math.min(op.settled, sight);
  });
  return {
    ops: ops.length === 1 ? ops : ops.toSorted(byEffectiveTime),
    from,
    to: Math.max(from, ...ends),
    optional: !certain,
    seen: new Set(ops.filter((op) => seen(op) !== undefined)),
  };
};

/** The effects of one course, in the order of sending. `ops` are sorted by sending, ties by line. */
export const planOf = (ops: readonly OpLine[], evidence: Evidence): readonly Effect[] => {
  const bundles = new Map<string, OpLine[]>();
  const groups: OpLine[][] = [];
  for (const op of ops) {
    const bundle = bundleOf(op);
    const known = bundle === undefined ? undefined : bundles.get(bundle);
    if (known !== undefined) known.push(op);
    else {
      const group = [op];
      if (bundle !== undefined) bundles.set(bundle, group);
      groups.push(group);
    }
  }
  return groups.map((group) => effectOf(group, evidence));
};
