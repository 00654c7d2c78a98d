import { expect, test } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import { itemInSight } from './item-in-sight.ts';
import type { Restarts } from './restarts.ts';
import { slots } from './slots.ts';

const reading = { system: 'urn:example:meter-readings', value: 'r1' };
const item = { reading, rule: 'limits' } as InboxItem;

/** Waits that end at once, the n-th with what `came` says of it, and a system that may go down. */
const scene = (came: (wait: number) => InboxItem | undefined, outages?: { until: number | undefined }) => {
  let waits = 0;
  const free = slots(2);
  const restarts: Restarts | undefined =
    outages === undefined
      ? undefined
      : {
          take: async () => {},
          lost: undefined,
          get until() {
            return outages.until;
          },
        };
  const parts = {
    waitFor: async (isIt: (one: InboxItem) => boolean) => {
      waits++;
      const one = came(waits);
      return one !== undefined && isIt(one) ? one : undefined;
    },
    itemWaitMs: 100,
    slots: free,
    ...(restarts === undefined ? {} : { restarts }),
  };
  return { find: async (wanted = { reading }) => await itemInSight(wanted, parts), waits: () => waits, free };
};

test('the item of the reading is given as it comes into sight', async () => {
  const { find, waits } = scene(() => item);
  expect([await find(), waits()]).toEqual([item, 1]);
});

test('an item of another reading or rule is not the one', async () => {
  const { find } = scene(() => item);
  expect(await find({ reading: { ...reading, value: 'r2' } })).toBeUndefined();
  expect(await find({ reading, rule: 'missing' } as { reading: typeof reading })).toBeUndefined();
});

test('what did not come in its time is not waited for again where nothing can go down, or nothing did', async () => {
  for (const outages of [undefined, { until: undefined }, { until: 7 }]) {
    const { find, waits } = scene(() => undefined, outages);
    // oxlint-disable-next-line no-await-in-loop -- one scene after the other
    expect([await find(), waits()]).toEqual([undefined, 1]);
  }
});

test('an outage that was over in the meantime is none of its time', async () => {
  const outages = { until: 7 as number | undefined };
  const { find, waits } = scene((wait) => {
    if (wait === 1) outages.until = 8;
    return wait === 2 ? item : undefined;
  }, outages);
  expect([await find(), waits()]).toEqual([item, 2]);
});

test('one that is under way as the time is over is waited for', async () => {
  const outages: { until: number | undefined } = { until: undefined };
  const { find, waits, free } = scene((wait) => (wait === 2 ? item : undefined), outages);
  const { promise: isUp, resolve: up } = Promise.withResolvers<void>();
  const outage = free.alone(() => isUp);
  const found = find();
  // Time enough to give up in, if it did not wait.
  await new Promise(setImmediate);
  expect(waits()).toBe(1);
  outages.until = 9;
  up();
  await outage;
  expect([await found, waits()]).toEqual([item, 2]);
});
