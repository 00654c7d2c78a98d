/** The body alone, by the minute and in adaptive steps, through days of meals, doses and a rhythm in blocks of 15 minutes. */
import { AS_DESCRIBED, type BodyModulation, type GlucoseBody } from '../../simulator/physiology/glucose/body.ts';

const BLOCK_MINUTES = 15;
const MINUTES_PER_DAY = 1440;

const BLOCKS: readonly BodyModulation[] = Array.from({ length: MINUTES_PER_DAY / BLOCK_MINUTES }, (_, i) => ({
  ...AS_DESCRIBED,
  production: 1 + 0.1 * Math.sin(i / 15),
  sensitivity: 1 - 0.1 * Math.cos(i / 15),
}));

/** A dose a little late and a little wrong, as people do it; minutes that are no multiple of a block. */
interface Day {
  readonly acts: readonly (readonly [minute: number, act: (body: GlucoseBody) => void])[];
}
export function dayOf(body: GlucoseBody, day: number): Day {
  const { carbohydrateGramsPerUnit, basalUnitsPerDay } = body.therapy;
  const acts: [number, (body: GlucoseBody) => void][] = [[1327, (b) => b.injectLong(basalUnitsPerDay)]];
  [431, 742, 1084, 1273].forEach((usual, i) => {
    const minute = usual + ((day * 37 + i * 11) % 41);
    const grams = body.bodyWeightKg * (i === 3 ? 0.2 : 0.7) * (1 + ((day + i) % 5) / 10);
    acts.push([minute, (b) => b.eat(grams)]);
    const units = (grams / carbohydrateGramsPerUnit) * (0.6 + ((day + 2 * i) % 5) / 10);
    if ((day + i) % 9 !== 0) acts.push([minute + ((day + i) % 3) * 9, (b) => b.injectRapid(units)]);
  });
  return { acts: acts.toSorted((a, b) => a[0] - b[0]) };
}

/** Lives a day; `look` is called after every block. */
export function live(body: GlucoseBody, day: Day | undefined, look: (block: number) => void): void {
  const acts = day?.acts ?? [];
  let next = 0;
  for (let block = 0; block < BLOCKS.length; block++) {
    const modulation = BLOCKS[block] ?? AS_DESCRIBED;
    let now = block * BLOCK_MINUTES;
    const end = now + BLOCK_MINUTES;
    for (let act = acts[next]; act !== undefined && act[0] < end; act = acts[next]) {
      body.advance(act[0] - now, modulation);
      now = act[0];
      act[1](body);
      next++;
    }
    body.advance(end - now, modulation);
    look(block);
  }
}
