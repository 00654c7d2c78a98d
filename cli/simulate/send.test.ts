import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import type { TimedBatch } from '../../simulator/by-time.ts';
import { ONE, WHO } from '../../simulator/formats/sample.test-helper.ts';
import { requireKnown, type Sent, sendAll, type SendOptions, tallyText } from './send.ts';

const OK: Sent = { outcome: 'ok', answer: { code: '201' } };
const refused = (refusal: string): Sent => ({ outcome: 'refused', answer: { code: '422', refusal } });
const LOST: Sent = { outcome: 'unknown', answer: { text: 'ECONNREFUSED' } };

/** One delivery a patient and instant; `batch` counts them. */
async function* sendings(patients: number, each: number): AsyncGenerator<TimedBatch> {
  let batch = 0;
  for (let sentMs = 0; sentMs < each; sentMs++)
    for (let position = 0; position < patients; position++)
      yield {
        sentMs,
        position,
        who: WHO,
        zone: 'UTC',
        startMs: 0,
        unit: 'kg',
        deliveries: [{ ...ONE, sentMs, batch: batch++ }],
      };
}
const send = (batches: AsyncIterable<TimedBatch>, deliver: SendOptions['deliver'], more: Partial<SendOptions> = {}) =>
  sendAll(batches, {
    deliver,
    inFlight: 4,
    until: async () => undefined,
    sleep: async () => undefined,
    signal: new AbortController().signal,
    ...more,
  });

