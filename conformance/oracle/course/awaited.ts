import type { OpLine } from '../../history/lines.ts';
import type { Course } from './course.ts';
import type { Step } from './step.ts';

/** It took effect in time. */
const CAME = Number.POSITIVE_INFINITY;
/** It did not. */
const CAME_NOT = -1;

/** An item went where it went because of an operation in flight: in this course that has taken effect by `by`. */
export const awaitOp = ({ state: { awaited } }: Course, { seq }: OpLine, by: number): void => {
  const line = String(seq);
  awaited.set(line, Math.min(by, awaited.get(line) ?? by));
};

/** What is awaited comes with this step, or comes too late: nothing takes effect before what the course has taken. */
export const meetAwaited = ({ course: { state }, op, from }: Step): void => {
  for (const [line, by] of state.awaited.entries())
    if (line === String(op.seq) && from <= by) state.awaited.set(line, CAME);
    else if (from > by) state.awaited.set(line, CAME_NOT);
};

/** How many operations have not come in time in this course: it cannot have been. */
export const missed = ({ state: { awaited } }: Course): number =>
  [...awaited.values()].filter((by) => by === CAME_NOT).length;
