import type { OpLine } from '../../history/lines.ts';
import type { AnyRuling } from '../course/effect.ts';
import { refuse } from '../course/ruling.ts';
import { isOp } from '../record/patient-record.ts';

type Ruled = readonly [OpLine, readonly AnyRuling[]];

const wholeOf = (op: OpLine): string | undefined =>
  isOp(op, 'reading.submit') && op.act.bundle !== undefined && op.act.bundle.kind !== 'batch'
    ? op.act.bundle.id
    : undefined;

/**
 * A v2 message and a transaction are all or nothing, also where their entries are of several patients or
 * measures: what certainly refuses one refuses the others. Source: contract, Admission.
 */
export const withSiblingsRefused = (ruled: readonly Ruled[]): readonly Ruled[] => {
  const bad = new Map<string, readonly AnyRuling[]>();
  for (const [op, rulings] of ruled) {
    const whole = wholeOf(op);
    if (whole !== undefined && rulings.every((r) => r.way === 'refuse')) bad.set(whole, rulings);
  }
  if (bad.size === 0) return ruled;
  return ruled.map(([op, rulings]) => {
    const because = bad.get(wholeOf(op) ?? '');
    const free = rulings.filter((r) => r.way !== 'refuse');
    if (because === undefined || free.length === 0) return [op, rulings];
    return [op, [...rulings.filter((r) => r.way === 'refuse'), ...because.map((r) => refuse(...r.grounds))]];
  });
};