describe('sending', () => {
  test('each once, a patient’s one after the other, never more at once than allowed', async () => {
    const underWay = new Set<number>();
    const seen: number[] = [];
    let most = 0;
    const tally = await send(sendings(6, 10), async ({ batch }) => {
      const patient = batch % 6;
      expect(underWay.has(patient)).toBe(false);
      underWay.add(patient);
      most = Math.max(most, underWay.size);
      for (let turns = 0; turns <= (batch * 7) % 5; turns++) await new Promise(setImmediate);
      underWay.delete(patient);
      seen.push(batch);
      return OK;
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    for (let patient = 0; patient < 6; patient++) {
      const own = seen.filter((batch) => batch % 6 === patient);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
    expect([most, tally.accepted]).toEqual([4, 60]);
  });

  test('refusals are counted by reason, and not sent again', async () => {
    let attempts = 0;
    const tally = await send(sendings(1, 5), async ({ batch }) => {
      attempts++;
      return batch === 0 ? refused('bad-value') : batch < 3 ? refused('no-permission') : OK;
    });
    expect([tally.accepted, attempts, tally.retried]).toEqual([2, 5, 0]);
    expect([...tally.refused]).toEqual([
      ['bad-value', 1],
      ['no-permission', 2],
    ]);
    expect(tallyText(tally)).toBe(
      'accepted         2\nrefused          3\n                 2  no-permission\n                 1  bad-value\nunknown          0',
    );
    expect(() => requireKnown(tally, 'x')).not.toThrow();
  });

  test.each<[string, Sent]>([
    ['no answer', LOST],
    ['unavailable', refused('unavailable')],
    ['too many requests', { outcome: 'unknown', answer: { code: '429' } }],
  ])('after %s the same delivery goes again, later each time', async (_what, first) => {
    const waits: number[] = [];
    const keys: string[] = [];
    const tally = await send(
      sendings(1, 1),
      async ({ reading }) => (keys.push(reading.identifier.value) < 3 ? first : OK),
      { sleep: async (ms) => void waits.push(ms) },
    );
    expect(new Set(keys).size).toBe(1);
    expect([keys.length, tally.accepted, tally.retried]).toEqual([3, 1, 2]);
    expect(waits).toEqual([250, 1000]);
  });

  test('a receiver that says when to come again is asked then, and after a minute at the latest', async () => {
    const waitsAfter = async (retryAfterMs: number): Promise<readonly number[]> => {
      const waits: number[] = [];
      let attempts = 0;
      await send(sendings(1, 1), async () => (attempts++ === 0 ? { ...refused('unavailable'), retryAfterMs } : OK), {
        sleep: async (ms) => void waits.push(ms),
      });
      return waits;
    };
    expect(await waitsAfter(0)).toEqual([250]);
    expect(await waitsAfter(5000)).toEqual([5000]);
    expect(await waitsAfter(86_400_000)).toEqual([60_000]);
  });

  test('what was not sent any more because nobody answered is told; what only stayed unknown is no reason to', async () => {
    const said = async (deliver: SendOptions['deliver']): Promise<string> => {
      const tally = await send(sendings(1, 40), deliver);
      try {
        requireKnown(tally, 'x');
        return '';
      } catch (problem) {
        return String(problem);
      }
    };
    expect(await said(async ({ batch }) => (batch < 20 ? OK : LOST))).toContain('and the rest was not sent');
    const oneLost = await said(async ({ batch }) => (batch === 20 ? LOST : OK));
    expect(oneLost).toContain('of 1 deliveries it is not known');
    expect(oneLost).not.toContain('not sent');
    expect(await said(async ({ batch }) => (batch >= 39 ? LOST : OK))).not.toContain('not sent');
  });

  test('where nobody answers it ends soon, and says that nothing is known', async () => {
    let attempts = 0;
    const tally = await send(sendings(3, 10_000), async () => {
      attempts++;
      return LOST;
    });
    expect(attempts).toBeLessThan(50);
    expect(tally.accepted).toBe(0);
    try {
      requireKnown(tally, 'http://127.0.0.1:1');
      expect.unreachable('nothing was said');
    } catch (problem) {
      if (!(problem instanceof InputProblem)) throw problem;
      expect(problem.exitCode).toBe(69);
      expect(problem.describe()).toContain('http://127.0.0.1:1');
    }
  });

  test('an interrupt ends it; what was under way is waited for', async () => {
    const controller = new AbortController();
    let settled = 0;
    const tally = await send(
      sendings(3, 1000),
      async ({ batch }) => {
        if (batch === 7) controller.abort();
        await Promise.resolve();
        settled++;
        return OK;
      },
      { signal: controller.signal },
    );
    expect(tally.isInterrupted).toBe(true);
    expect(tally.accepted).toBe(settled);
    expect(settled).toBeLessThan(20);
  });

  test('an interrupt in a wait too', async () => {
    const controller = new AbortController();
    const until = async (atMs: number, signal: AbortSignal): Promise<void> => {
      if (atMs === 2) controller.abort();
      signal.throwIfAborted();
    };
    const tally = await send(sendings(1, 10), async () => OK, { until, signal: controller.signal });
    expect([tally.accepted, tally.isInterrupted]).toEqual([2, true]);
  });
});

/** What one patient's phone sends at one instant: readings by these names, the second of a name a correction. */
async function* phone(...bursts: readonly (readonly string[])[]): AsyncGenerator<TimedBatch> {
  for (const [sentMs, names] of bursts.entries())
    yield {
      sentMs,
      position: 0,
      who: WHO,
      zone: 'UTC',
      startMs: 0,
      unit: 'kg',
      deliveries: names.map((value, i) => {
        const reading = { ...ONE.reading, identifier: { ...ONE.reading.identifier, value } };
        return { ...ONE, act: names.indexOf(value) < i ? 'correct' : 'submit', reading, sentMs, batch: sentMs };
      }),
    };
}

describe('sending in bundles', () => {
  const alone: SendOptions['deliver'] = () => Promise.reject(new Error('by itself'));
  const inBundles = async (
    batches: AsyncIterable<TimedBatch>,
    answer: (name: string, attempt: number) => Sent | undefined,
    more: Partial<SendOptions> = {},
  ) => {
    const bundles: string[] = [];
    const outcomes: string[] = [];
    const tally = await send(batches, alone, {
      together: async (deliveries) => {
        const names = deliveries.map(({ reading }) => reading.identifier.value);
        const attempt = bundles.push(names.join(' '));
        return names.flatMap((name) => answer(name, attempt) ?? []);
      },
      settled: (outcome) => void outcomes.push(outcome),
      ...more,
    });
    return { tally, bundles, outcomes };
  };

  test('what leaves together goes together; a second act on one reading goes in the next', async () => {
    const { tally, bundles } = await inBundles(phone(['a', 'b'], ['c', 'd', 'c', 'e']), () => OK);
    expect(bundles).toEqual(['a b', 'c d', 'c e']);
    expect([tally.accepted, tally.retried]).toEqual([6, 0]);
  });

  test('of a bundle what is open alone goes again, before anything later of the patient; each counts once', async () => {
    const busy: Sent = { outcome: 'unknown', answer: { code: '429' } };
    const { tally, bundles, outcomes } = await inBundles(phone(['a', 'b', 'c', 'd'], ['e']), (name, attempt) => {
      if (name === 'a') return refused('bad-value');
      if (name === 'b') return attempt === 1 ? LOST : OK;
      if (name === 'd') return attempt < 3 ? { ...busy, retryAfterMs: 2000 } : OK;
      return OK;
    });
    expect(bundles).toEqual(['a b c d', 'b d', 'd', 'e']);
    expect([tally.accepted, tally.retried, [...tally.refused], tally.unknown.size]).toEqual([
      4,
      3,
      [['bad-value', 1]],
      0,
    ]);
    expect(outcomes.toSorted()).toEqual(['ok', 'ok', 'ok', 'ok', 'refused']);
  });

  test('an entry without an answer is one of which nothing is known', async () => {
    const { tally, bundles } = await inBundles(phone(['a', 'b']), (name) => (name === 'a' ? OK : undefined));
    expect(bundles).toEqual(['a b', 'b', 'b', 'b']);
    expect([tally.accepted, [...tally.unknown], tally.isGivenUp]).toEqual([1, [['no answer', 1]], false]);
  });

  test('where nobody answers it ends soon, and each delivery that went is told as unknown', async () => {
    const bursts = Array.from({ length: 50 }, (_, i) => [`a${i}`, `b${i}`]);
    const { tally, bundles } = await inBundles(phone(...bursts), () => LOST);
    expect(new Set(bundles).size).toBeLessThan(6);
    expect([tally.isGivenUp, [...tally.unknown]]).toEqual([true, [['ECONNREFUSED', 2 * new Set(bundles).size]]]);
  });
});
