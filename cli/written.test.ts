import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { written } from './written.ts';

/** A stream that writes when it is told to. */
const slow = () => {
  const waiting: (() => void)[] = [];
  const got: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      waiting.push(() => {
        got.push(chunk.toString());
        done();
      });
    },
  });
  return { stream, got, step: () => waiting.shift()?.() };
};
const isSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  const open = Symbol('open');
  return (await Promise.race([promise, new Promise((resolve) => setImmediate(resolve, open))])) !== open;
};

test('all that was given to it before is written first', async () => {
  const { stream, got, step } = slow();
  stream.write('a');
  stream.write('b');
  const done = written(stream);
  step();
  expect(await isSettled(done)).toBe(false);
  step();
  step();
  await done;
  expect(got.join('')).toBe('ab');
});

test('a stream that nobody reads any more is not waited for', async () => {
  const gone = slow().stream;
  gone.destroy();
  await written(gone);
  const ended = slow();
  ended.stream.end();
  await written(ended.stream);
  const breaks = slow();
  breaks.stream.on('error', () => {});
  breaks.stream.write('a');
  const done = written(breaks.stream);
  breaks.stream.destroy(new Error('EPIPE'));
  await done;
});
