import type { Bundle } from '../../history/lines.ts';
import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';
import type { Judge } from './judge.ts';

/** A requirement about bundles of some kinds: an entry falls with one that is refused, and is taken where all are sound. */
export const bundleGate = (id: string, kinds: readonly Bundle['kind'][]): Judge => {
  const isMine = ({ attempt }: AttemptFact): boolean => {
    const { bundle } = attempt.op.act;
    return bundle !== undefined && kinds.includes(bundle.kind);
  };
  const base = gate(id, ['sibling'], isMine);
  return {
    ...base,
    attempt(fact, out) {
      if (isMine(fact)) base.attempt?.(fact, out);
    },
    trace(fact, out) {
      if (fact.bundles.some((kind) => kinds.includes(kind))) base.trace?.(fact, out);
    },
  };
};
