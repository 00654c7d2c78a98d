import { describe, expect, test } from 'vitest';
import type { OpLine } from '../history/lines.ts';
import { deliver } from './deliver.ts';

const answered = (outcome: OpLine['outcome'], code?: string): OpLine =>
  ({ outcome, answer: code === undefined ? {} : { code } }) as OpLine;

/** Answers in turn, the last for ever; time goes on by what is waited for. */
const against = (answers: readonly OpLine[], options: { until?: number; abortAfter?: number } = {}) => {
  let now = 0;
  const waits: number[] = [];
  const abort = new AbortController();
  let asked = 0;
  const delivery = deliver(
    async () => {
      const answer = answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      if (asked === options.abortAfter) abort.abort();
      if (answer === undefined) throw new Error('no answer is left');
      return answer;
    },
    {
      clock: { now: () => now },
      until: () => options.until ?? Number.POSITIVE_INFINITY,
      betweenMs: (tries) => 10 * tries,
      signal: abort.signal,
      wait: async (ms) => {
        waits.push(ms);
        now += ms;
      },
    },
  );
  return { delivery, waits };
};
const LOST = answered('unknown');
const TAKEN = answered('ok', '201');

describe('something is sent until it is answered for good', () => {
  test('once, where it is taken at once', async () => {
    const { delivery, waits } = against([TAKEN]);
    expect(await delivery).toEqual({ attempts: [TAKEN], settled: true });
    expect(waits).toEqual([]);
  });

  test('again after each attempt that nobody answered, later each time', async () => {
    const { delivery, waits } = against([LOST, LOST, LOST, TAKEN]);
    expect(await delivery).toEqual({ attempts: [LOST, LOST, LOST, TAKEN], settled: true });
    expect(waits).toEqual([10, 20, 30]);
  });

  test('not again where it was refused for what it is', async () => {
    const refused = answered('refused', '422');
    expect(await against([LOST, refused]).delivery).toEqual({ attempts: [LOST, refused], settled: true });
  });

  test('again where it is asked for later', async () => {
    const later = answered('unknown', '429');
    expect(await against([later, TAKEN]).delivery).toEqual({ attempts: [later, TAKEN], settled: true });
  });
});

describe('it is given up', () => {
  test('once the time is over, at an attempt and not before', async () => {
    const { delivery } = against([LOST], { until: 25 });
    expect(await delivery).toEqual({ attempts: [LOST, LOST, LOST], settled: false });
  });

  test('when the run is broken off', async () => {
    expect(await against([LOST], { abortAfter: 2 }).delivery).toEqual({ attempts: [LOST, LOST], settled: false });
  });
});
