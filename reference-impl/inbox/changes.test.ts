import { expect, test } from 'vitest';
import { createChanges } from './changes.ts';

/** What has resolved once all that could has. */
const settled = async (...promises: readonly Promise<number>[]): Promise<readonly (number | 'waits')[]> => {
  await new Promise((resolve) => setImmediate(resolve));
  return Promise.all(promises.map((promise) => Promise.race([promise, Promise.resolve('waits' as const)])));
};

test('who has seen nothing is answered at once, and who has seen all waits for a commit', async () => {
  const changes = createChanges();
  const first = await changes.changed();
  const waiting = changes.changed(first);
  expect(await settled(waiting)).toEqual(['waits']);
  changes.touch();
  expect(await settled(waiting)).toEqual(['waits']);
  changes.committed();
  expect(await settled(waiting)).toEqual([first + 1]);
});

test('a commit that touched no item wakes nobody', async () => {
  const changes = createChanges();
  const waiting = changes.changed(await changes.changed());
  changes.committed();
  expect(await settled(waiting)).toEqual(['waits']);
});

test('who missed a change is told at once, however many there were', async () => {
  const changes = createChanges();
  const first = await changes.changed();
  for (let n = 0; n < 3; n += 1) {
    changes.touch();
    changes.committed();
  }
  expect(await settled(changes.changed(first))).toEqual([first + 3]);
  expect(await settled(changes.changed(first + 3))).toEqual(['waits']);
});

test('everybody who waits is told, and at the end those who wait still', async () => {
  const changes = createChanges();
  const seen = await changes.changed();
  const both = [changes.changed(seen), changes.changed(seen)];
  changes.close();
  expect(await settled(...both)).toEqual([seen, seen]);
});
