import type { Choose } from './choices.test-helper.ts';
import type { Instant } from './instant.test-helper.ts';
import { perform } from './perform.test-helper.ts';
import type { Schedule } from './schedule.test-helper.ts';
import type { Story } from './story.test-helper.ts';
import { nextMark, tick } from './timers.test-helper.ts';
import type { World } from './world.test-helper.ts';

const begin = (story: Story, schedule: Schedule, cells: readonly Instant[], choose: Choose): World => ({
  story,
  choose,
  schedule,
  cells,
  now: 0n,
  until: 0n,
  ticked: 0n,
  steps: 0,
  orders: new Map(),
  absences: new Map(),
  permissions: new Map(),
  sources: new Map(),
  phones: [],
  trackers: new Map(),
  readings: new Map(),
  items: [],
  gaps: new Map(),
  told: new Map(),
  odd: new Set(),
  early: new Map(),
  tags: new Set(),
});

const tickAt = (world: World, at: Instant): void => {
  world.now = at;
  world.until = at;
  tick(world);
};

/** Does what falls due before an instant. What falls due at that very instant may come before or after what happens then. */
const pass = (world: World, to: Instant): void => {
  for (let mark = nextMark(world); mark !== undefined && mark <= to; mark = nextMark(world)) {
    if (mark === to && world.choose(['due first', 'due last']) === 'due last') return;
    tickAt(world, mark);
  }
};

const checkProofs = (world: World, before: Instant): void => {
  for (const proof of world.story.proofs)
    if (proof.by < before && !world.readings.has(proof.reading)) world.odd.add(`sight of ${proof.reading}`);
};

/**
 * One definite course of events: every unit at its one instant, one after the other, and between them
 * what falls due. Undefined as soon as more than `limit` outcomes or sights are not the system's.
 */
export const runCourse = (
  story: Story,
  schedule: Schedule,
  cells: readonly Instant[],
  choose: Choose,
  limit: number,
): World | undefined => {
  const world = begin(story, schedule, cells, choose);
  for (let step = schedule.step(0); step !== undefined; step = schedule.step(world.steps)) {
    checkProofs(world, step.at);
    pass(world, step.at);
    world.steps += 1;
    world.now = step.at;
    world.until = step.unit.settled > step.at ? step.unit.settled : step.at;
    perform(world, step.unit);
    tick(world);
    if (world.odd.size > limit) return undefined;
  }
  pass(world, story.end + 1n);
  checkProofs(world, story.end + 1n);
  return world.odd.size > limit ? undefined : world;
};
