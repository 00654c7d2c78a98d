import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { waitForChange } from './wait-for.ts';

/** Runs a script in a thread, with the number as `counter`. */
const beside = (counter: Int32Array<SharedArrayBuffer>, script: string): Worker =>
  new Worker(`const counter = require('node:worker_threads').workerData; ${script}`, {
    eval: true,
    workerData: counter,
  });
const newCounter = (): Int32Array<SharedArrayBuffer> => new Int32Array(new SharedArrayBuffer(4));
const LONG_MS = 20_000;

describe('a wait for a number that another thread changes', () => {
  test('is over at once where it has changed already', () => {
    const counter = newCounter();
    counter[0] = 3;
    expect(waitForChange(counter, 2, 0)).toBe(true);
  });

  test('is over when it changes', async () => {
    const counter = newCounter();
    const thread = beside(counter, 'Atomics.add(counter, 0, 1); Atomics.notify(counter, 0);');
    expect(waitForChange(counter, 0, LONG_MS)).toBe(true);
    await thread.terminate();
  });

  test('goes on where somebody wakes it late, for a change that was seen before', async () => {
    const counter = newCounter();
    // Three times it is woken for nothing, and certainly: until somebody was there to be woken.
    const wakes = 'for (let i = 0; i < 3; i += 1) while (Atomics.notify(counter, 0) === 0);';
    const thread = beside(counter, `${wakes} Atomics.add(counter, 0, 1); Atomics.notify(counter, 0);`);
    expect(waitForChange(counter, 0, LONG_MS)).toBe(true);
    expect(counter[0]).toBe(1);
    await thread.terminate();
  });

  test('ends without it after its time, however often it is woken', async () => {
    const counter = newCounter();
    const thread = beside(counter, 'for (;;) Atomics.notify(counter, 0);');
    expect(waitForChange(counter, 0, 50)).toBe(false);
    await thread.terminate();
  });
});
