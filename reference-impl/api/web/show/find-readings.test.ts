import { expect, test } from 'vitest';
import { isoOf } from '../../../clock/instant.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import {
  clinician,
  createReadyWorld,
  GATEWAY,
  JANE,
  must,
  readingOf,
  RIVERA,
  START,
} from '../../../world.test-helper.ts';
import { findReadings } from './find-readings.ts';

const HOUR_MS = 3_600_000;

/** What is shown of as many readings, one a step up to now, each with its number as its value. */
const shownOf = async (count: number, stepMs: number) => {
  const { pipeline } = await createReadyWorld();
  const readings = Array.from({ length: count }, (_, i) =>
    readingOf(String(i + 1), 'mg/dL', { effective: isoOf(START - (count - 1 - i) * stepMs) }),
  );
  must(await pipeline.readings.file(GATEWAY, readings));
  // In one thread it answers at once, which whoever waits takes as well.
  const context = { pipeline: pipeline as unknown as ReachedPipeline, caller: clinician(RIVERA) };
  const found = must(await findReadings(context, { patient: JANE, measure: 'glucose', days: 30 }));
  const values = found.readings.map(({ reading: { result } }) => result.kind === 'value' && result.quantity.value);
  return { time: found.time, count: values.length, first: values[0], last: values.at(-1) };
};

test.each([
  ['few', 3, HOUR_MS, { time: '30 days', count: 3, first: '1', last: '3' }],
  ['more than a page in some days', 1030, HOUR_MS / 20, { time: '1 day', count: 481, first: '550', last: '1030' }],
  [
    'more than a page in one',
    1030,
    60_000,
    { time: '1 day, the latest 1000 readings', count: 1000, first: '31', last: '1030' },
  ],
] as const)('of readings the latest are never left out: %s', async (_name, count, stepMs, shown) => {
  expect(await shownOf(count, stepMs)).toEqual(shown);
});
