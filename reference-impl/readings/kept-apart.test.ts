import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../contract/codes/measures.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import {
  createReadyWorld,
  createWorld,
  EHR,
  GATEWAY,
  JANE,
  must,
  orderOf,
  readingOf,
  refusalOf,
  type World,
} from '../world.test-helper.ts';

const found = ({ pipeline }: World): string[] =>
  must(pipeline.readings.search(EHR, { patient: JANE, count: 100 })).entries.map(
    ({ body }) => `${body.reading.identifier.value} ${body.reading.code.code}`,
  );
const file = async ({ pipeline }: World, reading: Reading) =>
  must(await pipeline.readings.file(GATEWAY, [reading]))[0]?.effect;
const corrected = (reading: Reading, over: Partial<Reading>): Reading => ({ ...reading, status: 'corrected', ...over });

describe('a control result, where that is declared', () => {
  const world = () => createReadyWorld(orderOf(), { policies: { control: 'store-apart' } });
  const control = (value: string): Reading => readingOf(value, 'mg/dL', { code: CONTROL_SOLUTION });
  test('is kept, is found, and raises nothing', async () => {
    const kept = await world();
    const result = control('350');
    expect(await file(kept, result)).toBe('created');
    expect(found(kept)).toEqual([`${result.identifier.value} ${CONTROL_SOLUTION.code}`]);
    expect(kept.items()).toEqual([]);
  });
  test('is known by its identifier: again it is a replay, with other content a conflict', async () => {
    const kept = await world();
    const result = control('350');
    await file(kept, result);
    expect(await file(kept, result)).toBe('replayed');
    const other = { ...result, result: control('120').result };
    expect(refusalOf(await kept.file(other))).toBe('identifier-conflict');
  });
  test('passes the later gates all the same', async () => {
    const none = await createWorld({ policies: { control: 'store-apart' } });
    expect(refusalOf(await none.file(control('350')))).toBe('no-active-order');
    must(await none.pipeline.orders.submit(EHR, orderOf()));
    expect(refusalOf(await none.file(control('350')))).toBe('no-permission');
  });
  test('counts no more once a reading turns out to be one, and counts once it turns out to be none', async () => {
    const kept = await world();
    const reading = readingOf('212');
    await file(kept, reading);
    expect(kept.items().map((item) => item.status)).toEqual(['new']);
    expect(await file(kept, corrected(reading, { code: CONTROL_SOLUTION }))).toBe('updated');
    expect(kept.items().map((item) => item.status)).toEqual(['withdrawn']);
    expect(await file(kept, corrected(reading, { result: readingOf('220').result }))).toBe('updated');
    expect(kept.items().map((item) => item.status)).toEqual(['withdrawn', 'new']);
  });
  test('is refused otherwise, also as what a filed reading is corrected into, which can be taken back', async () => {
    const kept = await createReadyWorld();
    expect(refusalOf(await kept.file(control('350')))).toBe('control-solution');
    expect(found(kept)).toEqual([]);
    const reading = readingOf('212');
    await file(kept, reading);
    expect(refusalOf(await kept.file(corrected(reading, { code: CONTROL_SOLUTION })))).toBe('control-solution');
    expect(kept.items().map((item) => item.status)).toEqual(['new']);
    expect(await file(kept, { ...reading, status: 'entered-in-error' })).toBe('updated');
    expect(kept.items().map((item) => item.status)).toEqual(['withdrawn']);
  });
});

describe('a reading of the future, where that is declared', () => {
  const ahead = (value: string): Reading => readingOf(value, 'mg/dL', { effective: '2026-03-03T12:05:00.001Z' });
  test('is taken aside: answered, found by nobody, counted in no rule', async () => {
    const world = await createReadyWorld(orderOf(), { policies: { future: 'quarantine' } });
    expect(await file(world, ahead('350'))).toBe('quarantined');
    expect(found(world)).toEqual([]);
    expect(world.items()).toEqual([]);
  });
  test('leaves its identifier free, and may come again', async () => {
    const world = await createReadyWorld(orderOf(), { policies: { future: 'quarantine' } });
    const reading = ahead('350');
    await file(world, reading);
    expect(await file(world, reading)).toBe('quarantined');
    expect(await file(world, { ...reading, effective: '2026-03-03T11:00:00Z' })).toBe('created');
    expect(world.items().map((item) => item.kind)).toEqual(['critical']);
  });
  test('is refused otherwise; 5 minutes ahead are not the future', async () => {
    const world = await createReadyWorld();
    expect(refusalOf(await world.file(ahead('350')))).toBe('future-time');
    expect(refusalOf(await world.file({ ...ahead('100'), effective: '2026-03-03T12:05:00Z' }))).toBe('accepted');
  });
});
