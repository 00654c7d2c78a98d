import { expect, test, vi } from 'vitest';
import { refuse } from '../../../contract/refusal.ts';
import type { Answered } from '../../answered/answered.ts';
import { AUDITOR, createReadyWorld, EHR, GATEWAY, must, readingOf } from '../../world.test-helper.ts';
import { RecordingPipeline } from './recording-pipeline.test-helper.ts';
import { type KeepSent, Replay, type Sent } from './replay.ts';

const sent = (text: string, code: 'AA' | 'AE' = 'AA'): Sent => ({
  content: code === 'AA' ? { code } : { code, refusal: refuse('no-permission').refusal },
  bytes: Buffer.from(text),
});
const [ONE, TWO] = [Buffer.from('one'), Buffer.from('two')];

const setUp = () => {
  const { answered } = new RecordingPipeline().asPipeline();
  return { answered, replay: new Replay(answered) };
};

test('the same message on two connections at once is judged once', async () => {
  const { replay } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  const judge = vi.fn(async (keep: KeepSent) => {
    await promise;
    return keep(sent('answer'));
  });
  const both = [replay.answer('a', ONE, judge), replay.answer('a', ONE, judge)];
  expect(await replay.answer('a', TWO, judge)).toBeUndefined();
  resolve();
  expect((await Promise.all(both)).map(String)).toEqual(['answer', 'answer']);
  expect(judge).toHaveBeenCalledTimes(1);
});

test('what failed is not remembered, and is judged again for whoever waited for it', async () => {
  const { replay } = setUp();
  const judge = vi.fn(async () => Promise.reject(new Error('broken')));
  const both = await Promise.allSettled([replay.answer('a', ONE, judge), replay.answer('a', ONE, judge)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(judge).toHaveBeenCalledTimes(2);
  expect(String(await replay.answer('a', TWO, async (keep) => keep(sent('two'))))).toBe('two');
});

test('a message that another instance answered in the meantime is answered as there, or is a reuse', async () => {
  const { replay, answered } = setUp();
  const elsewhere = new Replay(answered);
  const late = (bytes: Buffer) =>
    replay.answer(`of ${String(bytes)}`, ONE, async (keep) => {
      await elsewhere.answer(`of ${String(bytes)}`, bytes, async (first) => first(sent('there')));
      return keep(sent('here'));
    });
  expect(String(await late(ONE))).toBe('there');
  expect(await late(TWO)).toBeUndefined();
});

test('what cannot be kept is not done either', async () => {
  const { pipeline } = await createReadyWorld();
  const reading = readingOf('200');
  const standing: Answered = { digest: 'other', text: 'x' };
  pipeline.answered.keep('a', standing);
  const caller = { ...GATEWAY, alongside: () => void pipeline.answered.keep('a', { digest: 'mine', text: 'y' }) };
  const before = must(pipeline.audit.search(AUDITOR, { count: 100 })).entries.length;
  await expect(pipeline.readings.file(caller, [reading])).rejects.toThrow('has been answered');
  expect(must(pipeline.readings.search(EHR, { identifier: reading.identifier, count: 1 })).entries).toEqual([]);
  expect(must(pipeline.inbox.search(EHR, { count: 10 })).entries).toEqual([]);
  expect(must(pipeline.audit.search(AUDITOR, { count: 100 })).entries).toHaveLength(before);
  expect(pipeline.answered.of('a')).toEqual(standing);
});
