import { describe, expect, test } from 'vitest';
import { createReadyWorld, EHR, JANE, must, readingOf, RIVERA, weightOrderOf } from './world.test-helper.ts';

describe('the pipeline from order to In Basket', () => {
  test('a critical reading is filed with its limits and lies in the In Basket of the responsible clinician', async () => {
    const world = await createReadyWorld();
    const reading = readingOf('305');
    const [filed] = must(await world.pipeline.readings.file({ role: 'gateway', client: 'g' }, [reading]));
    expect(filed?.effect).toBe('created');
    expect(filed?.stored.body.interpretation).toEqual(['HH']);
    expect(filed?.stored.body.ranges).toEqual([
      { tier: 'reference', unit: 'mg/dL', low: '70', high: '160', limitFrom: '2026-03-01T00:00:00-05:00' },
      { tier: 'critical', unit: 'mg/dL', low: '54', high: '300', limitFrom: '2026-03-01T00:00:00-05:00' },
    ]);
    expect(world.items(JANE)).toMatchObject([
      {
        kind: 'critical',
        status: 'new',
        recipient: RIVERA,
        reading: reading.identifier,
        limit: { value: '300', unit: 'mg/dL' },
        interpretation: ['HH'],
        late: false,
        priority: 'stat',
      },
    ]);
  });

  test('a weight gain over the window is a change item that names its baseline', async () => {
    const world = await createReadyWorld(weightOrderOf());
    const first = readingOf('80.0', 'kg', { effective: '2026-03-02T07:00:00-05:00' });
    const second = readingOf('82.3', 'kg', { effective: '2026-03-03T06:30:00-05:00' });
    must(await world.file(first));
    must(await world.file(second));
    expect(world.items()).toMatchObject([
      {
        kind: 'change',
        interpretation: ['U'],
        baseline: first.identifier,
        reading: second.identifier,
        delta: { value: '2.3', unit: 'kg' },
      },
    ]);
    expect(must(world.pipeline.inbox.search(EHR, { count: 10, owner: RIVERA })).entries).toHaveLength(1);
  });
});
