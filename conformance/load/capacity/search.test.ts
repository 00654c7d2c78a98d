import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bounds, kneeOf, nextRate, searchCapacity, type Step } from './search.ts';

const BOUNDS: Bounds = { from: 100, to: 10_000, steps: 30, budgetMs: 1e9, within: 0.1 };
const step = (rate: number, verdict: Step['verdict']): Step => ({ rate, verdict });

/** Searches a system that holds up to a rate, which is not proven below another one, and is overcome above it. */
const search = async (
  capacity: number,
  more: Partial<Bounds> = {},
  above: Step['verdict'] = 'broke',
  provenFrom = 0,
) => {
  const played: number[] = [];
  let now = 0;
  const found = await searchCapacity(
    { ...BOUNDS, ...more },
    async (rate) => {
      played.push(rate);
      now += 1000;
      return step(rate, rate > capacity ? above : rate < provenFrom ? 'few' : 'held');
    },
    () => now,
  );
  return { ...found, played };
};

describe('the search', () => {
  test('doubles until something breaks, and halves what is left until the knee is known', async () => {
    const { played, knee, cutShort } = await search(700);
    expect(played.slice(0, 4)).toEqual([100, 200, 400, 800]);
    expect(played.slice(4).every((rate) => rate > 400 && rate < 800)).toBe(true);
    expect(cutShort).toBeUndefined();
    expect(knee.held).toBeLessThanOrEqual(700);
    expect(knee.held).toBeGreaterThanOrEqual(700 / 1.1);
    expect(knee.above?.rate).toBeLessThanOrEqual((knee.held ?? 0) * 1.1);
  });
  test('goes down where the first rate is too much', async () => {
    const { played, knee } = await search(30);
    expect(played.slice(0, 3)).toEqual([100, 50, 25]);
    expect(knee.held).toBeLessThanOrEqual(30);
    expect(knee.held).toBeGreaterThan(27);
  });
  test('ends at one a second where nothing holds, and at the highest rate where everything does', async () => {
    expect(await search(0)).toMatchObject({ knee: { held: undefined, above: { rate: 1 } }, cutShort: undefined });
    const all = await search(1e9, { to: 1000 });
    expect(all.knee).toEqual({ held: 1000, unproven: undefined, above: undefined });
    expect(all.played).toEqual([100, 200, 400, 800, 1000]);
  });
  test('finds any knee to the width that was asked, in few steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 20, max: 9000 }), async (capacity) => {
        const { knee, played } = await search(capacity);
        expect(knee.held).toBeLessThanOrEqual(capacity);
        // Whole rates: at small ones a tenth is less than one a second.
        expect((knee.held ?? 0) * 1.1 + 1).toBeGreaterThanOrEqual(capacity);
        expect(played.length).toBeLessThanOrEqual(12);
        expect(new Set(played).size).toBe(played.length);
      }),
    );
  });
  test('goes up where there were too few samples to prove anything: less of them come at a lower rate', async () => {
    const { played, knee } = await search(1500, {}, 'broke', 700);
    expect(played.slice(0, 5)).toEqual([100, 200, 400, 800, 1600]);
    expect(knee).toMatchObject({ unproven: undefined, above: { verdict: 'broke' } });
    expect(knee.held).toBeGreaterThanOrEqual(1500 / 1.1);
  });
  test('tells how far nothing was wrong where nothing could be proven', async () => {
    const { knee } = await search(700, {}, 'broke', 1e9);
    expect(knee).toMatchObject({ held: undefined, above: { verdict: 'broke' } });
    expect(knee.unproven).toBeLessThanOrEqual(700);
    expect(knee.unproven).toBeGreaterThanOrEqual(700 / 1.1);
    expect(await search(1e9, { to: 1000 }, 'broke', 1e9)).toMatchObject({
      played: [100, 200, 400, 800, 1000],
      knee: { held: undefined, unproven: 1000, above: undefined },
    });
  });
  test('is bounded in steps and in time, and says so', async () => {
    expect(await search(700, { steps: 3 })).toMatchObject({
      played: [100, 200, 400],
      knee: { held: 400, above: undefined },
      cutShort: '3 steps were all that it may take',
    });
    expect(await search(700, { budgetMs: 2000 })).toMatchObject({
      played: [100, 200],
      cutShort: '2 s were all that it may take',
    });
  });
  test('an interrupt keeps what was found', async () => {
    let played = 0;
    const found = await searchCapacity(
      BOUNDS,
      async (rate) => (++played > 2 ? undefined : step(rate, 'held')),
      () => 0,
    );
    expect(found).toMatchObject({ knee: { held: 200 }, cutShort: 'it was interrupted' });
  });
  test('a void step is no evidence of the system: the knee lies above, and who was overcome is told', async () => {
    const { knee } = await search(700, {}, 'void');
    expect(knee.above?.verdict).toBe('void');
  });
});

describe('the knee', () => {
  test('is the highest rate that held, though a lower one did not', () => {
    expect(kneeOf([step(100, 'open'), step(200, 'held'), step(400, 'broke'), step(300, 'void')])).toEqual({
      held: 200,
      unproven: undefined,
      above: step(300, 'void'),
    });
    expect(kneeOf([])).toEqual({ held: undefined, unproven: undefined, above: undefined });
  });
  test('has the highest rate above it that was not proven and not wrong, below the first that was', () => {
    const few = [50, 300, 500].map((rate) => step(rate, 'few'));
    expect(kneeOf([...few, step(200, 'held'), step(400, 'broke')])).toEqual({
      held: 200,
      unproven: 300,
      above: step(400, 'broke'),
    });
    expect(kneeOf([...few, step(600, 'held')]).unproven).toBeUndefined();
  });
  test('is known once no whole rate is left between', () =>
    expect(nextRate([step(3, 'held'), step(4, 'broke')], BOUNDS)).toBeUndefined());
});
