import { cellsOf } from './cells.test-helper.ts';
import { everyCourse } from './choices.test-helper.ts';
import { runCourse } from './machine.test-helper.ts';
import { scheduleOf } from './schedule.test-helper.ts';
import type { Story } from './story.test-helper.ts';
import type { World } from './world.test-helper.ts';

/** More courses are possible than can be tried. */
export class TooManyWorlds extends Error {}

/** How many courses are tried for one history, those that are given up early included. */
const MOST_WORLDS = 20_000;

/**
 * Every course of events that the history allows with at most `limit` outcomes or sights that are not the
 * system's own. Fewer where fewer can be had: then up to one more than the fewest.
 */
export const worldsOf = (story: Story): World[] => {
  const { cells, candidates } = cellsOf(story);
  let tried = 0;
  for (let limit = 1; ; limit += 1) {
    const worlds: World[] = [];
    everyCourse((choose) => {
      tried += 1;
      if (tried > MOST_WORLDS)
        throw new TooManyWorlds(`more than ${MOST_WORLDS} courses of ${story.units.length} units`);
      const world = runCourse(story, scheduleOf(candidates, choose), cells, choose, limit);
      if (world !== undefined) worlds.push(world);
      return true;
    });
    const fewest = Math.min(...worlds.map((w) => w.odd.size));
    if (fewest < limit) return worlds;
  }
};
