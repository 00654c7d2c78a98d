import type { Bundle, OpLine } from '../../history/lines.ts';
import type { SubmitOp } from '../course/filing.ts';
import { isOp } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';

/**
 * Operations that take effect together: one, or the entries of one bundle, one after the other by
 * effective time. Somewhere in [from, to]. `optional`: or never, because nobody answered it; `to` is
 * then infinite, unless the same operation was answered when it was sent again.
 */
export interface Effect {
  readonly ops: readonly OpLine[];
  /** A v2 message or a transaction: all or nothing. */
  readonly whole: boolean;
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

const byEffectiveTime = (a: SubmitOp, b: SubmitOp): number => {
  const [x, y] = [instant(a.act.reading.effective), instant(b.act.reading.effective)];
  if (x !== y) return x < y ? -1 : 1;
  const [one, other] = [a.act.reading.identifier.value, b.act.reading.identifier.value];
  return one === other ? a.seq - b.seq : one < other ? -1 : 1;
};

const earliest = (ops: readonly OpLine[], seen: Evidence['seen']): number | undefined => {
  const sights = ops.map(seen).filter((sight) => sight !== undefined);
  return sights.length === 0 ? undefined : Math.min(...sights);
};

const NONE: ReadonlySet<OpLine> = new Set();

/** Of an operation by itself, as nearly all are. */
const aloneOf = (op: OpLine, { seen, repeated }: Evidence): Effect => {
  const sight = seen(op);
  const end =
    op.outcome === 'unknown'
      ? (sight ?? repeated(op) ?? Number.POSITIVE_INFINITY)
      : Math.min(op.settled, sight ?? op.settled);
  return {
    ops: [op],
    whole: false,
    from: op.sent,
    to: Math.max(op.sent, end),
    optional: op.outcome === 'unknown' && sight === undefined,
    seen: sight === undefined ? NONE : new Set([op]),
  };
};

const bundleOf = (ops: readonly SubmitOp[], kind: Bundle['kind'], { seen, repeated }: Evidence): Effect => {
  const from = Math.max(...ops.map((op) => op.sent));
  // What is seen of one entry is evidence of the bundle: it had come.
  const sight = earliest(ops, seen);
  const ends = ops.map((op) => {
    if (op.outcome === 'unknown') return sight ?? repeated(op) ?? Number.POSITIVE_INFINITY;
    return sight === undefined ? op.settled : Math.min(op.settled, sight);
  });
  return {
    ops: ops.toSorted(byEffectiveTime),
    whole: kind !== 'batch',
    from,
    to: Math.max(from, ...ends),
    optional: sight === undefined && ops.some((op) => op.outcome === 'unknown'),
    seen: new Set(ops.filter((op) => seen(op) !== undefined)),
  };
};

/** The entries of one bundle, at the place of the first. */
interface Bundled {
  readonly bundled: Bundle['kind'];
  readonly entries: SubmitOp[];
}

/**
 * Attempts that are as good as one. It may happen from when the first was sent; what comes of it is charged to the last,
 * so that a deadline never runs from an attempt that may have been lost.
 */
const oneOf = (attempts: readonly OpLine[], evidence: Evidence): Effect | undefined => {
  const [first, last] = [attempts[0], attempts.at(-1)];
  return first && last && { ...aloneOf(last, evidence), from: first.sent };
};

/**
 * The effects of one course, in the order of sending. `ops` are sorted by sending, ties by line. Of attempts that are as
 * good as one (`silent`) there is one effect, at the place of the first.
 */
export const planOf = (
  ops: readonly OpLine[],
  evidence: Evidence,
  silent: ReadonlyMap<OpLine, readonly OpLine[]> = new Map(),
): readonly Effect[] => {
  const bundles = new Map<string, Bundled>();
  const units: (OpLine | Bundled)[] = [];
  for (const op of ops)
    if (isOp(op, 'reading.submit') && op.act.bundle !== undefined) {
      const { id, kind } = op.act.bundle;
      const known = bundles.get(id);
      if (known !== undefined) known.entries.push(op);
      else {
        const bundle = { bundled: kind, entries: [op] };
        bundles.set(id, bundle);
        units.push(bundle);
      }
    } else if ((silent.get(op)?.[0] ?? op) === op) units.push(op);
  return units.map((unit) =>
    'bundled' in unit
      ? bundleOf(unit.entries, unit.bundled, evidence)
      : (oneOf(silent.get(unit) ?? [], evidence) ?? aloneOf(unit, evidence)),
  );
};
