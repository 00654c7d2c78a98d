import type { AttemptFact } from '../facts.ts';
import { gate } from './gate.ts';

const isOfSomethingNew = ({ attempt, circumstances }: AttemptFact): boolean => {
  const cause = attempt.expectation.reasons[0]?.cause;
  return !circumstances.amends && (cause === 'withdrawn' || cause === 'ended');
};

const isAmendmentInSpite = ({ circumstances }: AttemptFact): boolean =>
  circumstances.amends && !circumstances.moves && circumstances.isShut;

/** PRM-09: what is new then is PRM-03's or ORD-07's, and the twin here. */
export const PRM_09 = gate('PRM-09', [], isAmendmentInSpite, isOfSomethingNew);
