import { expect, test, vi } from 'vitest';
import { type Answered, AnsweredBefore } from '../../answered/answered.ts';
import type { Answering } from '../../answered/answering.ts';
import { AUDITOR, createReadyWorld, EHR, GATEWAY, must, readingOf } from '../../world.test-helper.ts';
import { Replay } from './replay.ts';

const [ONE, TWO] = [Buffer.from('one'), Buffer.from('two')];
type Kept = NonNullable<Answering['kept']>;

/** Judges by what a database of answers would say that knows one answer under each key. */
const setUp = () => {
  const known = new Map<string, Answered>();
  const judgeAs =
    (text: string) =>
    async ({ key, digest }: Kept): Promise<Buffer> => {
      const standing = known.get(key);
      if (standing !== undefined) throw new AnsweredBefore(standing);
      known.set(key, { digest, text });
      return Buffer.from(text);
    };
  const again = (text: string): Buffer => Buffer.from(`${text} again`);
  return { replay: new Replay(), judgeAs, again };
};

test('the same message on two connections at once is judged by one after the other', async () => {
  const { replay, judgeAs, again } = setUp();
  const { promise, resolve } = Promise.withResolvers<void>();
  let running = 0;
  const judge = vi.fn(async (kept: Kept) => {
    running += 1;
    expect(running).toBe(1);
    await promise;
    running -= 1;
    return judgeAs('answer')(kept);
  });
  const both = [replay.answer('a', ONE, judge, again), replay.answer('a', ONE, judge, again)];
  expect(await replay.answer('a', TWO, judge, again)).toBeUndefined();
  resolve();
  expect((await Promise.all(both)).map(String)).toEqual(['answer', 'answer again']);
});

test('what failed is not remembered, and is judged again for whoever waited for it', async () => {
  const { replay, judgeAs, again } = setUp();
  const judge = vi.fn(async () => Promise.reject(new Error('broken')));
  const both = await Promise.allSettled([replay.answer('a', ONE, judge, again), replay.answer('a', ONE, judge, again)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(judge).toHaveBeenCalledTimes(2);
  expect(String(await replay.answer('a', TWO, judgeAs('two'), again))).toBe('two');
});

test('a message that was answered before is answered as it was, and other bytes under its name are a reuse', async () => {
  const { replay, judgeAs, again } = setUp();
  expect(String(await replay.answer('a', ONE, judgeAs('first'), again))).toBe('first');
  expect(String(await replay.answer('a', ONE, judgeAs('second'), again))).toBe('first again');
  expect(await replay.answer('a', TWO, judgeAs('third'), again)).toBeUndefined();
  expect(String(await replay.answer('b', TWO, judgeAs('fourth'), again))).toBe('fourth');
});

test('is kept under its name, so that ids that count up lie beside each other; a name of any length under its hash', async () => {
  const { replay, judgeAs, again } = setUp();
  const keys: string[] = [];
  const judge = (kept: Kept): Promise<Buffer> => {
    keys.push(kept.key);
    return judgeAs('answer')(kept);
  };
  const name = (length: number): string => JSON.stringify(['app', 'facility', '1'.repeat(length)]);
  for (const length of [1, 228, 229, 100_000]) await replay.answer(name(length), ONE, judge, again);
  expect(keys.map((key) => key.length)).toEqual([22, 249, 250, 44]);
  expect(keys.slice(0, 3)).toEqual([1, 228, 229].map(name));
});

const KEPT = { key: 'a', digest: 'mine' };
const ANSWERING: Answering = { ids: ['1'], kept: KEPT };

test('what was answered before is not done either', async () => {
  const { pipeline } = await createReadyWorld();
  const reading = readingOf('200');
  const standing: Answered = { digest: 'other', text: 'x' };
  pipeline.answered.keep('a', standing);
  const caller = { ...GATEWAY, answering: ANSWERING };
  const before = must(pipeline.audit.search(AUDITOR, { count: 100 })).entries.length;
  await expect(pipeline.readings.file(caller, [reading])).rejects.toThrow('has been answered');
  expect(must(pipeline.readings.search(EHR, { identifier: reading.identifier, count: 1 })).entries).toEqual([]);
  expect(must(pipeline.inbox.search(EHR, { count: 10 })).entries).toEqual([]);
  expect(must(pipeline.audit.search(AUDITOR, { count: 100 })).entries).toHaveLength(before);
  expect(pipeline.answered.of('a')).toEqual(standing);
});

test('what an answer is made of is kept with what was done, or with why it was not', async () => {
  const { pipeline } = await createReadyWorld();
  const caller = { ...GATEWAY, answering: ANSWERING };
  const filed = await pipeline.readings.file(caller, [readingOf('200')]);
  expect(filed.ok).toBe(true);
  expect(JSON.parse(filed.making ?? '')).toMatchObject({ ids: ['1'], judged: { warnings: [] } });
  expect(pipeline.answered.of('a')).toEqual({ digest: 'mine', text: filed.making });
  const other = { ...GATEWAY, answering: { ids: ['2'], kept: { key: 'b', digest: 'mine' } } };
  const future = {
    ...readingOf('200'),
    identifier: { system: 'urn:x', value: 'f' },
    effective: '2999-01-01T00:00:00Z',
  };
  const refused = await pipeline.readings.file(other, [future]);
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'future-time' } });
  expect(pipeline.answered.of('b')).toMatchObject({
    text: refused.making,
    refused: expect.stringContaining('future-time'),
  });
  // Judged anew and alike, it is told as it was at first.
  const again = await pipeline.readings.file({ ...other, answering: { ...other.answering, ids: ['3'] } }, [future]);
  expect(again.making).toBe(refused.making);
});
