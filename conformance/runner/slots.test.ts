import { expect, test } from 'vitest';
import { slots } from './slots.ts';

test('never more than so many at a time, in the order in which they came', async () => {
  const slot = slots(2);
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  const task = (n: number) => () => {
    begun.push(n);
    most = Math.max(most, ++now);
    return Promise.resolve().then(() => {
      now--;
      return n;
    });
  };
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => slot(task(n))))).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('a task that fails gives its slot back', async () => {
  const slot = slots(1);
  const failed = slot(() => Promise.reject(new Error('first')));
  const next = slot(() => Promise.resolve('second'));
  await expect(failed).rejects.toThrow('first');
  expect(await next).toBe('second');
});

/** A task that says when it began and ended, and ends when told to. */
const watched = () => {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const task = (name: string) => async () => {
    log.push(`+${name}`);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    log.push(`-${name}`);
  };
  return { log, task, end: (name: string) => ends.get(name)?.() };
};

test('a task that wants to be alone waits for those that run, and those that come later wait for it', async () => {
  const slot = slots(3);
  const { log, task, end } = watched();
  const all = [slot(task('a')), slot(task('b')), slot.alone(task('alone')), slot(task('later'))];
  await Promise.resolve();
  expect(log).toEqual(['+a', '+b']);
  end('a');
  await all[0];
  expect(log).toEqual(['+a', '+b', '-a']);
  end('b');
  await all[1];
  await Promise.resolve();
  expect(log).toEqual(['+a', '+b', '-a', '-b', '+alone']);
  end('alone');
  await all[2];
  end('later');
  await all[3];
  expect(log.slice(4)).toEqual(['+alone', '-alone', '+later', '-later']);
});

test('one that is alone and fails lets the others go on', async () => {
  const slot = slots(2);
  const failed = slot.alone(() => Promise.reject(new Error('down')));
  const next = slot(() => Promise.resolve('up'));
  await expect(failed).rejects.toThrow('down');
  expect(await next).toBe('up');
});
