import { describe, expect, test } from 'vitest';
import { streamFleet } from '../../simulator/stream.ts';
import { produce, usualWorkers } from './produce.ts';
import type { Chunk, Work } from './work.ts';

const OPTIONS = {
  cohort: [
    { archetype: 'hf-stable', patients: 21 },
    { archetype: 't2d-oral', patients: 2 },
  ],
  seed: 3,
  days: 20,
  format: 'csv',
};
const ALL = [{ from: 0, to: 23 }];
const textOf = (text: string | Uint8Array): string =>
  typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
const all = async (work: Work, workers: number) => {
  const chunks: Chunk[] = [];
  for await (const chunk of produce(work, workers)) chunks.push(chunk);
  return {
    text: chunks.map((c) => textOf(c.text)).join(''),
    truth: chunks.map((c) => textOf(c.truth)).join(''),
    patients: chunks.reduce((sum, c) => sum + c.patients, 0),
  };
};

describe('workers', () => {
  test.each([1, 2, 3])('%i of them give the bytes of the plain stream', async (workers) => {
    const { text, truth, patients } = await all({ options: OPTIONS, stretches: ALL, withTruth: true }, workers);
    expect(text).toBe([...streamFleet(OPTIONS)].join(''));
    expect(truth.split('\n')).toHaveLength(text.split('\r\n').length - 1);
    expect(patients).toBe(23);
  });

  test('a reader that stops ends them', async () => {
    const long = { ...OPTIONS, cohort: [{ archetype: 'hf-stable', patients: 500_000 }], days: 3000 };
    for await (const chunk of produce({ options: long, stretches: [{ from: 0, to: 500_000 }], withTruth: false }, 2)) {
      if (chunk.deliveries > 0) break;
    }
    // The test ends with this process only if no thread goes on.
    expect(process.getActiveResourcesInfo().filter((name) => name === 'Worker')).toHaveLength(0);
  });
});

describe('header and footer', () => {
  test('stand where the fleet begins and ends, and nowhere between', async () => {
    const texts = await Promise.all(
      [
        { from: 0, to: 5 },
        { from: 5, to: 9 },
        { from: 9, to: 23 },
      ].map(async (stretch) => (await all({ options: OPTIONS, stretches: [stretch], withTruth: false }, 1)).text),
    );
    expect(texts.map((text) => text.startsWith('patient,reading,'))).toEqual([true, false, false]);
    expect(texts.join('')).toBe([...streamFleet(OPTIONS)].join(''));
  });
});

test('short work is done here, long work by every core', () => {
  const work = (patients: number): Work => ({
    options: OPTIONS,
    stretches: [{ from: 0, to: patients }],
    withTruth: false,
  });
  expect(usualWorkers(work(10))).toBe(1);
  expect(usualWorkers(work(100_000))).toBeGreaterThanOrEqual(1);
});
