import type { Choose } from './choices.test-helper.ts';
import type { Instant } from './instant.test-helper.ts';
import type { Unit } from './story.test-helper.ts';

/** A unit and the instant at which it takes effect. */
interface Step {
  readonly at: Instant;
  readonly unit: Unit;
}

/** The order in which things happen in one world. Chosen no further than it is asked for. */
export interface Schedule {
  /** The i-th step; undefined after the last. */
  readonly step: (i: number) => Step | undefined;
}

/** A unit with every instant at which its effect may differ; `never`: it may not take effect at all. */
export interface Candidate {
  readonly unit: Unit;
  readonly cells: readonly Instant[];
  readonly never: boolean;
}

/** One operation was answered before the other was sent; those of one instant by the line in which they stand. */
const isOver = (first: Candidate, then: Candidate): boolean => {
  if (first.never || first.unit.settled > then.unit.sent) return false;
  if (then.never || then.unit.settled > first.unit.sent) return true;
  return (first.unit.moves[0]?.seq ?? 0) < (then.unit.moves[0]?.seq ?? 0);
};

/** One schedule, every one of them in some course: instants never go back, and nobody misses the last of theirs. */
export const scheduleOf = (candidates: readonly Candidate[], choose: Choose): Schedule => {
  const waiting = candidates.filter((c) => !c.never || choose([true, false]));
  const steps: Step[] = [];
  let now: Instant | undefined;
  const extend = (): boolean => {
    if (waiting.length === 0) return false;
    const lasts = waiting.map((c) => c.cells.at(-1) ?? 0n);
    const latest = lasts.reduce((a, b) => (b < a ? b : a));
    const free = waiting.filter((c) => !waiting.some((other) => other !== c && isOver(other, c)));
    const options = free.flatMap((candidate) =>
      candidate.cells.filter((at) => at <= latest && (now === undefined || at >= now)).map((at) => ({ at, candidate })),
    );
    const next = choose(options);
    waiting.splice(waiting.indexOf(next.candidate), 1);
    now = next.at;
    steps.push({ at: next.at, unit: next.candidate.unit });
    return true;
  };
  return {
    step: (i) => {
      while (steps.length <= i) if (!extend()) return undefined;
      return steps[i];
    },
  };
};

/** Units in a fixed order, each at the instant it was sent. */
export const fixedSchedule = (units: readonly Unit[]): Schedule => {
  const steps = units.map((unit) => ({ at: unit.sent, unit }));
  return { step: (i) => steps[i] };
};
